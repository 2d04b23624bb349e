package dev.assay.checkers.run;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happened, by operation and outcome; always passes. */
public final class Statistics implements Checker {
  @Override
  public String name() {
    return "statistics";
  }

  @Override
  public String promise() {
    return "Nothing: it counts.";
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Count all = new Count();
    Map<String, Count> byName = new TreeMap<>();
    for (Operation operation : recording.history().clientOperations()) {
      all.add(operation.outcome());
      byName.computeIfAbsent(operation.f(), _ -> new Count()).add(operation.outcome());
    }
    List<Operation> faults = recording.history().faults();
    Map<String, Value> counts = new TreeMap<>();
    byName.forEach((f, count) -> counts.put(f, count.value()));
    String summary =
        "%d operations of clients: %d ok, %d failed, %d unknown; %d operations of the nemesis."
            .formatted(
                all.ok + all.failed + all.unknown, all.ok, all.failed, all.unknown, faults.size());
    return new CheckResult(
        name(),
        Verdict.PASS,
        summary,
        List.of(),
        all.value().with("byName", new Value.Fields(counts)).with("nemesis", nemesis(faults)));
  }

  private static Value nemesis(List<Operation> faults) {
    Map<String, Value> counts = new TreeMap<>();
    Map<String, Long> byName = new TreeMap<>();
    faults.forEach(fault -> byName.merge(fault.f(), 1L, Long::sum));
    byName.forEach((f, count) -> counts.put(f, Value.of(count)));
    return new Value.Fields(counts);
  }

  private static final class Count {
    private long ok;
    private long failed;
    private long unknown;

    void add(Outcome outcome) {
      switch (outcome) {
        case Outcome.Ok _ -> ok++;
        case Outcome.Fail _ -> failed++;
        case Outcome.Unknown _ -> unknown++;
      }
    }

    Value.Fields value() {
      return Value.fields("ok", Value.of(ok))
          .with("failed", Value.of(failed))
          .with("unknown", Value.of(unknown));
    }
  }
}
