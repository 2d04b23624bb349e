package dev.assay.cli;

import static java.util.stream.Collectors.toMap;

import dev.assay.checkers.Checker;
import dev.assay.checkers.run.CheckRun;
import dev.assay.cli.gate.Exposure;
import dev.assay.cli.gate.Exposures;
import dev.assay.cli.sabotage.HarnessMutant;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.harness.workload.Workload;
import dev.assay.nemesis.schedule.FaultSelection;
import dev.assay.node.Mutant;
import dev.assay.workloads.LedgerWorkloads;
import dev.assay.workloads.ledger.LedgerSystem;
import dev.assay.workloads.shape.WorkloadShape;
import dev.assay.workloads.simulated.LedgerSimulation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every system, workload, fault, checker and mutant there is, by name. */
final class Catalog {
  private final SystemUnderTest ledger;

  Catalog() {
    ledger = new LedgerSystem(nodeLibraries(), new LedgerSimulation());
  }

  /** Where the build put the node's jars; told by the launcher. */
  private static Path nodeLibraries() {
    return Path.of(System.getProperty("assay.home", "."), "system-under-test/node/target/lib");
  }

  SystemUnderTest system(String name) {
    return switch (name) {
      case "ledger" -> ledger;
      default -> throw new IllegalArgumentException("no system " + name);
    };
  }

  Workload workload(String name) {
    return LedgerWorkloads.of(shape(name));
  }

  /** What a workload looks like when nothing else is asked for. */
  static WorkloadShape shape(String name) {
    WorkloadShape shape = LedgerWorkloads.usual().get(name);
    if (shape == null) {
      throw new IllegalArgumentException("no workload " + name);
    }
    return shape;
  }

  Map<String, Map<String, String>> lists() {
    Map<String, Map<String, String>> lists = new LinkedHashMap<>();
    lists.put("systems", systems());
    lists.put("environments", environments());
    lists.put("workloads", workloads());
    lists.put("faults", faults());
    lists.put("checkers", checkers());
    lists.put("mutants", mutants());
    return lists;
  }

  Map<String, String> systems() {
    return Map.of("ledger", "accounts, transfers and hash-chained blocks, replicated by Raft");
  }

  Map<String, String> environments() {
    Map<String, String> environments = new LinkedHashMap<>();
    environments.put("docker", "nodes in containers on a network of their own");
    environments.put("process", "nodes as local processes, every directed link through a proxy");
    environments.put("sim", "nodes in one thread on virtual time");
    return environments;
  }

  Map<String, String> workloads() {
    return LedgerWorkloads.descriptions();
  }

  Map<String, String> faults() {
    return FaultSelection.catalogue();
  }

  Map<String, String> checkers() {
    Map<String, String> checkers = new LinkedHashMap<>();
    for (Checker checker : CheckRun.catalog()) {
      checkers.put(checker.name(), checker.promise());
    }
    return checkers;
  }

  Map<String, String> mutants() {
    Map<String, String> mutants = new LinkedHashMap<>();
    Map<String, String> where =
        Exposures.all().stream().collect(toMap(Exposure::name, Exposure::whereItShows));
    for (Mutant mutant : Mutant.values()) {
      mutants.put(
          mutant.id(),
          line(mutant.breaks(), mutant.exposedBy(), mutant.caughtBy(), where.get(mutant.id())));
    }
    for (HarnessMutant mutant : HarnessMutant.values()) {
      mutants.put(
          mutant.id(),
          line(mutant.breaks(), mutant.exposedBy(), mutant.caughtBy(), where.get(mutant.id())));
    }
    return mutants;
  }

  private static String line(
      String breaks, String exposedBy, String caughtBy, @Nullable String where) {
    return "%s. Shows by: %s. Caught by: %s. Shows in: %s."
        .formatted(breaks, exposedBy, caughtBy, where);
  }
}
