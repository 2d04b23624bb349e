package dev.assay.checkers.linearizability;

import dev.assay.history.Operation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model with choices as one without: its state is the set of all states in which the system may
 * be. An order is a linearization exactly if some choice is left at its end. Costs as much as there
 * are states to be in; the search is bounded, that set is not.
 */
public record PowerSetModel<S>(NondeterministicModel<S> model) implements Model<Set<S>> {
  @Override
  public Set<S> initial() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(model.initial()));
  }

  @Override
  public Optional<Set<S>> step(Set<S> states, Operation operation) {
    Set<S> after = new LinkedHashSet<>();
    states.forEach(state -> after.addAll(model.steps(state, operation)));
    return after.isEmpty() ? Optional.empty() : Optional.of(Collections.unmodifiableSet(after));
  }

  @Override
  public boolean isPure(Operation operation) {
    return false; // What it shows leaves fewer states to be in.
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
  public String describeState(Set<S> states) {
    return states.stream().map(model::describeState).sorted().collect(Collectors.joining(" or "));
  }
}
