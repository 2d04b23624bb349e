package dev.assay.checkers.container;

import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.List;

/**
 * An element's way through the container. It was put before it was taken, so that the put can't end
 * after the take, nor the take begin before the put.
 *
 * @param take the operation, {@link #NOBODY} when it was never taken
 */
record Element(
    Value value, int put, int take, long putCall, long putEnd, long takeCall, long takeEnd) {
  static final int NOBODY = -1;

  static Element of(List<Operation> operations, Value value, int put, int take) {
    Operation one = operations.get(put);
    if (take < 0) {
      return new Element(
          value, put, take, one.index(), one.endIndex(), Operation.NEVER, Operation.NEVER);
    }
    Operation other = operations.get(take);
    return new Element(
        value,
        put,
        take,
        one.index(),
        Math.min(one.endIndex(), other.endIndex()),
        Math.max(one.index(), other.index()),
        other.endIndex());
  }

  boolean isTaken() {
    return take != NOBODY;
  }

  /**
   * Whether there are moments at which it is certainly there: those between the end of its put and
   * the call of its take, without these two.
   */
  boolean isCertain() {
    return putEnd < takeCall;
  }

  /** The first moment from which on it could be put and taken at once. */
  long atOnce() {
    return Math.max(putCall, takeCall);
  }

  /** What is left of it when all of it comes from the one moment to the other. */
  Element within(long from, long to) {
    return new Element(
        value,
        put,
        take,
        Math.max(putCall, from),
        Math.min(putEnd, to),
        takeCall == Operation.NEVER ? takeCall : Math.max(takeCall, from),
        takeEnd == Operation.NEVER && !isTaken() ? takeEnd : Math.min(takeEnd, to));
  }
}
