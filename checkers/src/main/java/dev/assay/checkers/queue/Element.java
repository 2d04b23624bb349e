package dev.assay.checkers.queue;

import dev.assay.history.Operation;
import java.util.List;

/**
 * An element's way through the queue. It was put before it was taken, so that the put can't end
 * after the take, nor the take begin before the put.
 *
 * @param take the operation, -1 when it was never taken
 */
record Element(int put, int take, long putCall, long putEnd, long takeCall, long takeEnd) {
  static Element of(List<Operation> operations, int put, int take) {
    Operation one = operations.get(put);
    if (take < 0) {
      return new Element(put, take, one.index(), one.endIndex(), Operation.NEVER, Operation.NEVER);
    }
    Operation other = operations.get(take);
    return new Element(
        put,
        take,
        one.index(),
        Math.min(one.endIndex(), other.endIndex()),
        Math.max(one.index(), other.index()),
        other.endIndex());
  }
}
