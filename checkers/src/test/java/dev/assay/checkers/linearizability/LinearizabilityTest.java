package dev.assay.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.model.KeyValueModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.history.Operation;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LinearizabilityTest {
  private static final Value NIL = Value.NIL;
  private static final Value ONE = Value.of(1);
  private static final Value TWO = Value.of(2);
  private static final Value ONE_TO_TWO = Value.items(List.of(ONE, TWO));
  private static final RegisterModel STRICT = new RegisterModel(NIL, RegisterModel.Failures.STRICT);
  private static final RegisterModel JEPSEN = new RegisterModel(NIL, RegisterModel.Failures.JEPSEN);

  @Test
  void emptyHistoryIsLinearizable() {
    assertThat(isLinearizable(STRICT, new Timetable())).isTrue();
  }

  @Test
  void readMaySeeTheOldOrTheNewValueWhileItOverlapsAWrite() {
    for (Value seen : List.of(NIL, ONE)) {
      Timetable table =
          new Timetable().ok(0, 1, 4, "write", ONE, ONE).ok(1, 2, 3, "read", NIL, seen);
      assertThat(isLinearizable(STRICT, table)).isTrue();
    }
  }

  @Test
  void readAfterAWriteMustSeeIt() {
    Timetable table = new Timetable().ok(0, 1, 2, "write", ONE, ONE).ok(1, 3, 4, "read", NIL, TWO);
    assertThat(isLinearizable(STRICT, table)).isFalse();
  }

  @Test
  void touchingOperationsOverlap() {
    Timetable table = new Timetable().ok(0, 1, 2, "write", ONE, ONE).ok(1, 2, 3, "read", NIL, NIL);
    assertThat(isLinearizable(STRICT, table)).isTrue();
  }

  @Test
  void twoReadsMaySeeAWriteInOneOrderOnly() {
    Timetable good =
        new Timetable()
            .ok(0, 1, 9, "write", ONE, ONE)
            .ok(1, 2, 3, "read", NIL, NIL)
            .ok(1, 4, 5, "read", NIL, ONE);
    Timetable bad =
        new Timetable()
            .ok(0, 1, 9, "write", ONE, ONE)
            .ok(1, 2, 3, "read", NIL, ONE)
            .ok(1, 4, 5, "read", NIL, NIL);
    assertThat(isLinearizable(STRICT, good)).isTrue();
    assertThat(isLinearizable(STRICT, bad)).isFalse();
  }

  @Test
  void unknownWriteMayHappenLateOrNever() {
    Timetable table =
        new Timetable()
            .unknown(0, 1, "write", ONE)
            .ok(1, 2, 3, "read", NIL, NIL)
            .ok(1, 4, 5, "read", NIL, ONE);
    assertThat(isLinearizable(STRICT, table)).isTrue();
    assertThat(isLinearizable(STRICT, table.ok(1, 6, 7, "read", NIL, NIL))).isFalse();
  }

  @Test
  void unknownWriteDoesNotHappenBeforeItIsInvoked() {
    Timetable table = new Timetable().ok(1, 1, 2, "read", NIL, ONE).unknown(0, 3, "write", ONE);
    assertThat(isLinearizable(STRICT, table)).isFalse();
  }

  @Test
  void failedCasIsAnAnswerOnlyWhenStrict() {
    Timetable table =
        new Timetable().ok(0, 1, 2, "write", ONE, ONE).fail(0, 3, 4, "cas", ONE_TO_TWO);
    assertThat(isLinearizable(STRICT, table)).isFalse();
    assertThat(isLinearizable(JEPSEN, table)).isTrue();
  }

  @Test
  void readOfNilFindsTheRegisterEmptyOnlyWhenStrict() {
    Timetable table = new Timetable().ok(0, 1, 2, "write", ONE, ONE).ok(0, 3, 4, "read", NIL, NIL);
    assertThat(isLinearizable(STRICT, table)).isFalse();
    assertThat(isLinearizable(JEPSEN, table)).isTrue();
  }

  /** Taking a write for pure because it changes nothing now would call this one bad. */
  @Test
  void writeOfThePresentValueMayBeNeededLater() {
    Timetable table =
        new Timetable()
            .ok(0, 1, 2, "write", ONE, ONE)
            .ok(1, 3, 10, "write", ONE, ONE)
            .ok(2, 4, 5, "write", TWO, TWO)
            .ok(2, 6, 7, "read", NIL, TWO)
            .ok(2, 8, 9, "read", NIL, ONE);
    assertThat(isLinearizable(STRICT, table)).isTrue();
  }

  @Test
  void keysAreDecidedOneByOne() {
    Value.Fields x = Value.fields("key", Value.of("x"));
    Value.Fields y = Value.fields("key", Value.of("y"));
    Value.Fields a = Value.fields("value", Value.of("a"));
    Timetable table =
        new Timetable()
            .ok(0, 1, 2, "put", x.with(a), Value.fields())
            .ok(0, 3, 4, "append", x.with(a), Value.fields())
            .ok(0, 5, 6, "get", x, Value.fields("value", Value.of("aa")))
            .ok(0, 7, 8, "get", y, Value.fields("value", Value.of("")));
    KeyValueModel model = new KeyValueModel();
    assertThat(isLinearizable(model, table)).isTrue();
    assertThat(isLinearizable(model, table.ok(0, 9, 10, "get", y, a))).isFalse();
  }

  @Test
  void contradictionNamesTheFirstCompletionThatNoOrderExplains() {
    List<Operation> operations =
        new Timetable()
            .ok(0, 1, 2, "write", ONE, ONE)
            .ok(0, 3, 20, "write", TWO, TWO)
            .ok(1, 4, 5, "read", NIL, TWO)
            .ok(1, 6, 7, "read", NIL, ONE)
            .ok(1, 8, 9, "read", NIL, NIL)
            .history()
            .operations();
    Answer answer = Linearizability.check(new SearchAlone<>(STRICT), operations, budget());
    assertThat(answer).isInstanceOf(Answer.Contradiction.class);
    Answer.Contradiction contradiction = (Answer.Contradiction) answer;
    assertThat(contradiction.blocked()).isEqualTo(operations.get(3));
    assertThat(contradiction.order()).containsExactlyElementsOf(operations.subList(0, 3));
    assertThat(contradiction.state()).isEqualTo("2");
  }

  @Test
  void tooSmallABudgetLeavesItUndecided() {
    List<Operation> operations = RandomOperations.register(new Seed(7), 200);
    Budget small = new Budget(new Budget.Limits(5, 100, () -> false));
    Model<Value> alone = new SearchAlone<>(STRICT);
    assertThat(Linearizability.check(alone, operations, small))
        .isInstanceOf(Answer.Undecided.class);
    Budget cancelled = new Budget(new Budget.Limits(Long.MAX_VALUE, 1 << 20, () -> true));
    assertThat(Linearizability.check(alone, overlapping(1000), cancelled))
        .isInstanceOfSatisfying(
            Answer.Undecided.class, undecided -> assertThat(undecided.why()).contains("time"));
  }

  @Test
  void fullMemoryOfConfigurationsChangesNoVerdict() {
    for (int i = 0; i < 300; i++) {
      List<Operation> operations = RandomOperations.register(new Seed(i), 7);
      boolean expected = BruteForce.isLinearizable(STRICT, operations);
      Budget forgetful = new Budget(new Budget.Limits(10_000_000, 9, () -> false));
      assertThat(
              Linearizability.check(STRICT, operations, forgetful) instanceof Answer.Linearizable)
          .as("seed %d", i)
          .isEqualTo(expected);
    }
  }

  @Test
  void searchAgreesWithBruteForceOnRegisters() {
    assertThat(linearizableOf(4000, seed -> RandomOperations.register(seed, 6), STRICT, STRICT))
        .isBetween(400, 3600);
    assertThat(linearizableOf(2000, seed -> RandomOperations.register(seed, 8), JEPSEN, JEPSEN))
        .isBetween(200, 1800);
  }

  @Test
  void searchAgreesWithBruteForceOnKeyValueStores() {
    assertThat(
            linearizableOf(
                2000,
                seed -> RandomOperations.keyValue(seed, 6),
                new KeyValueModel(),
                new WholeStoreModel()))
        .isBetween(200, 1800);
  }

  private interface Histories {
    List<Operation> of(Seed seed);
  }

  private static <S> int linearizableOf(
      int rounds, Histories histories, Model<S> model, Model<?> twin) {
    int linearizable = 0;
    for (int i = 0; i < rounds; i++) {
      List<Operation> operations = histories.of(new Seed(i));
      boolean expected = BruteForce.isLinearizable(twin, operations);
      Answer answer = Linearizability.check(model, operations, budget());
      if (answer instanceof Answer.Linearizable(List<Operation> order, _)) {
        linearizable++;
        // A part's order says nothing about another part's.
        if (model.partition(operations).size() == 1) {
          assertIsLinearization(model, operations, order);
        }
      }
      assertThat(answer).as("seed %d: %s", i, operations).isNotInstanceOf(Answer.Undecided.class);
      assertThat(answer instanceof Answer.Linearizable)
          .as("seed %d: %s", i, operations)
          .isEqualTo(expected);
    }
    return linearizable;
  }

  private static <S> void assertIsLinearization(
      Model<S> model, List<Operation> operations, List<Operation> order) {
    S state = model.initial();
    Set<Operation> left = new HashSet<>(operations.stream().filter(model::constrains).toList());
    for (Operation operation : order) {
      assertThat(left).contains(operation).noneMatch(other -> other.isBefore(operation));
      left.remove(operation);
      Optional<S> after = model.step(state, operation);
      assertThat(after).isPresent();
      state = after.get();
    }
    assertThat(left).allMatch(Operation::isUnknown);
  }

  private static List<Operation> overlapping(int writes) {
    Timetable table = new Timetable();
    for (int i = 0; i < writes; i++) {
      table.ok(i, i, 10_000 + i, "write", Value.of(i), Value.of(i));
    }
    return table.ok(writes, 20_000, 20_001, "read", NIL, Value.of(-1)).history().operations();
  }

  private static <S> boolean isLinearizable(Model<S> model, Timetable table) {
    return Linearizability.check(model, table.history().operations(), budget())
        instanceof Answer.Linearizable;
  }

  private static Budget budget() {
    return new Budget(Budget.Limits.DEFAULT);
  }
}
