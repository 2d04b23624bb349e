package dev.assay.checkers.container;

import dev.assay.checkers.linearizability.Clashing;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A queue. Its history has an order when no two elements were certainly put in one order and taken
 * in the other, and whoever found nothing did so at a moment at which nothing need have been there
 * (the properties of Henzinger, Sezgin and Vafeiadis 2013). The moments of those who found nothing
 * cut the history: what is certainly there lies between two of them, and each piece has an order by
 * itself.
 */
final class FirstIn implements Discipline {
  @Override
  public Optional<List<Integer>> order(Contents contents) {
    refuseCrossed(contents.elements());
    long[] nothing = contents.emptyMoments(new Presence(contents.elements()));
    long[] cuts = LongStream.of(nothing).distinct().sorted().toArray();
    List<List<Element>> pieces = new ArrayList<>();
    List<List<Integer>> at = new ArrayList<>();
    for (int i = 0; i <= cuts.length; i++) {
      pieces.add(new ArrayList<>());
      at.add(new ArrayList<>());
    }
    for (Element element : contents.elements()) {
      long last = Math.min(element.putEnd(), element.takeEnd());
      int found = Arrays.binarySearch(cuts, element.atOnce());
      int cut = found < 0 ? -found - 1 : found;
      if (cut < cuts.length && cuts[cut] <= last) {
        at.get(cut).add(element.put());
        at.get(cut).add(element.take());
      } else {
        int end = Arrays.binarySearch(cuts, last);
        int piece = end < 0 ? -end - 1 : end + 1;
        pieces
            .get(piece)
            .add(
                element.within(
                    piece == 0 ? -1 : cuts[piece - 1],
                    piece == cuts.length ? Operation.NEVER : cuts[piece]));
      }
    }
    for (int i = 0; i < nothing.length; i++) {
      at.get(Arrays.binarySearch(cuts, nothing[i])).add(contents.nothings().get(i));
    }
    List<Integer> order = new ArrayList<>();
    for (int piece = 0; piece <= cuts.length; piece++) {
      Optional<List<Integer>> ordered = new TwoEnds(pieces.get(piece)).order();
      if (ordered.isEmpty()) {
        return Optional.empty();
      }
      order.addAll(ordered.get());
      order.addAll(at.get(piece));
    }
    return Optional.of(order);
  }

  /** Two that were put in one order and taken in the other. */
  private static void refuseCrossed(List<Element> elements) {
    Element[] byPutEnd = elements.toArray(Element[]::new);
    Arrays.sort(byPutEnd, Comparator.comparingLong(Element::putEnd));
    Element latest = null;
    int next = 0;
    for (Element later : elements) {
      while (next < byPutEnd.length && byPutEnd[next].putEnd() < later.putCall()) {
        Element one = byPutEnd[next++];
        latest = latest == null || one.takeCall() > latest.takeCall() ? one : latest;
      }
      if (latest != null && later.takeEnd() < latest.takeCall()) {
        throw new Clashing(
            List.of(latest.put(), latest.take(), later.put(), later.take()),
            "of two elements the one that was put later was taken first");
      }
    }
  }

  /** Something that was put later was taken by then, or there was nothing. */
  @Override
  public List<Deadline> deadlines(Contents contents, List<Element> neverTaken) {
    Deadlines deadlines = new Deadlines(contents);
    for (Element element : contents.elements()) {
      if (element.isTaken()) {
        deadlines.add(element.putCall(), Deadline.of(element));
      }
    }
    return neverTaken.stream().map(element -> deadlines.after(element.putEnd())).toList();
  }
}
