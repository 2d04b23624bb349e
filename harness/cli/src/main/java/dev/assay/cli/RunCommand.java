package dev.assay.cli;

import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.cli.verification.Verification;
import dev.assay.harness.environment.Environment;
import dev.assay.history.Seed;
import dev.assay.history.run.RunDirectory;
import dev.assay.reports.JunitXml;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One verification run, or several. */
@Command(
    name = "run",
    description = "Deploys, loads, disturbs, heals, asks a last time, checks and reports.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @Mixin private final RunOptions options = new RunOptions();

  /** Told what happens; results go to standard output alone when they are asked for as JSON. */
  private PrintStream talk = System.out;

  @Override
  public Integer call() {
    if (options.json) {
      talk = System.err;
    }
    Catalog catalog = new Catalog();
    RunRequest request = RunRequest.of(options, catalog);
    Seed seed = new Seed(options.seed.orElseGet(() -> new SecureRandom().nextLong() >>> 1));
    talk.println("seed: " + seed.value());
    Environment environment =
        EnvironmentChoice.of(options.environment, catalog, options.toxiproxy, talk);
    Faults.requireOffered(request, environment.name());
    if (options.keepRunning && environment.name().equals("sim")) {
      throw new BadArgumentException(
          "--keep-running goes with real nodes: use --env process or --env docker");
    }
    options.junitXml.ifPresent(file -> Inputs.requireWritable("--junit-xml", file));
    RunSubject subject = new RunSubject(request, catalog, environment);
    Verdict verdict = Verdict.PASS;
    for (int i = 0; i < options.repeat && verdict == Verdict.PASS; i++) {
      Seed own = i == 0 ? seed : new Seed(seed.fork("repeat").draw(i) >>> 1);
      // Until its verdict is told, whoever stops the command waits.
      RunStop stop = new RunStop();
      try {
        verdict = one(subject, own, i);
        stop.told(verdict);
      } finally {
        stop.close();
      }
    }
    return ExitCode.of(verdict);
  }

  private Verdict one(RunSubject subject, Seed seed, int number) {
    if (options.repeat > 1) {
      talk.println("run %d of %d, seed %d".formatted(number + 1, options.repeat, seed.value()));
    }
    long startedNanos = System.nanoTime();
    Verification.Outcome outcome =
        subject.verification(seed).run(options.runs.path, new Terminal(options, talk));
    Results results = outcome.results();
    RunDirectory directory = outcome.directory();
    options.junitXml.ifPresent(
        file ->
            RunDirectory.writeAtomically(
                file.toAbsolutePath(),
                JunitXml.of(
                    directory.path().getFileName().toString(),
                    (System.nanoTime() - startedNanos) / 1_000_000,
                    results)));
    if (options.json) {
      System.out.print(results.json());
    }
    VerdictLines.print(results, talk);
    talk.println("report: " + directory.reportFile());
    talk.println(
        "repeat: "
            + String.join(" ", subject.request().repeat(subject.environment().name(), seed)));
    return results.verdict();
  }
}
