package dev.assay.cli;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.shrink.Bounds;
import dev.assay.cli.shrink.PastedTest;
import dev.assay.cli.shrink.ScenarioText;
import dev.assay.cli.shrink.Shrinking;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.verification.Verification;
import dev.assay.harness.run.Spectator;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The smallest run that fails for the same reason. */
@Command(
    name = "shrink",
    description = {
      "Leaves out faults, operations, clients, nodes and time of a failed run of the simulator, as",
      "long as it still fails for the same reason; tells what is left as a story, and leaves it as"
          + " a",
      "run directory with schedule.json, scenario.txt and a JUnit test."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ShrinkCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = Inputs.LATEST,
      description = "the directory of a run in the simulator (default: ${DEFAULT-VALUE})")
  private Path path = Path.of(Inputs.LATEST);

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "60s",
      description =
          "is content with what is smallest after so long, 1s to 24h (default: ${DEFAULT-VALUE})")
  private Duration limit = Duration.ofSeconds(60);

  @Mixin private final RunsFolder runs = new RunsFolder();

  @Override
  public Integer call() {
    Inputs.within("--for", limit, "1s", "24h");
    Scenario scenario = Inputs.scenario(path);
    RunStop stop = new RunStop();
    try {
      Optional<Shrinking.Result> shrunk =
          Shrinking.of(scenario, Bounds.until(System.nanoTime() + limit.toNanos()));
      if (shrunk.isEmpty() && !stop.asked()) {
        throw new BadArgumentException(
            path + " does not fail when it is lived again: there is nothing to shrink");
      }
      Verdict verdict = shrunk.map(result -> told(result, stop.asked())).orElse(Verdict.UNKNOWN);
      stop.told(verdict);
      return ExitCode.of(verdict);
    } finally {
      stop.close();
    }
  }

  /** Leaves the smallest scenario as a run directory, also when somebody wants it now. */
  private Verdict told(Shrinking.Result shrunk, boolean stopped) {
    Life life = shrunk.life();
    RunDirectory directory =
        new Verification(
                life.scenario().environment(),
                life.scenario().plan(),
                life.scenario().commission(List.of("./assay", "replay", ".")))
            .run(runs.path, Spectator.NOBODY)
            .directory();
    String story = ScenarioText.of(life, directory);
    String test = PastedTest.of(life.scenario(), shrunk.signature());
    RunDirectory.writeAtomically(directory.path().resolve("scenario.txt"), story);
    Path testFile = directory.path().resolve(PastedTest.name(life.scenario()) + ".java");
    RunDirectory.writeAtomically(testFile, test);
    System.out.print(story);
    System.out.println("%s; tried %d scenarios".formatted(ScenarioText.size(life), shrunk.lives()));
    if (shrunk.cutShort()) {
      System.out.println(
          stopped
              ? "stopped: with more time, less may be left"
              : "time was up: with more of it, less may be left (--for)");
    }
    System.out.println("test: " + testFile);
    System.out.println("report: " + directory.reportFile());
    System.out.println("repeat: ./assay replay " + directory.path());
    return life.verdict();
  }
}
