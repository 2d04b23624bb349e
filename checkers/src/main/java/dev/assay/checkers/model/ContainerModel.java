package dev.assay.checkers.model;

import dev.assay.checkers.Words;
import dev.assay.checkers.container.ContainerCall;
import dev.assay.checkers.container.UniqueElements;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that elements are put into and taken out of: a queue ({@code enqueue}, {@code
 * dequeue}), a stack ({@code push}, {@code pop}) or a priority queue of whole numbers, smallest
 * first ({@code insert}, {@code extract}). What is taken is the answer; nil says that there was
 * nothing.
 */
public final class ContainerModel implements Model<List<Value>> {
  private final Order order;

  /** Which element goes first. */
  public enum Order {
    FIRST_IN,
    LAST_IN,
    SMALLEST
  }

  public ContainerModel(Order order) {
    this.order = order;
  }

  @Override
  public List<Value> initial() {
    return List.of();
  }

  @Override
  public Optional<List<Value>> step(List<Value> state, Operation operation) {
    if (puts(operation)) {
      return Optional.of(with(state, operation));
    }
    int next = next(state);
    if (operation.outcome() instanceof Outcome.Ok(Value answer)) {
      if (next < 0 || !state.get(next).equals(answer)) {
        return next < 0 && answer.equals(Value.NIL) ? Optional.of(state) : Optional.empty();
      }
    }
    return Optional.of(next < 0 ? state : without(state, next));
  }

  private boolean puts(Operation operation) {
    return switch (operation.f()) {
      case "enqueue", "push", "insert" -> {
        if (operation.input().equals(Value.NIL)) {
          throw new IllegalArgumentException(
              "event %d puts nil in, which as an answer says that nothing was there"
                  .formatted(operation.index()));
        }
        yield true;
      }
      case "dequeue", "pop", "extract" -> false;
      default -> throw Unreadable.operation(operation, "a queue or stack");
    };
  }

  private List<Value> with(List<Value> state, Operation operation) {
    List<Value> after = new ArrayList<>(state);
    after.add(operation.input());
    if (order == Order.SMALLEST) {
      for (Value element : after) {
        number(element);
      }
      // The order in which they came doesn't matter: one state, one list.
      after.sort((one, other) -> Long.compare(number(one), number(other)));
    }
    return List.copyOf(after);
  }

  private static long number(Value element) {
    if (element instanceof Value.Whole(long number)) {
      return number;
    }
    throw new IllegalArgumentException(
        "a priority queue holds whole numbers, not " + Words.of(element));
  }

  /** The place of the element that goes first, or -1. */
  private int next(List<Value> state) {
    return order == Order.LAST_IN ? state.size() - 1 : state.isEmpty() ? -1 : 0;
  }

  private static List<Value> without(List<Value> state, int place) {
    List<Value> after = new ArrayList<>(state);
    after.remove(place);
    return List.copyOf(after);
  }

  @Override
  public boolean isPure(Operation operation) {
    return !puts(operation)
        && operation.outcome() instanceof Outcome.Ok(Value answer)
        && answer.equals(Value.NIL);
  }

  @Override
  public List<Rung> rungs() {
    return List.of(
        switch (order) {
          case FIRST_IN -> UniqueElements.queue(this::call);
          case LAST_IN -> UniqueElements.stack(this::call);
          case SMALLEST -> UniqueElements.priorityQueue(this::call);
        });
  }

  private ContainerCall call(Operation operation) {
    if (puts(operation)) {
      return new ContainerCall.Put(operation.input());
    }
    return switch (operation.outcome()) {
      case Outcome.Ok(Value.Nil()) -> new ContainerCall.Nothing();
      case Outcome.Ok(Value element) -> new ContainerCall.Take(element);
      case Outcome.Unknown _, Outcome.Fail _ -> new ContainerCall.Unclear();
    };
  }

  @Override
  public String describe(Operation operation) {
    return Words.of(operation);
  }

  @Override
  public String describeState(List<Value> state) {
    return state.size() + " elements";
  }
}
