package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Event;
import dev.assay.history.FaultSpan;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * While nothing is broken, somebody is answered within a bound: in every stretch without a fault,
 * operations that wait do not all wait longer than that. All clients' operations count; the bound
 * is the run's, or {@link Manifest.Floors#DEFAULT}.
 */
final class Liveness implements Family.Rule {
  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    List<Event> events = recording.history().events();
    if (events.isEmpty()) {
      return new Family.Seen(0, Value.fields());
    }
    long boundNanos =
        recording
            .manifest()
            .map(manifest -> manifest.expectations().floors())
            .orElse(Manifest.Floors.DEFAULT)
            .answerWithin()
            .toNanos();
    long endNanos = events.getLast().timeNanos();
    List<FaultSpan> spans = FaultSpan.of(recording.history().faults(), endNanos);
    long from = 0;
    long longest = 0;
    long stretches = 0;
    for (int i = 0; i <= spans.size(); i++) {
      long to = i < spans.size() ? spans.get(i).fromNanos() : endNanos;
      if (to > from) {
        stretches++;
        longest = Math.max(longest, silence(recording, from, to, boundNanos, findings));
      }
      from = i < spans.size() ? Math.max(from, spans.get(i).toNanos()) : from;
    }
    return new Family.Seen(
        stretches,
        Value.fields("stretches", Value.of(stretches))
            .with("longestSilenceNanos", Value.of(longest)));
  }

  /** The longest time within the stretch in which somebody asked and nothing was acknowledged. */
  private static long silence(
      Recording recording, long from, long to, long boundNanos, Findings findings) {
    List<Operation> operations = recording.history().clientOperations();
    long[] ends =
        operations.stream()
            .filter(o -> o.isOk() && o.completedNanos() >= from && o.completedNanos() <= to)
            .mapToLong(Operation::completedNanos)
            .sorted()
            .toArray();
    long longest = 0;
    long since = from;
    for (int i = 0; i <= ends.length; i++) {
      long until = i < ends.length ? ends[i] : to;
      if (until - since > boundNanos) {
        Optional<Operation> asked = firstAsked(operations, since, until);
        long waited = asked.map(o -> Math.max(o.invokedNanos(), 0)).orElse(until);
        waited = until - Math.max(waited, since);
        longest = Math.max(longest, waited);
        if (asked.isPresent() && waited > boundNanos) {
          findings.add(
              List.of(asked.get().index()),
              "nothing was acknowledged for %d ms without any fault, though %s #%d had been asked"
                  .formatted(waited / 1_000_000, asked.get().f(), asked.get().index()));
        }
      } else {
        longest = Math.max(longest, until - since);
      }
      since = until;
    }
    return longest;
  }

  /** Who asked first among those that were not answered before. */
  private static Optional<Operation> firstAsked(
      List<Operation> operations, long since, long until) {
    return operations.stream()
        .filter(o -> o.invokedNanos() < until)
        .filter(o -> o.invokedNanos() >= since || (!o.isFail() && o.completedNanos() > since))
        .findFirst();
  }
}
