package dev.assay.checkers.run;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.FaultSpan;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Enough happened to prove something: operations were acknowledged, also while faults were in
 * effect, clients met at the same accounts, and every kind of fault took hold. Rates are compared
 * with what this very run reached before its first fault, so that a slow machine is no failure.
 */
public final class Floors implements Checker {
  @Override
  public String name() {
    return "floors";
  }

  @Override
  public String promise() {
    return "Enough was acknowledged, contended and disturbed for a pass to mean something.";
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<Operation> operations =
        recording.history().clientOperations().stream().filter(Floors::isLoad).toList();
    List<Operation> nemesis = recording.history().faults();
    long endNanos = recording.history().endNanos();
    List<FaultSpan> spans = FaultSpan.of(nemesis, endNanos);
    Manifest.Floors floors =
        recording
            .manifest()
            .map(manifest -> manifest.expectations().floors())
            .orElse(Manifest.Floors.DEFAULT);
    Findings findings = new Findings();
    List<FaultSpan> survivable = survivable(recording, spans);
    Rates rates = Rates.of(operations, spans, survivable);
    rates(rates, floors, !survivable.isEmpty(), findings);
    boolean contended = contended(operations);
    if (!contended && floors.contention()) {
      findings.add(List.of(), "no two operations on one key overlapped");
    }
    faults(recording, spans, findings);
    Value.Fields statistics =
        Value.fields("acknowledged", Value.of(rates.acknowledged))
            .with("faultFreePerThousandSeconds", Value.of(rates.faultFree))
            .with("wholePerThousandSeconds", Value.of(rates.whole))
            .with("duringFaultsPerThousandSeconds", Value.of(rates.duringFaults))
            .with("contended", Value.of(contended))
            .with("faults", coverage(spans));
    return findings.isEmpty()
        ? new CheckResult(
            name(), Verdict.PASS, "Enough happened to prove something.", List.of(), statistics)
        : new CheckResult(
            name(),
            Verdict.VACUOUS,
            "The run proves too little: " + findings.first() + ".",
            findings.evidence(),
            statistics);
  }

  /** A system need not answer while so many nodes are down that no majority is left. */
  private static List<FaultSpan> survivable(Recording recording, List<FaultSpan> spans) {
    int nodes = recording.manifest().map(manifest -> manifest.plan().nodes().size()).orElse(0);
    return spans.stream()
        .filter(s -> s.stoppedNodes() == 0 || s.stoppedNodes() * 2 < nodes)
        .toList();
  }

  private static void rates(
      Rates rates, Manifest.Floors floors, boolean disturbed, Findings findings) {
    if (rates.acknowledged < floors.acknowledgedMin()) {
      findings.add(
          List.of(),
          "%d operations were acknowledged, fewer than %d"
              .formatted(rates.acknowledged, floors.acknowledgedMin()));
    }
    if (!disturbed) {
      return;
    }
    if (rates.faultFree == 0) {
      findings.add(
          List.of(), "nothing was acknowledged before the first fault: no rate to compare");
    } else {
      share("over the whole run", rates.whole, rates, floors.acknowledgedPercent(), findings);
      share(
          "while faults were in effect",
          rates.duringFaults,
          rates,
          floors.duringFaultsPercent(),
          findings);
    }
  }

  private static void share(String when, long rate, Rates rates, int percent, Findings findings) {
    if (rate * 100 < rates.faultFree * percent) {
      findings.add(
          List.of(),
          "%s acknowledged per second %s, less than %d %% of the %s before the first fault"
              .formatted(perSecond(rate), when, percent, perSecond(rates.faultFree)));
    }
  }

  private static String perSecond(long perThousandSeconds) {
    return "%d.%d".formatted(perThousandSeconds / 1000, perThousandSeconds / 100 % 10);
  }

  /** Each kind that was asked for, and each that was injected, took hold at least once. */
  private static void faults(Recording recording, List<FaultSpan> spans, Findings findings) {
    Map<String, List<FaultSpan>> byName = new TreeMap<>();
    spans.forEach(s -> byName.computeIfAbsent(s.fault().f(), _ -> new ArrayList<>()).add(s));
    byName.forEach(
        (name, ofName) -> {
          if (ofName.stream().noneMatch(FaultSpan::proven)) {
            findings.add(
                ofName.stream().limit(20).map(span -> span.fault().index()).toList(),
                "none of %d %s faults was proven to have taken effect"
                    .formatted(ofName.size(), name));
          }
        });
    planned(recording).stream()
        .filter(
            family -> spans.stream().noneMatch(s -> FaultSpan.family(s.fault().f()).equals(family)))
        .forEach(
            family ->
                findings.add(
                    List.of(),
                    "%s faults were asked for, but none was injected".formatted(family)));
  }

  private static SortedSet<String> planned(Recording recording) {
    SortedSet<String> families = new TreeSet<>();
    for (String name : recording.manifest().map(m -> m.plan().faults()).orElse(List.of())) {
      if (!name.equals("all") && !name.equals("none")) {
        families.add(FaultSpan.family(name));
      }
    }
    return families;
  }

