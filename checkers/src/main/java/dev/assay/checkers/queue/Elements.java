package dev.assay.checkers.queue;

import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Puts elements into one order that real time allows at both ends of the queue. */
final class Elements {
  private final Element[] all;
  private final List<Operation> operations;

  Elements(List<Element> elements, List<Operation> operations) {
    all = elements.toArray(Element[]::new);
    this.operations = operations;
  }

  Optional<Answer> order(String by) {
    int size = all.length;
    Integer[] byPutCall = sorted(Comparator.comparingLong(Element::putCall));
    Integer[] byTakeCall = sorted(Comparator.comparingLong(Element::takeCall));
    Integer[] byPutEnd = sorted(Comparator.comparingLong(Element::putEnd));
    Integer[] byTakeEnd = sorted(Comparator.comparingLong(Element::takeEnd));
    int[] free = new int[size];
    boolean[] gone = new boolean[size];
    Deque<Integer> ready = new ArrayDeque<>();
    List<Element> order = new ArrayList<>();
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
      long firstPut = all[byPutEnd[putEnd]].putEnd();
      long firstTake = all[byTakeEnd[takeEnd]].takeEnd();
      while (putCall < size && all[byPutCall[putCall]].putCall() <= firstPut) {
        free(byPutCall[putCall++], free, ready);
      }
      while (takeCall < size && all[byTakeCall[takeCall]].takeCall() <= firstTake) {
        free(byTakeCall[takeCall++], free, ready);
      }
      if (ready.isEmpty()) {
        return Optional.empty();
      }
      int next = ready.remove();
      gone[next] = true;
      order.add(all[next]);
    }
    return timed(order).map(found -> new Answer.Linearizable(found, by));
  }

  private static void free(int element, int[] free, Deque<Integer> ready) {
    if (++free[element] == 2) {
      ready.add(element);
    }
  }

  private Integer[] sorted(Comparator<Element> by) {
    Integer[] order = new Integer[all.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (one, other) -> by.compare(all[one], all[other]));
    return order;
  }

  /** All operations by the earliest moments that the order allows; empty when one is too late. */
  private Optional<List<Operation>> timed(List<Element> order) {
    record Moment(long at, int rank, int op) {}
    List<Moment> moments = new ArrayList<>();
    long put = -1;
    long take = -1;
    int rank = 0;
    for (Element element : order) {
      put = Math.max(put, element.putCall());
      moments.add(new Moment(put, rank++, element.put()));
      if (element.take() >= 0) {
        take = Math.max(Math.max(take, put), operations.get(element.take()).index());
        moments.add(new Moment(take, rank++, element.take()));
        if (take > element.takeEnd()) {
          return Optional.empty();
        }
      }
      if (put > operations.get(element.put()).endIndex()) {
        return Optional.empty();
      }
    }
    moments.sort(Comparator.comparingLong(Moment::at).thenComparingInt(Moment::rank));
    return Optional.of(moments.stream().map(moment -> operations.get(moment.op())).toList());
  }
}
