package dev.assay.checkers.container;

import dev.assay.history.Operation;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How many elements are certainly there at each moment, while some are taken away: a tree of the
 * moments at which that may change, each with the least number below it.
 */
final class Coverage {
  private final long[] moments;
  private final int leaves;
  private final int[] least;

  /** By node: what was added to all of it and is not passed on. */
  private final int[] more;

  Coverage(Element[] elements) {
    moments =
        LongStream.concat(
                Arrays.stream(elements).flatMapToLong(e -> LongStream.of(e.putEnd(), e.takeCall())),
                LongStream.of(Operation.NEVER))
            .distinct()
            .sorted()
            .toArray();
    leaves = Math.max(2, Integer.highestOneBit(moments.length) * 2);
    least = new int[2 * leaves];
    more = new int[2 * leaves];
    int[] change = new int[moments.length + 1];
    for (Element element : elements) {
      change[rank(element.putEnd()) + 1]++;
      change[rank(element.takeCall())]--;
    }
    int sum = 0;
    for (int i = 0; i < moments.length; i++) {
      sum += change[i];
      least[leaves + i] = sum;
    }
    for (int node = leaves - 1; node > 0; node--) {
      least[node] = Math.min(least[2 * node], least[2 * node + 1]);
    }
  }

  private int rank(long moment) {
    return Arrays.binarySearch(moments, moment);
  }

  void remove(Element element) {
    add(1, 0, leaves, rank(element.putEnd()) + 1, rank(element.takeCall()));
  }

  /** Takes one from all leaves of the node that are from the one to before the other. */
  private void add(int node, int begin, int end, int from, int to) {
    if (from >= end || to <= begin) {
      return;
    }
    if (from <= begin && end <= to) {
      least[node]--;
      more[node]--;
      return;
    }
    int middle = (begin + end) >>> 1;
    add(2 * node, begin, middle, from, to);
    add(2 * node + 1, middle, end, from, to);
    least[node] = Math.min(least[2 * node], least[2 * node + 1]) + more[node];
  }

  /** The first moment after that one at which none is certainly there, or never. */
  long end(long begin) {
    return moments[none(1, 0, leaves, rank(begin) + 1, 0)];
  }

  private int none(int node, int begin, int end, int from, int above) {
    if (end <= from || least[node] + above > 0) {
      return -1;
    }
    if (end - begin == 1) {
      return begin;
    }
    int middle = (begin + end) >>> 1;
    int left = none(2 * node, begin, middle, from, above + more[node]);
    return left >= 0 ? left : none(2 * node + 1, middle, end, from, above + more[node]);
  }
}
