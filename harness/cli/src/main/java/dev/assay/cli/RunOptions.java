package dev.assay.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What {@code assay run} can be told; every value has a bound that is checked before anything
 * starts.
 */
final class RunOptions {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "auto, docker, process or sim (default: ${DEFAULT-VALUE}: docker where an engine answers,"
              + " else process)")
  String environment = "auto";

  @Option(
      names = "--system",
      paramLabel = "NAME",
      defaultValue = "ledger",
      description = "the system under test (default: ${DEFAULT-VALUE})")
  String system = "ledger";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "5",
      description = "3 to 9 nodes (default: ${DEFAULT-VALUE})")
  int nodes;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      defaultValue = "transfer",
      description = "what clients do (default: ${DEFAULT-VALUE})")
  String workload = "transfer";

  @Option(
      names = "--faults",
      paramLabel = "LIST",
      split = ",",
      defaultValue = "all",
      description =
          "families or kinds of faults, such as kill,isolate-leader; or all, or none; see 'assay"
              + " list faults' (default: ${DEFAULT-VALUE})")
  List<String> faults = List.of("all");

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "60s",
      description = "how long the load under faults lasts, 1s to 24h (default: ${DEFAULT-VALUE})")
  Duration timeLimit = Duration.ofSeconds(60);

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "operations per second of all clients together, 1 to 100000 (default: ${DEFAULT-VALUE})")
  int rate;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "10",
      description = "clients that act at the same time, 1 to 1000 (default: ${DEFAULT-VALUE})")
  int concurrency;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "repeats the choices of an earlier run; a fresh one is drawn and printed otherwise")
  Optional<Long> seed = Optional.empty();

  @Mixin final PlantedBugs mutants = new PlantedBugs();

  @Mixin final RunsFolder runs = new RunsFolder();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "so many runs one after the other, 1 to 10000, each with a seed of its own; stops at the"
              + " first that does not pass")
  int repeat;

  @Option(
      names = "--schedule",
      paramLabel = "FILE",
      description = "injects the faults of this schedule.json instead of drawing new ones")
  Optional<Path> schedule = Optional.empty();

  @Option(
      names = "--toxiproxy",
      paramLabel = "URL",
      description = "uses this Toxiproxy server instead of the built-in one (process environment)")
  Optional<URI> toxiproxy = Optional.empty();

  @Option(
      names = "--keep-running",
      description = "leaves the nodes running after the verdict, until Ctrl-C")
  boolean keepRunning;

  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "writes the results there as JUnit XML, too")
  Optional<Path> junitXml = Optional.empty();

  @Option(
      names = "--progress",
      negatable = true,
      description = "a progress line while running (default: on a terminal)")
  Optional<Boolean> progress = Optional.empty();

  @Option(names = "--json", description = "prints the results as JSON instead of sentences")
  boolean json;
}
