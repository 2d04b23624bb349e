package dev.assay.cli;

import dev.assay.cli.simulation.Scenario;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.run.RunTiming;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.history.run.Manifest;
import dev.assay.nemesis.schedule.ScheduleFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A run that could be started: every name is known and every number possible.
 *
 * @param faults families and kinds by name; none means none
 * @param schedule faults of an earlier run, in place of families
 */
record RunRequest(
    String system,
    String workload,
    int nodeCount,
    List<String> faults,
    List<String> mutants,
    Load load,
    Duration timeLimit,
    Optional<Path> schedule) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+-]+");

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
    Inputs.within("--time-limit", options.timeLimit, "1s", "24h");
    Choice.of("system", options.system, catalog.systems().keySet());
    Choice.of("workload", options.workload, catalog.workloads().keySet());
    if (options.schedule.isPresent() && !options.faults.equals(List.of("all"))) {
      throw new BadArgumentException("--schedule takes the place of --faults: give one of them");
    }
    List<String> faults = faults(options.faults, catalog);
    List<String> mutants = mutants(options.mutants.names, catalog);
    if (options.schedule.isEmpty()) {
      Planted.requireFaults(mutants, faults);
    }
    return new RunRequest(
        options.system,
        options.workload,
        options.nodes,
        faults,
        mutants,
        new Load(options.concurrency, options.rate),
        options.timeLimit,
        options.schedule);
  }

  List<NodeId> nodes() {
    return IntStream.rangeClosed(1, nodeCount).mapToObj(NodeId::of).toList();
  }

  /** The run to make, in memory until it is given a folder. */
  RunPlan plan(Catalog catalog, Seed seed) {
    return new RunPlan(
        new ClusterPlan(catalog.system(system), nodes(), mutants, ClusterPlan.IN_MEMORY, seed),
        catalog.workload(workload),
        Faults.plan(this, seed),
        load,
        RunTiming.of(timeLimit));
  }

  /** The same as a scenario of the simulator. */
  Scenario scenario(Seed seed) {
    return new Scenario(
        seed,
        new Scenario.Subject(nodeCount, mutants),
        new Scenario.Demand(
            load,
            Catalog.shape(workload),
            RunTiming.of(timeLimit),
            Manifest.Floors.DEFAULT,
            Optional.empty()),
        new Scenario.Disturbance(faults, faults, schedule.map(ScheduleFile::read)),
        Scenario.Surroundings.USUAL);
  }

  /** The line that repeats a run, word by word. */
  List<String> repeat(String environment, Seed seed) {
    List<String> words = new ArrayList<>(List.of("./assay", "run", "--env", environment));
    words.addAll(List.of("--workload", workload));
    words.addAll(List.of("--nodes", Integer.toString(nodeCount)));
    schedule.ifPresentOrElse(
        file -> words.addAll(List.of("--schedule", quoted(file))),
        () ->
            words.addAll(
                List.of("--faults", faults.isEmpty() ? "none" : String.join(",", faults))));
    words.addAll(List.of("--time-limit", timeLimit.toMillis() + "ms"));
    words.addAll(List.of("--rate", Integer.toString(load.ratePerSecond())));
    words.addAll(List.of("--concurrency", Integer.toString(load.concurrency())));
    mutants.forEach(mutant -> words.addAll(List.of("--mutant", mutant)));
    words.addAll(List.of("--seed", Long.toString(seed.value())));
    return words;
  }

  /** As a shell takes it for one word. */
  private static String quoted(Path file) {
    String name = file.toString();
    return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  /** Known names, spelled as given; no name at all means no fault. */
  static List<String> faults(List<String> names, Catalog catalog) {
    names.forEach(name -> Choice.of("fault", name, catalog.faults().keySet()));
    if (names.size() > 1 && names.contains("none")) {
      throw new BadArgumentException("--faults none goes alone");
    }
    return names.equals(List.of("none")) ? List.of() : names.stream().distinct().toList();
  }

  /** Known names; all of them where all are asked for. */
  static List<String> workloads(List<String> names, Catalog catalog) {
    if (names.equals(List.of("all"))) {
      return List.copyOf(catalog.workloads().keySet());
    }
    return names.stream()
        .map(name -> Choice.of("workload", name, catalog.workloads().keySet()))
        .distinct()
        .toList();
  }

  static List<String> mutants(List<String> names, Catalog catalog) {
    return names.stream()
        .map(name -> Choice.of("mutant", name, catalog.mutants().keySet()))
        .distinct()
        .toList();
  }
}
