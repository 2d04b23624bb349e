package dev.assay.reports;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.HistoryWriter;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run directory made by hand: two clients, a partition with proof, a clock jump without. */
final class SampleRun {
  static final Value.Fields TRANSFER =
      Value.fields("id", Value.of("t-1")).with("note", Value.of("</script><b>"));

  private final List<Event> events = new ArrayList<>();

  static RunDirectory write(Path runs, Verdict verdict) {
    RunDirectory run =
        RunDirectory.create(runs, "sample", Instant.parse("2026-01-02T03:04:05Z"), new Seed(7));
    manifest().write(run.manifestFile());
    SampleRun sample = new SampleRun();
    sample.record();
    try (HistoryWriter writer = HistoryWriter.writingThrough(run.historyFile())) {
      sample.events.forEach(writer::append);
    }
    RunDirectory.writeAtomically(
        run.eventsFile(),
        """
        {"time":0,"source":"n1","event":"became-primary","epoch":1,"detail":""}
        not json
        {"time":3000000000,"source":"n1","event":"became-backup","epoch":2,"detail":""}
        {"time":3100000000,"source":"n2","event":"became-primary","epoch":2,"detail":""}
        """);
    results(verdict).write(run.resultsFile());
    return run;
  }

  static Results results(Verdict verdict) {
    return Results.of(
        List.of(
            new CheckResult(
                "linearizability",
                verdict,
                "read #2 saw a0=95 although transfer #0 had returned before it began",
                List.of(new Evidence(List.of(0L, 2L), "the read misses the transfer")),
                Value.fields("operations", Value.of(3))),
            new CheckResult(
                "conservation", Verdict.PASS, "money was conserved", List.of(), Value.fields())));
  }

  private static Manifest manifest() {
    return new Manifest(
        new Manifest.Start(
            "sample",
            "2026-01-02T03:04:05Z",
            new Seed(7),
            List.of("./assay", "run", "--seed", "7")),
        new Manifest.Plan(
            "ledger",
            "transfer",
            "sim",
            List.of("n1", "n2", "n3"),
            List.of("partition"),
            List.of("stale-leader-read"),
            Duration.ofSeconds(5)),
        new Manifest.Expectations(Map.of("a0", 100L), Manifest.Floors.DEFAULT),
        Value.fields("concurrency", Value.of(2)));
  }

  private void record() {
    add(100, 0, EventType.INVOKE, "transfer", TRANSFER);
    add(160, 0, EventType.OK, "transfer", TRANSFER);
    add(900, 1, EventType.INVOKE, "read", Value.fields("account", Value.of("a0")));
    add(950, 1, EventType.OK, "read", Value.fields("balance", Value.of(95)));
    Value.Fields cut = Value.fields("nodes", Value.items(List.of(Value.of("n1"))));
    add(1000, -1, EventType.INVOKE, "partition", cut);
    add(1100, -1, EventType.OK, "partition", cut.with("proven", Value.of(true)));
    add(1200, 0, EventType.INVOKE, "transfer", TRANSFER);
    add(3200, 0, EventType.UNKNOWN, "transfer", TRANSFER);
    add(3300, -1, EventType.INVOKE, "heal", Value.fields());
    add(3400, -1, EventType.OK, "heal", Value.fields());
    Value.Fields jump = Value.fields("node", Value.of("n2"));
    add(3500, -1, EventType.INVOKE, "clock-jump", jump);
    add(3600, -1, EventType.OK, "clock-jump", jump.with("proven", Value.of(false)));
    add(5000, 1, EventType.INVOKE, "read", Value.fields("account", Value.of("a0")));
    add(5010, 1, EventType.FAIL, "read", Value.fields("account", Value.of("a0")));
  }

  private void add(long millis, long process, EventType type, String f, Value value) {
    boolean erred = type == EventType.FAIL || type == EventType.UNKNOWN;
    events.add(
        new Event(
            events.size(),
            millis * 1_000_000,
            new ProcessId(process),
            type,
            f,
            value,
            erred ? Optional.of("timed out") : Optional.empty()));
  }
}
