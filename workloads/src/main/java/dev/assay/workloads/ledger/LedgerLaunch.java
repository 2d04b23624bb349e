package dev.assay.workloads.ledger;

import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeLayout;
import dev.assay.node.program.NodeCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of one node, from where it finds everything. */
final class LedgerLaunch {
  /** So few that a run of half a minute has snapshots to crash in, and to be sent to laggards. */
  private static final String SNAPSHOT_ENTRIES = "500";

  private LedgerLaunch() {}

  static LaunchPlan plan(NodeLayout layout, List<String> jars) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--node", layout.node().name()));
    arguments.addAll(List.of("--listen", layout.listen().toString()));
    layout
        .peers()
        .forEach((peer, address) -> arguments.addAll(List.of("--peer", peer + "=" + address)));
    if (layout.joins()) {
      arguments.add("--join");
    }
    arguments.addAll(List.of("--data", layout.dataFolder()));
    arguments.addAll(
        layout.secretsFolder().isEmpty()
            ? List.of("--plaintext")
            : List.of("--certificates", layout.secretsFolder()));
    if (!layout.clockFile().isEmpty()) {
      arguments.addAll(List.of("--clock-file", layout.clockFile()));
    }
    if (!layout.controlFolder().isEmpty()) {
      arguments.addAll(List.of("--control", layout.controlFolder()));
    }
    arguments.addAll(List.of("--snapshot-entries", SNAPSHOT_ENTRIES));
    if (!layout.mutants().isEmpty() && !layout.manifestFile().isEmpty()) {
      arguments.addAll(List.of("--manifest", layout.manifestFile()));
    }
    layout.mutants().forEach(mutant -> arguments.addAll(List.of("--mutant", mutant)));
    List<String> flags = new ArrayList<>(NodeCommand.flags(NodeCommand.Size.SHARED));
    // Seen from here only where the node runs here; elsewhere it starts without.
    Path cache = Path.of(layout.libraries(), NodeCommand.CACHE_FILE);
    if (Files.isRegularFile(cache)) {
      flags.addAll(NodeCommand.cacheFlags(cache.toString()));
    }
    String classPath = NodeCommand.classPath(layout.libraries(), jars);
    return new LaunchPlan(
        NodeCommand.command(layout.javaExecutable(), flags, classPath, arguments), Map.of());
  }
}
