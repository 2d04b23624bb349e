package dev.assay.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.BruteForced;
import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every model, with its faster ways and without, against the definition of linearizability: what a
 * subject really answered to a few clients, and the same with an answer exchanged. {@code
 * -Dassay.histories=N} sets how many histories.
 */
final class AgreementTest {
  private static final int HISTORIES = Integer.getInteger("assay.histories", 1_500);

  @ParameterizedTest
  @EnumSource(Toys.class)
  void everyWayAgreesWithTheDefinition(Toys toy) {
    int good = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<Operation> operations = ToyHistories.operations(toy, seed);
      boolean expected = isLinearizable(toy.model, operations);
      agree(toy.model, operations, expected, "seed " + seed);
      agree(new SearchAlone<>(toy.model), operations, expected, "search alone, seed " + seed);
      good += expected ? 1 : 0;
    }
    BruteForced.note(toy.name(), good, HISTORIES - good);
    assertThat(good).isBetween(HISTORIES / 12, HISTORIES - HISTORIES / 500 - 1);
  }

  private static <S> boolean isLinearizable(Model<S> model, List<Operation> operations) {
    List<Operation> constraining = operations.stream().filter(model::constrains).toList();
    return model.partition(constraining).stream()
        .allMatch(part -> BruteForce.isLinearizable(model, part));
  }

  private static <S> void agree(
      Model<S> model, List<Operation> operations, boolean expected, String which) {
    Answer answer = Linearizability.check(model, operations, new Budget(Budget.Limits.DEFAULT));
    assertThat(answer).as(which).isNotInstanceOf(Answer.Undecided.class);
    assertThat(answer instanceof Answer.Linearizable)
        .as("%s: %s of %s", which, answer, operations)
        .isEqualTo(expected);
    if (answer instanceof Answer.Linearizable(List<Operation> order, _)) {
      for (List<Operation> part : model.partition(order)) {
        isLinearization(model, operations, part, order, which);
      }
    }
  }

  /** The order respects time, has every known operation, and each part of it the model allows. */
  static <S> void isLinearization(
      Model<S> model,
      List<Operation> operations,
      List<Operation> part,
      List<Operation> order,
      String which) {
    Set<Operation> left = new HashSet<>(operations.stream().filter(model::constrains).toList());
    for (Operation operation : order) {
      assertThat(left).as(which).contains(operation).noneMatch(o -> o.isBefore(operation));
      left.remove(operation);
    }
    assertThat(left).as(which).allMatch(Operation::isUnknown);
    S state = model.initial();
    for (Operation operation : part) {
      Optional<S> after = model.step(state, operation);
      assertThat(after).as(which).isPresent();
      state = after.orElseThrow();
    }
  }
}
