package dev.assay.checkers.container;

import dev.assay.history.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Deadlines by the moment from which they hold: the earliest of those that hold later. */
final class Deadlines {
  private final long[] moments;

  /** A tree of sums in Fenwick's manner (1994), of minima, from the last moment to the first. */
  private final Deadline[] earliest;

  /** With the deadlines that those who found nothing set: from their calls on. */
  Deadlines(Contents contents) {
    List<Operation> operations = contents.operations();
    moments =
        LongStream.concat(
                contents.elements().stream()
                    .flatMapToLong(e -> LongStream.of(e.putCall(), e.takeCall())),
                contents.nothings().stream().mapToLong(op -> operations.get(op).index()))
            .distinct()
            .sorted()
            .toArray();
    earliest = new Deadline[moments.length + 1];
    Arrays.fill(earliest, Deadline.NONE);
    for (int op : contents.nothings()) {
      Operation nothing = operations.get(op);
      add(nothing.index(), new Deadline(nothing.endIndex(), List.of(op)));
    }
  }

  void add(long from, Deadline deadline) {
    int at = moments.length - Arrays.binarySearch(moments, from);
    while (at < earliest.length) {
      earliest[at] = earliest[at].earlier(deadline);
      at += at & -at;
    }
  }

  /** The earliest of those that hold from a later moment on. */
  Deadline after(long moment) {
    int found = Arrays.binarySearch(moments, moment);
    int next = found < 0 ? -found - 1 : found + 1;
    Deadline first = Deadline.NONE;
    for (int at = moments.length - next; at > 0; at -= at & -at) {
      first = first.earlier(earliest[at]);
    }
    return first;
  }
}
