package dev.assay.reports;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Event;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.HistoryWriter;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run directory made by hand: two clients, a partition with proof, a clock jump without. */
final class SampleRun {
  static final String LONG_CAUSE =
      "The order that the blocks claim is impossible: transfer t-2899 of 29 from a0 to a3 (#6680)"
          + " was refused (unknown-account) at block 1, position 0, but asked again as #6711 it was"
          + " refused (overdraft) at block 1632, position 0: one id has two receipts (and 9 more);"
          + " no other order explains the operations either, nor does any order of the"
          + " transactions whose ids are in "
          + "t-4711-".repeat(20)
          + ".";

  private SampleRun() {}

  static RunDirectory write(Path runs, Verdict verdict) {
    return write(runs, results(verdict), SampleEvents.sample());
  }

  static RunDirectory write(Path runs, Results results, List<Event> events) {
    RunDirectory run =
        RunDirectory.create(runs, "sample", Instant.parse("2026-01-02T03:04:05Z"), new Seed(7));
    manifest().write(run.manifestFile());
    try (HistoryWriter writer = HistoryWriter.buffered(run.historyFile())) {
      events.forEach(writer::append);
    }
    RunDirectory.writeAtomically(
        run.eventsFile(),
        """
        {"time":0,"source":"n1","event":"became-primary","epoch":1,"detail":""}
        not json
        {"time":3000000000,"source":"n1","event":"became-backup","epoch":2,"detail":""}
        {"time":3100000000,"source":"n2","event":"became-primary","epoch":2,"detail":""}
        """);
    results.write(run.resultsFile());
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

  /** One checker that fails for this reason, with the first two operations as its evidence. */
  static Results failure(String cause) {
    return Results.of(
        List.of(
            new CheckResult(
                "linearizability",
                Verdict.FAIL,
                cause,
                List.of(new Evidence(List.of(0L, 2L), cause)),
                Value.fields("operations", Value.of(cause)))));
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
}
