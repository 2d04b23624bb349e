package dev.assay.cli;

import dev.assay.harness.run.Load;
import dev.assay.harness.system.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run that could be started: every name is known and every number possible.
 *
 * @param faults families and kinds by name; none means none
 * @param schedule faults of an earlier run, in place of families
 */
record RunRequest(
    int nodeCount,
    List<String> faults,
    List<String> mutants,
    Load load,
    Duration timeLimit,
    Optional<Path> schedule) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  RunRequest {
    faults = List.copyOf(faults);
    mutants = List.copyOf(mutants);
  }

  /**
   * What the options ask for.
   *
   * @throws BadArgumentException when a name is unknown or a number impossible
   */
  static RunRequest of(RunOptions options, Catalog catalog) {
    Inputs.within("--nodes", options.nodes, 3, 9);
    Inputs.within("--rate", options.rate, 1, 100_000);
    Inputs.within("--concurrency", options.concurrency, 1, 1_000);
    Inputs.within("--repeat", options.repeat, 1, 10_000);
    if (options.timeLimit.compareTo(SHORTEST) < 0 || options.timeLimit.compareTo(LONGEST) > 0) {
      throw new BadArgumentException(
          "--time-limit " + options.timeLimit.toMillis() + "ms is not within 1s..24h");
    }
    Choice.of("system", options.system, catalog.systems().keySet());
    Choice.of("workload", options.workload, catalog.workloads().keySet());
    List<String> mutants =
        options.mutants.stream()
            .map(name -> Choice.of("mutant", name, catalog.mutants().keySet()))
            .distinct()
            .toList();
    return new RunRequest(
        options.nodes,
        faults(options.faults, catalog),
        mutants,
        new Load(options.concurrency, options.rate),
        options.timeLimit,
        options.schedule);
  }

  List<NodeId> nodes() {
    return IntStream.rangeClosed(1, nodeCount).mapToObj(NodeId::of).toList();
  }

  /** Known names, spelled as given; no name at all means no fault. */
  private static List<String> faults(List<String> names, Catalog catalog) {
    names.forEach(name -> Choice.of("fault", name, catalog.faults().keySet()));
    if (names.size() > 1 && names.contains("none")) {
      throw new BadArgumentException("--faults none goes alone");
    }
    return names.equals(List.of("none")) ? List.of() : names.stream().distinct().toList();
  }
}
