package dev.assay.cli.simulation;

import dev.assay.checkers.result.Verdict;
import dev.assay.history.FaultSpan;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a campaign came to so far, in numbers. Not for several threads at once. */
public final class CampaignCounts {
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final Map<String, Long> families = new TreeMap<>();
  private long lives;
  private long interrupted;
  private long operations;
  private long acknowledged;
  private long faults;
  private long events;
  private long virtualNanos;
  private long withSecondChannel;

  /** A sum, so that it does not matter in which order threads bring their lives. */
  private long hash;

  /** Of a life that was cut short nothing counts but that. */
  public void add(Life life) {
    if (life.interrupted()) {
      interrupted++;
      return;
    }
    lives++;
    verdicts.merge(life.verdict(), 1L, Long::sum);
    for (Operation operation : life.history().operations()) {
      if (operation.process().isClient()) {
        operations++;
        acknowledged += operation.isOk() ? 1 : 0;
      } else {
        faults++;
      }
    }
    for (FaultSpan span : FaultSpan.of(life.history().faults(), life.world().nanos())) {
      families.merge(FaultSpan.family(span.fault().f()), span.proven() ? 1L : 0L, Long::sum);
    }
    withSecondChannel += life.world().secondUsed() > 0 ? 1 : 0;
    events += life.world().events();
    virtualNanos += life.world().nanos();
    hash += life.world().hash();
  }

  /** Families among these of which no fault was proven to have taken effect in all runs. */
  public List<String> withoutEffect(List<String> asked) {
    return asked.stream()
        .map(FaultSpan::family)
        .distinct()
        .filter(family -> families.getOrDefault(family, 0L) == 0)
        .toList();
  }

  /** So many runs had a second channel, and something was acknowledged there. */
  public long withSecondChannel() {
    return withSecondChannel;
  }

  public long lives() {
    return lives;
  }

  /** The worst verdict of all that came to their end; of no life at all UNKNOWN. */
  public Verdict verdict() {
    return verdicts.keySet().stream().reduce(Verdict::worst).orElse(Verdict.UNKNOWN);
  }

  /** How many runs came to which verdict. */
  public String soFar() {
    return lives
        + " runs: "
        + (verdicts.isEmpty()
            ? "none"
            : verdicts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ")));
  }

  /**
   * Over everything that happened in all lives: equal wherever and on however many threads the same
   * seeds are lived by the same build.
   */
  public String hash() {
    return "%016x".formatted(hash);
  }

  /** The campaign in one line. */
  public String line(long wallNanos) {
    double wall = Math.max(1, wallNanos) / 1e9;
    return "%s%s; %d operations (%d acknowledged), %d by the nemesis; %.1f runs/s, %.0f simulated s per wall s"
        .formatted(
            soFar(),
            interrupted == 0 ? "" : ", %d interrupted and not judged".formatted(interrupted),
            operations,
            acknowledged,
            faults,
            lives / wall,
            virtualNanos / 1e9 / wall);
  }

  public Value.Fields json(long wallNanos) {
    Value.Fields counts = Value.fields();
    for (Map.Entry<Verdict, Long> entry : verdicts.entrySet()) {
      counts = counts.with(entry.getKey().name(), Value.of(entry.getValue()));
    }
    return Value.fields("verdict", Value.of(verdict().name()))
        .with("runs", Value.of(lives))
        .with("verdicts", counts)
        .with("interrupted", Value.of(interrupted))
        .with("operations", Value.of(operations))
        .with("acknowledged", Value.of(acknowledged))
        .with("faults", Value.of(faults))
        .with("proven", families())
        .with("withSecondChannel", Value.of(withSecondChannel))
        .with("events", Value.of(events))
        .with("hash", Value.of(hash()))
        .with("simulatedMillis", Value.of(virtualNanos / 1_000_000))
        .with("wallMillis", Value.of(wallNanos / 1_000_000));
  }

  private Value.Fields families() {
    Value.Fields proven = Value.fields();
    for (Map.Entry<String, Long> entry : families.entrySet()) {
      proven = proven.with(entry.getKey(), Value.of(entry.getValue()));
    }
    return proven;
  }
}
