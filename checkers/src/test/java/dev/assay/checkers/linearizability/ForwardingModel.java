package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;

/** Another model but for what is written otherwise. */
interface ForwardingModel<S> extends Model<S> {
  Model<S> model();

  @Override
  default S initial() {
    return model().initial();
  }

  @Override
  default Optional<S> step(S state, Operation operation) {
    return model().step(state, operation);
  }

  @Override
  default boolean isPure(Operation operation) {
    return model().isPure(operation);
  }

  @Override
  default boolean isOverwrite(Operation operation) {
    return model().isOverwrite(operation);
  }

  @Override
  default boolean constrains(Operation operation) {
    return model().constrains(operation);
  }

  @Override
  default List<List<Operation>> partition(List<Operation> operations) {
    return model().partition(operations);
  }

  @Override
  default String describe(Operation operation) {
    return model().describe(operation);
  }

  @Override
  default String describeState(S state) {
    return model().describeState(state);
  }
}