  private static Value coverage(List<FaultSpan> spans) {
    Map<String, Value> coverage = new TreeMap<>();
    Map<String, long[]> counts = new TreeMap<>();
    for (FaultSpan span : spans) {
      long[] count = counts.computeIfAbsent(span.fault().f(), _ -> new long[3]);
      count[0]++;
      count[1] += span.proven() ? 1 : 0;
      count[2] += span.toNanos() - span.fromNanos();
    }
    counts.forEach(
        (name, count) ->
            coverage.put(
                name,
                Value.fields("injected", Value.of(count[0]))
                    .with("proven", Value.of(count[1]))
                    .with("nanos", Value.of(count[2]))));
    return new Value.Fields(coverage);
  }

  /** Whether two operations which overlap both touch one key, one of them changing it. */
  private static boolean contended(List<Operation> operations) {
    Map<String, Long> changingUntil = new HashMap<>();
    Map<String, Long> touchedUntil = new HashMap<>();
    for (Operation operation : operations) {
      boolean changes = changes(operation);
      // A transaction may name a key twice, and does not meet itself there.
      for (String key : new TreeSet<>(keys(operation))) {
        Map<String, Long> others = changes ? touchedUntil : changingUntil;
        if (others.getOrDefault(key, -1L) > operation.index()) {
          return true;
        }
        // An unknown outcome overlaps everything after it, which would be contention for nothing.
        if (operation.isOk()) {
          touchedUntil.merge(key, operation.endIndex(), Math::max);
          if (changes) {
            changingUntil.merge(key, operation.endIndex(), Math::max);
          }
        }
      }
    }
    return false;
  }

  /** What changes something has an id, or is not called a read. */
  private static boolean changes(Operation operation) {
    return operation.f().equals("txn")
        ? operation.input() instanceof Value.Fields fields && fields.get("id").isPresent()
        : !operation.f().contains("read") && !operation.f().contains("elements");
  }

  /** Accounts, registers, lists, sets: whatever two may want at the same time. */
  private static List<String> keys(Operation operation) {
    List<String> keys = new ArrayList<>();
    if (operation.input() instanceof Value.Fields fields) {
      for (String name : List.of("account", "from", "to", "key")) {
        if (fields.get(name).orElse(Value.NIL) instanceof Value.Text(String key)) {
          keys.add(key);
        }
      }
      if (operation.f().equals("txn")
          && fields.get("value").orElse(Value.NIL) instanceof Value.Items(List<Value> steps)) {
        for (Value step : steps) {
          if (step instanceof Value.Items(List<Value> parts)
              && parts.size() == 3
              && parts.get(1) instanceof Value.Text(String key)) {
            keys.add(key);
          }
        }
      }
    }
    return keys;
  }

  private static boolean isLoad(Operation operation) {
    return !operation.f().equals("audit") && !operation.f().equals("open");
  }

  /** Acknowledged operations: how many, and how many per thousand seconds, and when. */
  private record Rates(long acknowledged, long faultFree, long whole, long duringFaults) {
    static Rates of(List<Operation> operations, List<FaultSpan> spans, List<FaultSpan> survivable) {
      if (operations.isEmpty()) {
        return new Rates(0, 0, 0, 0);
      }
      long begin = operations.getFirst().invokedNanos();
      long end = operations.getLast().invokedNanos();
      long firstFault = spans.stream().mapToLong(FaultSpan::fromNanos).min().orElse(end);
      long[] ends =
          operations.stream()
              .filter(Operation::isOk)
              .mapToLong(Operation::completedNanos)
              .sorted()
              .toArray();
      long free = 0;
      long whole = 0;
      for (long at : ends) {
        free += at <= firstFault ? 1 : 0;
        whole += at <= end ? 1 : 0;
      }
      Disturbed disturbed = Disturbed.of(ends, survivable);
      return new Rates(
          ends.length,
          rate(free, firstFault - begin),
          rate(whole, end - begin),
          rate(disturbed.acknowledged, disturbed.nanos));
    }

    private static long rate(long count, long nanos) {
      return count * 1_000_000 / Math.max(1, nanos / 1_000_000);
    }
  }

  /** Time in which any fault was in effect, and what was acknowledged in it. */
  private record Disturbed(long nanos, long acknowledged) {
    static Disturbed of(long[] ends, List<FaultSpan> spans) {
      List<FaultSpan> sorted = new ArrayList<>(spans);
      sorted.sort((a, b) -> Long.compare(a.fromNanos(), b.fromNanos()));
      long nanos = 0;
      long acknowledged = 0;
      long until = Long.MIN_VALUE;
      int next = 0;
      for (FaultSpan span : sorted) {
        long from = Math.max(span.fromNanos(), until);
        if (span.toNanos() > from) {
          nanos += span.toNanos() - from;
          until = span.toNanos();
          while (next < ends.length && ends[next] < from) {
            next++;
          }
          while (next < ends.length && ends[next] <= until) {
            acknowledged++;
            next++;
          }
        }
      }
      return new Disturbed(nanos, acknowledged);
    }
  }
}
