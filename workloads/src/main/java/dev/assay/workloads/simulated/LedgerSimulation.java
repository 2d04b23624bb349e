package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.node.Mutant;
import dev.assay.node.NodeConfig;
import dev.assay.simulator.Program;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Hosts ledger nodes in the simulator. */
public final class LedgerSimulation implements SimulatedSystem {
  private final LedgerPace pace;

  /** At the usual pace. */
  public LedgerSimulation() {
    this(LedgerPace.USUAL);
  }

  public LedgerSimulation(LedgerPace pace) {
    this.pace = pace;
  }

  @Override
  public Program program(NodeId node, List<NodeId> nodes, List<String> mutants) {
    Set<Mutant> planted = new LinkedHashSet<>();
    for (String name : mutants) {
      planted.add(
          Mutant.named(name)
              .orElseThrow(
                  () -> new IllegalArgumentException("the ledger knows no mutant " + name)));
    }
    List<String> members = nodes.stream().map(NodeId::name).toList();
    return new LedgerProgram(node, new NodeConfig(node.name(), members, planted), pace);
  }
}
