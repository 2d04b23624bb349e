package dev.assay.cli;

import dev.assay.cli.simulation.Shard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code assay simulate} can be told. */
final class SimulateOptions {
  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "one seed, or a range of them; fresh ones until --for is over otherwise")
  Optional<String> seeds = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "begins no run any more after so long, 1s to 24h (default: 60s without --seeds, else no"
              + " limit)")
  Optional<Duration> limit = Optional.empty();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "threads, each with one run at a time, 1 to 256 (default: one for each core)")
  int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardConverter.class,
      defaultValue = "1/1",
      description = "only every N-th seed, beginning with the I-th, where N machines share a range")
  Shard shard = Shard.WHOLE;

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      defaultValue = "1",
      description = "begins no run any more after so many did not pass (default: ${DEFAULT-VALUE})")
  int failuresMax = 1;

  @Option(
      names = "--workload",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "all",
      description =
          "workloads that each run draws one of; or all; see 'assay list workloads' (default:"
              + " ${DEFAULT-VALUE})")
  List<String> workloads = List.of("all");

  @Option(
      names = "--faults",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "all",
      description =
          "families or kinds of faults that each run draws some of; or all, or none; see 'assay"
              + " list faults' (default: ${DEFAULT-VALUE})")
  List<String> faults = List.of("all");

  @Mixin final PlantedBugs mutants = new PlantedBugs();

  @Mixin final RunsFolder runs = new RunsFolder();

  @Option(names = "--json", description = "prints the summary as JSON instead of sentences")
  boolean json;
}
