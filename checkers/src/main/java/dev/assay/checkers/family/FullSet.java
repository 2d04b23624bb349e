package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A set, judged by every read: once an element is known to be there, since its addition was
 * acknowledged or a read showed it, every read that begins later shows it. An element that the last
 * such reads miss is lost; one that comes back was stale. Operations are those of {@link FinalSet}.
 */
final class FullSet implements Family.Rule {
  /** What is known of one element. */
  private static final class Element {
    final Value value;
    Operation add;
    long knownIndex = Operation.NEVER;
    long knownNanos;
    long absentNanos = -1;
    long absentReads;
    Operation lastAbsent;
    boolean lastSeen = true;

    Element(Value value, Operation add) {
      this.value = value;
      this.add = add;
      lastAbsent = add;
    }

    void known(Operation by) {
      if (by.endIndex() < knownIndex) {
        knownIndex = by.endIndex();
        knownNanos = by.completedNanos();
      }
    }
  }

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Map<Value, Element> elements = new LinkedHashMap<>();
    List<Operation> reads = new ArrayList<>();
    for (Operation operation : recording.history().clientOperations()) {
      if (operation.f().equals("add") && !operation.isFail()) {
        Element element =
            elements.computeIfAbsent(operation.input(), value -> new Element(value, operation));
        if (operation.isOk()) {
          element.known(operation);
        }
      } else if (operation.f().equals("read")
          && Reading.answer(operation).flatMap(Reading::items).isPresent()) {
        reads.add(operation);
      }
    }
    // A read makes known what it shows from its own end on; so those that end first come first.
    reads.sort(Comparator.comparingLong(Operation::endIndex));
    for (Operation read : reads) {
      known(read, elements, findings);
    }
    reads.sort(Comparator.comparingLong(Operation::index));
    for (Operation read : reads) {
      compare(read, elements, budget);
    }
    return judge(elements, reads.size(), findings);
  }

  private static void known(Operation read, Map<Value, Element> elements, Findings findings) {
    for (Value shown : Reading.answer(read).flatMap(Reading::items).orElse(List.of())) {
      Element element = elements.get(shown);
      if (element == null || element.add.index() > read.endIndex()) {
        findings.add(
            List.of(read.index()),
            "element %s is shown by #%d before anybody added it"
                .formatted(Reading.text(shown), read.index()));
      } else {
        element.known(read);
      }
    }
  }

  private static void compare(Operation read, Map<Value, Element> elements, Budget budget) {
    Set<Value> shown =
        new HashSet<>(Reading.answer(read).flatMap(Reading::items).orElse(List.of()));
    for (Element element : elements.values()) {
      budget.step();
      if (element.knownIndex < read.index()) {
        element.lastSeen = shown.contains(element.value);
        if (!element.lastSeen) {
          element.absentReads++;
          element.absentNanos = read.invokedNanos() - element.knownNanos;
          element.lastAbsent = read;
        }
      }
    }
  }

  private static Family.Seen judge(Map<Value, Element> elements, long reads, Findings findings) {
    long lost = 0;
    long stale = 0;
    List<Long> latencies = new ArrayList<>();
    for (Element element : elements.values()) {
      if (element.knownIndex != Operation.NEVER) {
        latencies.add(Math.max(0, element.absentNanos));
      }
      if (element.absentReads > 0) {
        lost += element.lastSeen ? 0 : 1;
        stale += element.lastSeen ? 1 : 0;
        findings.add(
            List.of(element.add.index(), element.lastAbsent.index()),
            "element %s is %s: %d reads that began after it was known do not show it, the last is #%d"
                .formatted(
                    Reading.text(element.value),
                    element.lastSeen ? "stale" : "lost",
                    element.absentReads,
                    element.lastAbsent.index()));
      }
    }
    long[] sorted = latencies.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return new Family.Seen(
        Math.min(reads, sorted.length),
        Value.fields("elements", Value.of(elements.size()))
            .with("reads", Value.of(reads))
            .with("lost", Value.of(lost))
            .with("stale", Value.of(stale))
            .with("visibleAfterNanosMedian", quantile(sorted, 50))
            .with("visibleAfterNanos99", quantile(sorted, 99))
            .with("visibleAfterNanosMax", quantile(sorted, 100)));
  }

  private static Value quantile(long[] sorted, int percent) {
    return sorted.length == 0
        ? Value.NIL
        : Value.of(sorted[(int) ((sorted.length - 1) * (long) percent / 100)]);
  }
}
