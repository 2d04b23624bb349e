package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.node.NodeConfig;
import dev.assay.simulator.Host;
import dev.assay.simulator.Program;

/** The program of one ledger node, in all of its lives. */
final class LedgerProgram implements Program {
  private final NodeId node;
  private final NodeConfig config;
  private final LedgerSettings settings;
  private final Lasting lasting;

  LedgerProgram(NodeId node, NodeConfig config, LedgerSettings settings, ChainTexts texts) {
    this.node = node;
    this.config = config;
    this.settings = settings;
    this.lasting = new Lasting(new LedgerJournal(node), texts);
  }

  @Override
  public Instance boot(Host host) {
    return new LedgerHost(node, config, settings, host, lasting);
  }
}
