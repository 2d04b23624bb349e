package dev.assay.checkers.container;

import dev.assay.checkers.linearizability.Moments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A stack. Elements that can be put and taken at one moment are, and disturb nobody. The others
 * make up periods during which there is certainly something; between these the stack may be taken
 * to be empty, see {@link Presence}. During a period something lies at the bottom, and does so all
 * the time. Any element may that can be put before the first of the others must have been and taken
 * after the last: whatever order there is, it remains one when that element is put and taken around
 * it. So one is chosen, and the rest makes up shorter periods (a value that preserves
 * linearizability, in the words of Lee and Mathur 2025; Abdulla et al. 2025 go the same way from
 * period to period). In n log n: each element is at the bottom once.
 */
final class LastIn implements Discipline {
  @Override
  public Optional<List<Integer>> order(Contents contents) {
    Moments moments = new Moments();
    List<Element> lasting = new ArrayList<>();
    long before = -2L * contents.elements().size();
    for (Element element : contents.elements()) {
      if (element.isCertain()) {
        lasting.add(element);
      } else {
        moments.add(element.atOnce(), before++, element.put());
        moments.add(element.atOnce(), before++, element.take());
      }
    }
    long[] nothing = contents.emptyMoments(new Presence(lasting));
    Periods periods = new Periods(lasting);
    periods.place(moments);
    for (int i = 0; i < nothing.length; i++) {
      moments.add(nothing[i], periods.rankOfEmpty(nothing[i]), contents.nothings().get(i));
    }
    return Optional.of(moments.inOrder());
  }

  /** Something below it was taken, or there was nothing. */
  @Override
  public List<Deadline> deadlines(Contents contents, List<Element> neverTaken) {
    List<Element> below =
        contents.elements().stream()
            .filter(Element::isTaken)
            .sorted(Comparator.comparingLong(Element::putEnd))
            .toList();
    Deadlines deadlines = new Deadlines(contents);
    List<Deadline> found = new ArrayList<>();
    int next = 0;
    for (Element element : neverTaken) {
      while (next < below.size() && below.get(next).putEnd() < element.putCall()) {
        deadlines.add(below.get(next).takeCall(), Deadline.of(below.get(next)));
        next++;
      }
      found.add(deadlines.after(element.putEnd()));
    }
    return found;
  }
}
