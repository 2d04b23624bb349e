package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Linearizability by its definition: every order is tried. For a handful of operations. */
public final class BruteForce {
  private BruteForce() {}

  public static <S> boolean isLinearizable(Model<S> model, List<Operation> operations) {
    return explains(model, model.initial(), operations.stream().filter(model::constrains).toList());
  }

  private static <S> boolean explains(Model<S> model, S state, List<Operation> left) {
    if (left.stream().allMatch(Operation::isUnknown)) {
      return true;
    }
    for (Operation candidate : left) {
      if (left.stream().anyMatch(other -> other.isBefore(candidate))) {
        continue;
      }
      Optional<S> after = model.step(state, candidate);
      List<Operation> rest = new ArrayList<>(left);
      rest.remove(candidate);
      if (after.isPresent() && explains(model, after.get(), rest)) {
        return true;
      }
    }
    return false;
  }
}
