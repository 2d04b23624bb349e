package dev.assay.workloads.ledger;

import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeLayout;
import dev.assay.node.program.NodeCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of one node, from where it finds everything. */
final class LedgerLaunch {
  private LedgerLaunch() {}

  static LaunchPlan plan(NodeLayout layout) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--node", layout.node().name()));
    arguments.addAll(List.of("--listen", layout.listen().toString()));
    layout
        .peers()
        .forEach((peer, address) -> arguments.addAll(List.of("--peer", peer + "=" + address)));
    arguments.addAll(List.of("--data", layout.dataFolder()));
    arguments.addAll(
        layout.secretsFolder().isEmpty()
            ? List.of("--plaintext")
            : List.of("--certificates", layout.secretsFolder()));
    if (!layout.clockFile().isEmpty()) {
      arguments.addAll(List.of("--clock-file", layout.clockFile()));
    }
    layout.mutants().forEach(mutant -> arguments.addAll(List.of("--mutant", mutant)));
    return new LaunchPlan(
        NodeCommand.command(layout.javaExecutable(), layout.libraries(), arguments), Map.of());
  }
}
