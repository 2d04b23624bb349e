package dev.assay.checkers.container;

import dev.assay.checkers.linearizability.Clashing;
import dev.assay.checkers.linearizability.Moments;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A priority queue of whole numbers, the smallest first. Its history has an order exactly when each
 * element can have been taken at a moment at which no smaller one was certainly there: taking the
 * elements in ascending order, the one before can be made empty at that moment without harm, see
 * {@link Presence} (the largest element may be left out of a history and come back: what Lee and
 * Mathur 2025 call a value that preserves linearizability). In n log n.
 *
 * <p>Each is taken as early as possible, and put as late as possible: so nothing smaller is there
 * but what is certainly there.
 */
final class Smallest implements Discipline {
  private static final int TAKEN = 0;
  private static final int NOTHING = 1;
  private static final int PUT = 2;

  @Override
  public Optional<List<Integer>> order(Contents contents) {
    List<Element> ascending = ascending(contents.elements());
    Free free = new Free(ascending);
    Moments moments = new Moments();
    for (int i = 0; i < ascending.size(); i++) {
      Element element = ascending.get(i);
      long taken = Operation.NEVER;
      if (element.isTaken()) {
        taken = free.from(element.atOnce());
        if (taken > element.takeEnd()) {
          throw inTheWay(element, ascending.subList(0, i));
        }
      }
      boolean isAtOnce = taken <= element.putEnd();
      moments.add(isAtOnce ? taken : element.putEnd(), isAtOnce ? TAKEN : PUT, element.put());
      moments.add(taken, TAKEN, element.take());
      if (element.isCertain()) {
        free.without(element.putEnd(), element.takeCall());
      }
    }
    long[] nothing = contents.emptyMoments(new Presence(ascending));
    for (int i = 0; i < nothing.length; i++) {
      moments.add(nothing[i], NOTHING, contents.nothings().get(i));
    }
    return Optional.of(moments.inOrder());
  }

  private static List<Element> ascending(List<Element> elements) {
    return elements.stream().sorted(Comparator.comparingLong(Smallest::number)).toList();
  }

  private static long number(Element element) {
    return ((Value.Whole) element.value()).number();
  }

  private static Clashing inTheWay(Element element, List<Element> smaller) {
    List<Integer> clash = new ArrayList<>(List.of(element.put(), element.take()));
    clash.addAll(new Presence(smaller).chain(element.atOnce(), element.takeEnd()));
    return new Clashing(clash, "it was taken though something smaller was there all the time");
  }

  /** Something larger was taken, or there was nothing. */
  @Override
  public List<Deadline> deadlines(Contents contents, List<Element> neverTaken) {
    Deadlines deadlines = new Deadlines(contents);
    List<Element> descending = ascending(contents.elements()).reversed();
    Deadline[] found = new Deadline[contents.operations().size()];
    for (Element element : descending) {
      if (element.isTaken()) {
        deadlines.add(element.takeCall(), Deadline.of(element));
      } else {
        found[element.put()] = deadlines.after(element.putEnd());
      }
    }
    return neverTaken.stream().map(element -> found[element.put()]).toList();
  }

  /** Moments outside of open intervals that become more: each is passed over once. */
  private static final class Free {
    private final long[] moments;

    /**
     * By twice a moment's number, or one more for what is between it and the next: the free ones.
     */
    private final Left cells;

    Free(List<Element> elements) {
      moments =
          elements.stream()
              .filter(Element::isCertain)
              .flatMapToLong(e -> LongStream.of(e.putEnd(), e.takeCall()))
              .distinct()
              .sorted()
              .toArray();
      cells = new Left(2 * moments.length);
    }

    /** The first free moment from there on, or never. */
    long from(long moment) {
      int at = Arrays.binarySearch(moments, moment);
      int cell = at >= 0 ? 2 * at : 2 * (-at - 2) + 1;
      if (cell < 0) {
        return moment;
      }
      int free = cells.from(cell);
      return free == cell
          ? moment
          : free / 2 < moments.length ? moments[free / 2] : Operation.NEVER;
    }

    /** Takes away what is between two moments that were named at first. */
    void without(long from, long to) {
      int last = 2 * Arrays.binarySearch(moments, to);
      for (int cell = cells.from(2 * Arrays.binarySearch(moments, from) + 1);
          cell < last;
          cell = cells.from(cell)) {
        cells.remove(cell);
      }
    }
  }
}
