package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SimulatedProgram;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.node.Mutant;
import dev.assay.node.NodeConfig;
import dev.assay.workloads.witness.Witness;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hosts ledger nodes in the simulator. */
public final class LedgerSimulation implements SimulatedSystem {
  /** Noted the first time that a node has acknowledged something in the second channel. */
  public static final String SECOND_USED = "second-channel-used";

  private final LedgerSettings settings;
  private final ChainTexts texts = new ChainTexts();

  /** Of the latest world: its nodes are made one after the other. */
  private @Nullable Witness witness;

  private List<NodeId> watched = List.of();

  /** With the usual settings. */
  public LedgerSimulation() {
    this(LedgerSettings.USUAL);
  }

  public LedgerSimulation(LedgerSettings settings) {
    this.settings = settings;
  }

  @Override
  public SimulatedProgram program(NodeId node, List<NodeId> nodes, List<String> mutants) {
    Set<Mutant> planted = new LinkedHashSet<>();
    for (String name : mutants) {
      planted.add(
          Mutant.named(name)
              .orElseThrow(
                  () -> new IllegalArgumentException("the ledger knows no mutant " + name)));
    }
    List<String> members = nodes.stream().map(NodeId::name).toList();
    NodeConfig config =
        new NodeConfig(node.name(), members, planted)
            .with(settings.snapshots())
            .with(settings.flow());
    Witness watching = witness(node, nodes);
    return new LedgerProgram(
        node,
        config,
        settings,
        texts,
        watching,
        settings.second() ? Optional.of(watching.second()) : Optional.empty());
  }

  /** Whoever asks for the first node again begins another world. */
  private Witness witness(NodeId node, List<NodeId> nodes) {
    Witness known = witness;
    if (known == null || !watched.equals(nodes) || node.equals(nodes.getFirst())) {
      known = new Witness(nodes.stream().map(NodeId::name).toList(), settings.pace().tickNanos());
      witness = known;
      watched = List.copyOf(nodes);
    }
    return known;
  }
}
