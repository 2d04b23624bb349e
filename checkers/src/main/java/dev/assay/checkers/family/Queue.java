package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue, whatever its order: what comes out was put in, and each element comes out once. With
 * everything taken out at the end, also: what was put in comes out. {@code enqueue} of a value;
 * {@code dequeue} answered with a value (nil: it was empty), {@code drain} with a list of them.
 */
final class Queue implements Family.Rule {
  private final boolean total;

  /**
   * A rule.
   *
   * @param total whether acknowledged elements have to come out; then they may come out twice
   */
  Queue(boolean total) {
    this.total = total;
  }

  private static final class Element {
    private final List<Operation> enqueued = new ArrayList<>();
    private final List<Operation> dequeued = new ArrayList<>();
  }

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Map<Value, Element> elements = new LinkedHashMap<>();
    long excused = 0;
    for (Operation operation : recording.history().clientOperations()) {
      budget.step();
      if (operation.f().equals("enqueue")) {
        of(elements, operation.input()).enqueued.add(operation);
      } else if (operation.isOk()) {
        for (Value out : out(operation)) {
          of(elements, out).dequeued.add(operation);
        }
      } else if (operation.isUnknown()) {
        // It may have taken what nobody has seen since.
        excused += operation.f().equals("drain") ? Integer.MAX_VALUE : 1;
      }
    }
    long lost = 0;
    long missing = 0;
    long duplicated = 0;
    long dequeued = 0;
    for (Map.Entry<Value, Element> entry : elements.entrySet()) {
      Element element = entry.getValue();
      source(entry.getKey(), element, findings);
      dequeued += element.dequeued.size();
      long attempts = element.enqueued.stream().filter(o -> !o.isFail()).count();
      if (attempts > 0 && element.dequeued.size() > attempts) {
        duplicated++;
        if (!total) {
          twice(entry.getKey(), element, findings);
        }
      }
      long acknowledged = element.enqueued.stream().filter(Operation::isOk).count();
      if (element.dequeued.size() < acknowledged) {
        lost++;
        missing += acknowledged - element.dequeued.size();
      }
    }
    if (total && missing > excused) {
      List<Operation> drains =
          recording.history().clientOperations().stream()
              .filter(o -> o.f().equals("drain") && o.isOk())
              .toList();
      elements.forEach((value, element) -> lost(value, element, drains, findings));
    }
    return new Family.Seen(
        total ? elements.size() : dequeued,
        Value.fields("elements", Value.of(elements.size()))
            .with("dequeued", Value.of(dequeued))
            .with("neverDequeued", Value.of(lost))
            .with("duplicated", Value.of(duplicated)));
  }

  private static List<Value> out(Operation operation) {
    Value answer = Reading.answer(operation).orElse(Value.NIL);
    return switch (operation.f()) {
      case "dequeue" -> answer instanceof Value.Nil ? List.of() : List.of(answer);
      case "drain" -> Reading.items(answer).orElse(List.of());
      default -> List.of();
    };
  }

  private static Element of(Map<Value, Element> elements, Value value) {
    return elements.computeIfAbsent(value, _ -> new Element());
  }

  private static void source(Value value, Element element, Findings findings) {
    for (Operation dequeue : element.dequeued) {
      boolean possible =
          element.enqueued.stream().anyMatch(e -> !e.isFail() && e.index() < dequeue.endIndex());
      if (!possible) {
        findings.add(
            List.of(dequeue.index()),
            "%s came out by #%d, but nobody had put it in"
                .formatted(Reading.text(value), dequeue.index()));
      }
    }
  }

  private static void twice(Value value, Element element, Findings findings) {
    findings.add(
        element.dequeued.stream().map(Operation::index).toList(),
        "%s came out %d times".formatted(Reading.text(value), element.dequeued.size()));
  }

  /** With the first drain that began when it had been put in, if there is one. */
  private static void lost(
      Value value, Element element, List<Operation> drains, Findings findings) {
    long acknowledged = element.enqueued.stream().filter(Operation::isOk).count();
    if (element.dequeued.size() < acknowledged) {
      List<Operation> named = new ArrayList<>(element.enqueued);
      drains.stream()
          .filter(drain -> named.stream().anyMatch(e -> e.isOk() && e.isBefore(drain)))
          .findFirst()
          .ifPresent(named::add);
      findings.add(
          named.stream().map(Operation::index).toList(),
          "%s was put in by #%d and never came out"
              .formatted(Reading.text(value), element.enqueued.getFirst().index()));
    }
  }
}
