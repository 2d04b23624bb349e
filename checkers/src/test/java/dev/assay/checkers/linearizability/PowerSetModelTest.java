package dev.assay.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Systems with choices of their own. */
final class PowerSetModelTest {
  private static final int HISTORIES = Integer.getInteger("assay.histories", 2_000);

  /** A die: a throw tells nothing, a look tells what lies there, a tilt goes one up or down. */
  private static final class Die implements NondeterministicModel<Long> {
    @Override
    public List<Long> initial() {
      return List.of(1L, 2L);
    }

    @Override
    public List<Long> steps(Long state, Operation operation) {
      return switch (operation.f()) {
        case "throw" -> List.of(1L, 2L, 3L);
        case "tilt" -> List.of(Math.max(1, state - 1), Math.min(3, state + 1));
        default ->
            !(operation.outcome() instanceof Outcome.Ok(Value seen)) || seen.equals(Value.of(state))
                ? List.of(state)
                : List.of();
      };
    }

    @Override
    public String describe(Operation operation) {
      return operation.f();
    }

    @Override
    public String describeState(Long state) {
      return "on " + state;
    }
  }

  @Test
  void smallestGoodAndBadHistories() {
    Timetable good =
        new Timetable()
            .ok(0, 0, 1, "look", Value.NIL, Value.of(2))
            .ok(0, 2, 3, "tilt", Value.NIL, Value.NIL)
            .ok(0, 4, 5, "look", Value.NIL, Value.of(3));
    Timetable bad =
        new Timetable()
            .ok(0, 0, 1, "look", Value.NIL, Value.of(1))
            .ok(0, 2, 3, "tilt", Value.NIL, Value.NIL)
            .ok(0, 4, 5, "look", Value.NIL, Value.of(3));

    assertThat(check(good.history().operations())).isInstanceOf(Answer.Linearizable.class);
    assertThat(check(bad.history().operations()))
        .isInstanceOfSatisfying(
            Answer.Contradiction.class,
            contradiction -> assertThat(contradiction.state()).isEqualTo("on 1 or on 2"));
    assertThat(
            check(
                new Timetable().ok(0, 0, 1, "look", Value.NIL, Value.of(3)).history().operations()))
        .isInstanceOf(Answer.Contradiction.class);
  }

  @Test
  void searchAgreesWithTheDefinition() {
    int good = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<Operation> operations = random(new Seed(i));
      boolean expected =
          new Die().initial().stream().anyMatch(state -> explains(state, operations));
      assertThat(check(operations) instanceof Answer.Linearizable)
          .as("seed %d: %s", i, operations)
          .isEqualTo(expected);
      good += expected ? 1 : 0;
    }
    assertThat(good).isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
  }

  private static Answer check(List<Operation> operations) {
    return Linearizability.check(
        new PowerSetModel<>(new Die()), operations, new Budget(Budget.Limits.DEFAULT));
  }

  private static List<Operation> random(Seed seed) {
    Timetable table = new Timetable();
    for (int i = 0; i < 6; i++) {
      Seed one = seed.fork("operation " + i);
      long from = 2L * one.below(0, 8);
      long to = from + 1 + 2L * one.below(1, 5);
      switch (one.below(2, 7)) {
        case 0 -> table.ok(i, from, to, "throw", Value.NIL, Value.NIL);
        case 1 -> table.ok(i, from, to, "tilt", Value.NIL, Value.NIL);
        case 2 -> table.unknown(i, from, "tilt", Value.NIL);
        default -> table.ok(i, from, to, "look", Value.NIL, Value.of(1 + one.below(3, 3)));
      }
    }
    return table.history().operations();
  }

  /** All orders and all choices. */
  private static boolean explains(long state, List<Operation> left) {
    if (left.stream().allMatch(Operation::isUnknown)) {
      return true;
    }
    for (Operation candidate : left) {
      if (left.stream().noneMatch(other -> other.isBefore(candidate))) {
        List<Operation> rest = new ArrayList<>(left);
        rest.remove(candidate);
        for (long after : new Die().steps(state, candidate)) {
          if (explains(after, rest)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
