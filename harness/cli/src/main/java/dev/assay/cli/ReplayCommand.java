package dev.assay.cli;

import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.cli.shrink.Signature;
import dev.assay.cli.shrink.Variation;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.harness.environment.Environment;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A run's faults and operations again. */
@Command(
    name = "replay",
    description = {
      "Injects a run's faults and asks its operations again, N times, and says how often it fails.",
      "In the simulator the first time is the same life to the byte, each other one has its"
          + " delays,",
      "losses and elections drawn anew."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = Inputs.LATEST,
      description = "a run directory (default: ${DEFAULT-VALUE})")
  private Path path = Path.of(Inputs.LATEST);

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "so many times, 1 to 10000 (default: ${DEFAULT-VALUE})")
  private int times = 1;

  @Mixin private final RunsFolder runs = new RunsFolder();

  @Override
  public Integer call() {
    Inputs.within("--times", times, 1, 10_000);
    RunDirectory run = Inputs.runDirectory(path);
    Manifest manifest = Manifest.read(run.manifestFile());
    Optional<Signature> reason =
        run.resultsFile().toFile().exists()
            ? Signature.of(Results.read(run.resultsFile()))
            : Optional.empty();
    IntFunction<Results> again =
        manifest.plan().environment().equals("sim")
            ? inTheSimulator(Inputs.scenario(path))
            : withNodes(run, manifest);
    RunStop stop = new RunStop();
    try {
      Verdict worst = replayed(again, reason, stop);
      stop.told(worst);
      return ExitCode.of(worst);
    } finally {
      stop.close();
    }
  }

  /** The worst verdict of those that were made until somebody stopped it. */
  private Verdict replayed(IntFunction<Results> again, Optional<Signature> reason, RunStop stop) {
    Verdict worst = Verdict.PASS;
    int made = 0;
    int failed = 0;
    int same = 0;
    while (made < times && !stop.asked()) {
      Results results = again.apply(made);
      made++;
      worst = worst.worst(results.verdict());
      failed += results.verdict() == Verdict.FAIL ? 1 : 0;
      same += reason.filter(known -> known.in(results)).isPresent() ? 1 : 0;
      System.out.println("%d: %s: %s".formatted(made, results.verdict(), results.cause()));
    }
    System.out.println(
        "failed %d of %s%s%s"
            .formatted(
                failed,
                times(made),
                reason.isPresent() ? ", %s for the same reason".formatted(times(same)) : "",
                made < times ? "; stopped before the other %d".formatted(times - made) : ""));
    return worst;
  }

  private static String times(int number) {
    return number == 1 ? "1 time" : number + " times";
  }

  private static IntFunction<Results> inTheSimulator(Scenario scenario) {
    long usual = scenario.surroundings().conditions().variation();
    return i -> Life.of(Variation.of(scenario, usual + i)).results();
  }

  private IntFunction<Results> withNodes(RunDirectory run, Manifest manifest) {
    RunOptions options = new RunOptions();
    options.system = manifest.plan().system();
    options.workload = manifest.plan().workload();
    options.nodes = manifest.plan().nodes().size();
    options.mutants.names = manifest.plan().mutants();
    options.timeLimit = manifest.plan().timeLimit();
    options.schedule = Optional.of(run.scheduleFile());
    options.rate = number(manifest, "rate", 200);
    options.concurrency = number(manifest, "concurrency", 10);
    options.repeat = 1;
    Catalog catalog = new Catalog();
    Environment environment =
        EnvironmentChoice.of(manifest.plan().environment(), catalog, Optional.empty(), System.out);
    RunSubject subject = new RunSubject(RunRequest.of(options, catalog), catalog, environment);
    Seed seed = manifest.start().seed();
    return _ ->
        subject.verification(seed).run(runs.path, new Terminal(options, System.out)).results();
  }

  private static int number(Manifest manifest, String name, int otherwise) {
    return manifest.machine().get(name).orElse(Value.NIL) instanceof Value.Whole(long number)
        ? Math.clamp(number, 0, Integer.MAX_VALUE)
        : otherwise;
  }
}
