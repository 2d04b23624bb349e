package dev.assay.junit;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.run.RecordedRun;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.run.Spectator;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One verification under one seed, from its manifest to its results. */
final class Execution {
  private final Verification verification;
  private final Subject subject;
  private final Trial trial;
  private final Seed seed;

  Execution(Verification verification, Seed seed) {
    this.verification = verification;
    this.subject = verification.subject();
    this.trial = verification.trial();
    this.seed = seed;
  }

  VerificationRun run(String name, Instant started, String repeat) {
    RunDirectory directory = RunDirectory.create(verification.runs(), name, started, seed);
    manifest(name, started, repeat).write(directory.manifestFile());
    RunEnd end = new RecordedRun(plan(directory), subject.environment()).execute(Spectator.NOBODY);
    Results results = judged(directory, end);
    results.write(directory.resultsFile());
    return new VerificationRun(seed, directory, end, results, repeat);
  }

  private RunPlan plan(RunDirectory directory) {
    ClusterPlan cluster =
        new ClusterPlan(
            subject.system(), subject.nodes(), subject.mutants(), directory.path(), seed);
    return new RunPlan(
        cluster,
        trial.workload(),
        trial.faults().apply(seed.fork("faults")),
        trial.load(),
        trial.timing());
  }

  private Manifest manifest(String name, Instant started, String repeat) {
    return new Manifest(
        new Manifest.Start(name, started.toString(), seed, List.of(repeat)),
        new Manifest.Plan(
            subject.system().name(),
            trial.workload().name(),
            subject.environment().name(),
            subject.nodes().stream().map(NodeId::name).toList(),
            trial.faultNames(),
            subject.mutants(),
            trial.timing().main()),
        verification.expectations(),
        Value.fields());
  }

  private Results judged(RunDirectory directory, RunEnd end) {
    Results results;
    try {
      results = verification.judge().apply(directory);
    } catch (RuntimeException e) {
      results = Results.of(List.of(finding("judge", Verdict.UNKNOWN, "Undecided: " + e)));
    }
    return switch (end) {
      case RunEnd.Completed _ -> results;
      case RunEnd.Interrupted _ ->
          with(results, finding("run", Verdict.UNKNOWN, "The run was interrupted."));
      case RunEnd.Falsified(String cause) ->
          with(
              doubted(results),
              finding("run", Verdict.HARNESS, "The history can't be believed: " + cause + "."));
      case RunEnd.Broken broken ->
          with(
              results,
              finding("run", Verdict.HARNESS, "The harness failed in " + broken.cause() + "."));
    };
  }

  /** Of a history that is not what happened even a violation may be of its own making. */
  private static Results doubted(Results results) {
    return Results.of(
        results.checks().stream()
            .map(
                check ->
                    check.verdict() == Verdict.FAIL
                        ? new CheckResult(
                            check.checker(),
                            Verdict.HARNESS,
                            "It said FAIL, of a history that can't be believed: " + check.summary(),
                            check.evidence(),
                            check.statistics())
                        : check)
            .toList());
  }

  private static Results with(Results results, CheckResult first) {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(first);
    checks.addAll(results.checks());
    return Results.of(checks);
  }

  private static CheckResult finding(String checker, Verdict verdict, String sentence) {
    return new CheckResult(checker, verdict, sentence, List.of(), Value.fields());
  }
}
