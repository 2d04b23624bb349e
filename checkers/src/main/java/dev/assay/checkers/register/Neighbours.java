package dev.assay.checkers.register;

import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.util.Arrays;
import java.util.Optional;

/**
 * The register between two moments, its values as numbers: what it holds at the first, and must
 * hold at the second, which an operation asks for that is none of the history's.
 */
final class Neighbours implements Model<Integer> {
  private final Values values;
  private final int[] written;
  private final int initial;
  private final int goal;

  Neighbours(Values values, int[] written, int initial, int goal) {
    this.values = values;
    this.written = written;
    this.initial = initial;
    this.goal = goal;
  }

  @Override
  public Integer initial() {
    return initial;
  }

  @Override
  public Optional<Integer> step(Integer state, Operation operation) {
    int op = number(operation);
    if (op < 0) {
      return Optional.of(state).filter(there -> there == goal);
    }
    if (written[op] >= 0) {
      int expected = values.expected[written[op]];
      return expected < 0 || expected == state
          ? Optional.of(written[op])
          : Optional.of(state).filter(_ -> operation.isUnknown());
    }
    boolean fits = values.seen[op] >= 0 ? values.seen[op] == state : values.differs[op] != state;
    return Optional.of(state).filter(_ -> fits);
  }

  /** Below zero for the one that is none of the history's. */
  private int number(Operation operation) {
    return Arrays.binarySearch(values.call, operation.index());
  }

  @Override
  public Object meaning(Operation operation) {
    int op = number(operation);
    if (op < 0) {
      return -1L;
    }
    if (written[op] >= 0) {
      return (1L << 32) | op;
    }
    return values.seen[op] >= 0
        ? (2L << 32) | values.seen[op]
        : values.differs[op] >= 0 ? (3L << 32) | values.differs[op] : 4L << 32;
  }

  @Override
  public boolean isPure(Operation operation) {
    int op = number(operation);
    return op < 0 || written[op] < 0;
  }

  @Override
  public boolean isOverwrite(Operation operation) {
    int op = number(operation);
    return op >= 0 && written[op] >= 0 && values.expected[written[op]] < 0;
  }

  @Override
  public boolean constrains(Operation operation) {
    return true;
  }

  @Override
  public String describe(Operation operation) {
    return operation.toString();
  }

  @Override
  public String describeState(Integer state) {
    return values.text(state);
  }
}
