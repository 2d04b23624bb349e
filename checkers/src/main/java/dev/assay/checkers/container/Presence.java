package dev.assay.checkers.container;

import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * When a container certainly holds some of the elements. At any other moment it may be taken to be
 * empty of them, and at any number of these at once: in whatever order there is, those that are
 * there at the moment can be taken by then or put from then on, which changes nothing for the
 * others of a queue, a stack or a priority queue.
 */
final class Presence {
  /** Those that are certainly there at some moments, by the end of their puts. */
  private final Element[] certain;

  /** Open intervals that don't overlap, in their order. */
  private final long[] from;

  private final long[] to;
  private int intervals;

  Presence(Collection<Element> elements) {
    certain = elements.stream().filter(Element::isCertain).toArray(Element[]::new);
    Arrays.sort(certain, Comparator.comparingLong(Element::putEnd));
    from = new long[certain.length];
    to = new long[certain.length];
    for (Element element : certain) {
      if (intervals > 0 && element.putEnd() < to[intervals - 1]) {
        to[intervals - 1] = Math.max(to[intervals - 1], element.takeCall());
      } else {
        from[intervals] = element.putEnd();
        to[intervals++] = element.takeCall();
      }
    }
  }

  /** The first moment, from the given one on, at which none need be there; or never. */
  long emptyFrom(long moment) {
    int at = Arrays.binarySearch(from, 0, intervals, moment);
    int before = at >= 0 ? at - 1 : -at - 2;
    return before >= 0 && moment < to[before] ? to[before] : moment;
  }

  /** Puts and takes of few elements of which one is there at every one of these moments. */
  List<Integer> chain(long first, long last) {
    List<Integer> chain = new ArrayList<>();
    long covered = first;
    int next = 0;
    do {
      Element best = certain[next];
      while (next < certain.length && certain[next].putEnd() < covered) {
        best = certain[next].takeCall() > best.takeCall() ? certain[next] : best;
        next++;
      }
      chain.add(best.put());
      chain.add(best.take());
      covered = best.takeCall();
    } while (covered <= last && covered != Operation.NEVER && next < certain.length);
    return chain;
  }
}
