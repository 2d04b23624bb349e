package dev.assay.cli;

import dev.assay.cli.simulation.Shard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code assay gate} can be told. */
final class GateOptions {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "sim",
      description =
          "sim, process or docker; outside of sim only what can be exposed there (default:"
              + " ${DEFAULT-VALUE})")
  String environment = "sim";

  @Option(
      names = "--mutant",
      paramLabel = "NAME",
      split = ",",
      description = "only these, see 'assay list mutants'; may be repeated (default: all)")
  List<String> mutants = List.of();

  @Option(
      names = "--campaigns",
      paramLabel = "N",
      description =
          "so many against each mutant, 1 to 100, or a range of their numbers such as 3..3"
              + " (default: 10 in sim, else 1)")
  Optional<String> campaigns = Optional.empty();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "a campaign begins no run any more after so long, 1s to 1h; in sim so much time of one"
              + " core (default: 60s in sim, else 3m)")
  Optional<Duration> budget = Optional.empty();

  @Option(
      names = "--clean",
      paramLabel = "N",
      description =
          "honest runs beside them, all of which must pass, 0 to 100000 (default: 200 in sim,"
              + " else 2)")
  Optional<Integer> clean = Optional.empty();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "runs at a time, 1 to 256 (default: one for each core in sim, else 1, and no more)")
  Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardConverter.class,
      defaultValue = "1/1",
      description = "only every N-th campaign and honest run, beginning with the I-th")
  Shard shard = Shard.WHOLE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "draws what an earlier gate drew; a fresh one is drawn and printed otherwise")
  Optional<Long> seed = Optional.empty();

  @Mixin final RunsFolder runs = new RunsFolder();

  @Option(names = "--json", paramLabel = "FILE", description = "writes the results there instead")
  Optional<Path> json = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "writes the page there instead")
  Optional<Path> html = Optional.empty();
}
