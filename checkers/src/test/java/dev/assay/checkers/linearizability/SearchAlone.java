package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;

/** A model that knows nothing faster than the search. */
public record SearchAlone<S>(Model<S> model) implements Model<S> {
  @Override
  public S initial() {
    return model.initial();
  }

  @Override
  public Optional<S> step(S state, Operation operation) {
    return model.step(state, operation);
  }

  @Override
  public boolean isPure(Operation operation) {
    return model.isPure(operation);
  }

  @Override
  public boolean isOverwrite(Operation operation) {
    return model.isOverwrite(operation);
  }

  @Override
  public boolean constrains(Operation operation) {
    return model.constrains(operation);
  }

  @Override
  public List<List<Operation>> partition(List<Operation> operations) {
    return model.partition(operations);
  }

  @Override
  public String describe(Operation operation) {
    return model.describe(operation);
  }

  @Override
  public String describeState(S state) {
    return model.describeState(state);
  }
}
