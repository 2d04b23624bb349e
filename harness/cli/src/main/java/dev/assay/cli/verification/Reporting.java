package dev.assay.cli.verification;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import dev.assay.reports.Renderer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes reports, and looks whether it could write that of a failure too: a renderer that only
 * breaks on the day when it is needed is found out by the runs that pass.
 */
public final class Reporting {
  private final Renderer renderer;

  public Reporting(Renderer renderer) {
    this.renderer = renderer;
  }

  /** Writes the report of what was decided; what went wrong with that is the answer. */
  Optional<String> write(RunDirectory run, Manifest manifest, Results results, History history) {
    try {
      String page = renderer.page(manifest, results, history, run.eventsFile());
      RunDirectory.writeAtomically(run.reportFile(), page);
      return trouble(manifest, run.eventsFile());
    } catch (RuntimeException e) {
      return Optional.of("the report could not be rendered: " + e);
    }
  }

  /** What goes wrong when a failed run is rendered; empty when nothing does. */
  public Optional<String> trouble(Manifest manifest, Path events) {
    try {
      String page = renderer.page(manifest, failed(), specimen(), events);
      return page.contains("FAIL")
          ? Optional.empty()
          : Optional.of("the report of a failed run would not say that it failed");
    } catch (RuntimeException e) {
      return Optional.of("the report of a failed run could not be rendered: " + e);
    }
  }

  private static Results failed() {
    return Results.of(
        List.of(
            new CheckResult(
                "specimen",
                Verdict.FAIL,
                "A read saw what nobody wrote.",
                List.of(new Evidence(List.of(0L), "read #0 saw 7, which nobody wrote")),
                Value.fields())));
  }

  private static History specimen() {
    Value.Fields asked = Value.fields("account", Value.of("a0"));
    return History.of(
        List.of(
            event(0, EventType.INVOKE, asked),
            event(1, EventType.OK, asked.with("balance", Value.of(7)))));
  }

  private static Event event(long index, EventType type, Value value) {
    return new Event(
        index, index * 1_000_000, new ProcessId(0), type, "read", value, Optional.empty());
  }
}
