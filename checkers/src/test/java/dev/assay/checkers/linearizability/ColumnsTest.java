package dev.assay.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Workers;
import dev.assay.checkers.benchmark.Clients;
import dev.assay.checkers.benchmark.Registers;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked up once for a large history changes no answer. */
final class ColumnsTest {
  private static final int OPERATIONS = 70_000;
  private static final RegisterModel REGISTERS =
      RegisterModel.byKey(Value.NIL, RegisterModel.Failures.STRICT);

  /** The same registers, whose parts don't say where their operations come from. */
  private record Copied(Model<Value> model) implements ForwardingModel<Value> {
    @Override
    public Object meaning(Operation operation) {
      return model.meaning(operation);
    }

    @Override
    public List<List<Operation>> partition(List<Operation> operations) {
      return model.partition(operations).stream().map(part -> List.copyOf(part)).toList();
    }

    @Override
    public List<Rung> rungs() {
      return model.rungs();
    }
  }

  private static List<Operation> history(boolean isUnique) {
    return Clients.work(Registers.byKey(7, isUnique), 6, OPERATIONS, 0.02, 1);
  }

  private static Answer answer(Model<?> model, List<Operation> operations, Workers workers) {
    return Linearizability.check(model, operations, new Budget(Budget.Limits.DEFAULT), workers);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsGoodHasTheSameOrder(boolean isUnique) {
    List<Operation> operations = history(isUnique);
    Answer answer = answer(REGISTERS, operations, Workers.ALONE);
    assertThat(answer)
        .isInstanceOf(Answer.Linearizable.class)
        .isEqualTo(answer(new Copied(REGISTERS), operations, Workers.ALONE))
        .isEqualTo(answer(REGISTERS, operations, tasks -> tasks.reversed().forEach(Runnable::run)));
  }

  @Test
  void whatIsBadHasTheSameContradiction() {
    List<Operation> operations = new ArrayList<>(history(false));
    for (int i = 50; i < OPERATIONS; i++) {
      Operation read = operations.get(i);
      if (read.f().equals("read") && read.isOk()) {
        Value answer = ((Value.Fields) read.input()).with("value", Value.of(99));
        operations.set(
            i,
            new Operation(
                read.index(),
                read.process(),
                read.f(),
                read.input(),
                new Outcome.Ok(answer),
                read.invokedNanos(),
                read.completedNanos(),
                read.completionIndex()));
        break;
      }
    }
    assertThat(answer(REGISTERS, operations, Workers.ALONE))
        .isInstanceOf(Answer.Contradiction.class)
        .isEqualTo(answer(new Copied(REGISTERS), operations, Workers.ALONE));
  }

  @Test
  void theyAreForLargeHistoriesOfFewSortsAlone() {
    List<Operation> few = history(false);
    List<Operation> many = history(true);
    assertThat(areKnown(few, 1)).isTrue();
    assertThat(areKnown(few, 10_000)).isFalse();
    assertThat(areKnown(few.subList(0, 1_000), 1)).isFalse();
    assertThat(areKnown(many, 1)).isFalse();
  }

  /** Of each part that has its own registers, of which there are so many times as many. */
  private static boolean areKnown(List<Operation> operations, int times) {
    List<List<Operation>> parts = new ArrayList<>(REGISTERS.partition(operations));
    for (int more = parts.size(); more < 7 * times && times > 1; more++) {
      parts.add(new Picked(operations));
    }
    Columns columns = Columns.of(REGISTERS, operations, parts, Workers.ALONE);
    return columns.know(parts.getFirst());
  }
}
