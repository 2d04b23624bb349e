package dev.assay.checkers.model;

import dev.assay.checkers.Words;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.checkers.sets.GrowingSet;
import dev.assay.checkers.sets.SetCall;
import dev.assay.checkers.sets.UniqueChanges;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A set with {@code add}, {@code remove}, {@code contains} (answered with a truth value) and {@code
 * read} of all elements. Without reads of all, each element is decided by itself.
 */
public final class SetModel implements Model<Set<Value>> {
  @Override
  public Set<Value> initial() {
    return Set.of();
  }

  @Override
  public Optional<Set<Value>> step(Set<Value> state, Operation operation) {
    return switch (operation.f()) {
      case "add" -> Optional.of(changed(state, operation.input(), true));
      case "remove" -> Optional.of(changed(state, operation.input(), false));
      case "contains" ->
          !(operation.outcome() instanceof Outcome.Ok(Value answer))
                  || answer.equals(Value.of(state.contains(operation.input())))
              ? Optional.of(state)
              : Optional.empty();
      case "read" ->
          !(operation.outcome() instanceof Outcome.Ok(Value answer))
                  || elements(operation, answer).equals(state)
              ? Optional.of(state)
              : Optional.empty();
      default -> throw Unreadable.operation(operation, "a set");
    };
  }

  private static Set<Value> changed(Set<Value> state, Value element, boolean present) {
    if (state.contains(element) == present) {
      return state;
    }
    Set<Value> after = new HashSet<>(state);
    if (present) {
      after.add(element);
    } else {
      after.remove(element);
    }
    return after;
  }

  private static Set<Value> elements(Operation operation, Value answer) {
    if (answer instanceof Value.Items(List<Value> items)) {
      return new HashSet<>(items);
    }
    throw Unreadable.value(operation, "a list of elements");
  }

  @Override
  public boolean isPure(Operation operation) {
    return operation.f().equals("contains") || operation.f().equals("read");
  }

  @Override
  public List<List<Operation>> partition(List<Operation> operations) {
    Map<Value, List<Operation>> parts = new LinkedHashMap<>();
    for (Operation operation : operations) {
      if (operation.f().equals("read")) {
        return List.of(operations);
      }
      parts.computeIfAbsent(operation.input(), _ -> new ArrayList<>()).add(operation);
    }
    return List.copyOf(parts.values());
  }

  @Override
  public List<Rung> rungs() {
    return List.of(new UniqueChanges(SetModel::call), new GrowingSet(SetModel::call));
  }

  private static SetCall call(Operation operation) {
    Optional<Value> answer =
        operation.outcome() instanceof Outcome.Ok(Value value)
            ? Optional.of(value)
            : Optional.empty();
    return switch (operation.f()) {
      case "add" -> new SetCall.Add(operation.input());
      case "remove" -> new SetCall.Remove(operation.input());
      case "contains" ->
          switch (answer.orElse(Value.NIL)) {
            case Value.Bool(boolean is) -> new SetCall.Contains(operation.input(), is);
            case Value _ -> answer.isEmpty() ? new SetCall.Silent() : new SetCall.Odd();
          };
      case "read" ->
          answer
              .<SetCall>map(shown -> new SetCall.Seen(elements(operation, shown)))
              .orElse(new SetCall.Silent());
      default -> throw Unreadable.operation(operation, "a set");
    };
  }

  @Override
  public String describe(Operation operation) {
    return Words.of(operation);
  }

  @Override
  public String describeState(Set<Value> state) {
    return state.size() + " elements";
  }
}
