package dev.assay.checkers.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts of many clients with unknown outcomes: decided without the search, and rightly. */
final class BankRungTest {
  private static final String RUNG = "commuting transfers";

  @ParameterizedTest(name = "{0} clients, {1} operations, {2} unknown, seed {3}")
  @CsvSource({
    "5,3000,0.01,1",
    "10,3000,0.05,2",
    "10,3000,0.01,4", // Explained only with an unknown transfer that no read tells of by itself.
    "30,6000,0,3",
    "30,6000,0.01,4",
    "50,3000,0.01,5",
    "70,600,0.01,6"
  })
  void orderIsFoundAndExplainsAll(int clients, int count, double unknown, long seed) {
    List<Operation> operations =
        Clients.work(new BankAccounts(10, 1), clients, count, unknown, seed);
    Answer answer = check(operations);
    assertThat(answer).isInstanceOf(Answer.Linearizable.class);
    Answer.Linearizable found = (Answer.Linearizable) answer;
    assertThat(found.by()).isEqualTo(RUNG);
    isLinearization(GeneratedHistories.model("bank"), operations, found.order());
  }

  @ParameterizedTest(name = "{0} clients, {1} unknown, seed {2}")
  @CsvSource({"5,0,1", "30,0,2", "10,0.01,3", "30,0.05,4"})
  void readFromBeforeAnOddTransferIsRefused(int clients, double unknown, long seed) {
    Answer answer = check(GeneratedHistories.oddBank(clients, 3_000, unknown, seed));
    assertThat(answer).isInstanceOf(Answer.Clash.class);
    assertThat(((Answer.Clash) answer).by()).isEqualTo(RUNG);
  }

  @ParameterizedTest(name = "{0} clients, seed {1}")
  @CsvSource({"5,1", "10,2", "30,3"})
  void staleReadIsRefusedWhenAllOutcomesAreKnown(int clients, long seed) {
    List<Operation> made = Clients.work(new BankAccounts(10, 1), clients, 3_000, 0, seed);
    Answer answer = check(GeneratedHistories.spoiled(made));
    assertThat(answer).isInstanceOf(Answer.Clash.class);
    assertThat(((Answer.Clash) answer).by()).isEqualTo(RUNG);
  }

  private static Answer check(List<Operation> operations) {
    Budget budget = new Budget(new Budget.Limits(2_000_000, 500_000, () -> false));
    return Linearizability.check(GeneratedHistories.model("bank"), operations, budget);
  }

  private static <S> void isLinearization(
      Model<S> model, List<Operation> operations, List<Operation> order) {
    S state = model.initial();
    long latestCall = -1;
    Set<Operation> left = new HashSet<>(operations.stream().filter(model::constrains).toList());
    for (Operation operation : order) {
      assertThat(left.remove(operation)).isTrue();
      latestCall = Math.max(latestCall, operation.index());
      assertThat(operation.endIndex()).isGreaterThan(latestCall);
      state = model.step(state, operation).orElseThrow();
    }
    assertThat(left).allMatch(Operation::isUnknown);
  }
}
