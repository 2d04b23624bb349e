package dev.assay.checkers.container;

import dev.assay.checkers.linearizability.Moments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts elements into one order that real time allows at both ends of a queue, element by element:
 * next is one that no other must precede, at either end.
 */
final class TwoEnds {
  private final List<Element> all;

  TwoEnds(List<Element> elements) {
    all = elements;
  }

  /** The operations; empty when there is no such order. */
  Optional<List<Integer>> order() {
    int size = all.size();
    int[] byPutCall = Ranks.by(size, i -> all.get(i).putCall());
    int[] byTakeCall = Ranks.by(size, i -> all.get(i).takeCall());
    int[] byPutEnd = Ranks.by(size, i -> all.get(i).putEnd());
    int[] byTakeEnd = Ranks.by(size, i -> all.get(i).takeEnd());
    int[] free = new int[size];
    boolean[] gone = new boolean[size];
    Deque<Integer> ready = new ArrayDeque<>();
    List<Element> order = new ArrayList<>(size);
    int putCall = 0;
    int takeCall = 0;
    int putEnd = 0;
    int takeEnd = 0;
    while (order.size() < size) {
      while (gone[byPutEnd[putEnd]]) {
        putEnd++;
      }
      while (gone[byTakeEnd[takeEnd]]) {
        takeEnd++;
      }
      long firstPut = all.get(byPutEnd[putEnd]).putEnd();
      long firstTake = all.get(byTakeEnd[takeEnd]).takeEnd();
      while (putCall < size && all.get(byPutCall[putCall]).putCall() <= firstPut) {
        free(byPutCall[putCall++], free, ready);
      }
      while (takeCall < size && all.get(byTakeCall[takeCall]).takeCall() <= firstTake) {
        free(byTakeCall[takeCall++], free, ready);
      }
      if (ready.isEmpty()) {
        return Optional.empty();
      }
      int next = ready.remove();
      gone[next] = true;
      order.add(all.get(next));
    }
    return timed(order);
  }

  private static void free(int element, int[] free, Deque<Integer> ready) {
    if (++free[element] == 2) {
      ready.add(element);
    }
  }

  /** All operations by the earliest moments that the order allows; empty when one is too late. */
  private static Optional<List<Integer>> timed(List<Element> order) {
    Moments moments = new Moments();
    long put = -1;
    long take = -1;
    int rank = 0;
    for (Element element : order) {
      put = Math.max(put, element.putCall());
      moments.add(put, rank++, element.put());
      if (element.isTaken()) {
        take = Math.max(Math.max(take, put), element.takeCall());
        moments.add(take, rank++, element.take());
      }
      if (put > element.putEnd() || take > element.takeEnd()) {
        return Optional.empty();
      }
    }
    return Optional.of(moments.inOrder());
  }
}
