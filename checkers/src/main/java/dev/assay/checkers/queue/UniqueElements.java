package dev.assay.checkers.queue;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides histories of a first-in-first-out queue in which every element is put once, in n log n.
 * Such a history is linearizable when every element that was taken was put by then, once each, and
 * no two elements were certainly put in one order and taken in the other (Henzinger, Sezgin and
 * Vafeiadis 2013; Abdulla et al. 2025; Lee and Mathur 2025). The order is made element by element:
 * next is one that no other must precede, at either end. Declines when an answer is that there was
 * nothing, or unknown.
 */
public record UniqueElements(QueueCall.Reader reader) implements Rung {
  private static final int NOBODY = -1;

  @Override
  public String name() {
    return "unique elements";
  }

  @Override
  public Optional<Answer> decide(List<Operation> operations, Budget budget) {
    Map<Value, Integer> puts = new HashMap<>();
    Map<Value, Integer> takes = new HashMap<>();
    int[] again = new int[0];
    for (int op = 0; op < operations.size(); op++) {
      switch (reader.read(operations.get(op))) {
        case QueueCall.Put(Value element) -> {
          if (puts.putIfAbsent(element, op) != null) {
            return Optional.empty();
          }
        }
        case QueueCall.Take(Value element) -> {
          Integer other = takes.putIfAbsent(element, op);
          if (other != null) {
            again = new int[] {other, op};
          }
        }
        case QueueCall.Unclear() -> {
          return Optional.empty();
        }
      }
    }
    if (again.length > 0) {
      return clash(operations, "both took what was put once at most", again);
    }
    for (Map.Entry<Value, Integer> take : takes.entrySet()) {
      int op = take.getValue();
      Integer put = puts.get(take.getKey());
      if (put == null) {
        return clash(operations, "it took what nobody had put", op);
      }
      if (operations.get(op).isBefore(operations.get(put))) {
        return clash(operations, "it was taken before it was put", op, put);
      }
    }
    return ordered(operations, puts, takes);
  }

  private Optional<Answer> ordered(
      List<Operation> operations, Map<Value, Integer> puts, Map<Value, Integer> takes) {
    List<Element> elements = new ArrayList<>();
    puts.forEach(
        (element, put) -> {
          Integer take = takes.get(element);
          if (take != null || !operations.get(put).isUnknown()) {
            elements.add(Element.of(operations, put, take == null ? NOBODY : take));
          }
        });
    elements.sort(Comparator.comparingInt(Element::put));
    Optional<Answer> crossed = crossed(operations, elements);
    return crossed.isPresent() ? crossed : new Elements(elements, operations).order(name());
  }

  /** Two that were put in one order and taken in the other. */
  private Optional<Answer> crossed(List<Operation> operations, List<Element> elements) {
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
        return clash(
            operations,
            "of two elements the one that was put later was taken first",
            latest.put(),
            latest.take(),
            later.put(),
            later.take());
      }
    }
    return Optional.empty();
  }

  private Optional<Answer> clash(List<Operation> operations, String why, int... ops) {
    List<Operation> named =
        Arrays.stream(ops)
            .filter(op -> op != NOBODY)
            .sorted()
            .<Operation>mapToObj(operations::get)
            .toList();
    return Optional.of(new Answer.Clash(named, why, name()));
  }
}
