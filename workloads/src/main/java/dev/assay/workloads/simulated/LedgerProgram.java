package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SimulatedProgram;
import dev.assay.history.Value;
import dev.assay.node.NodeConfig;
import dev.assay.simulator.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program of one ledger node, in all of its lives. */
final class LedgerProgram implements SimulatedProgram {
  private final NodeId node;
  private final NodeConfig config;
  private final LedgerSettings settings;
  private final Lasting lasting;

  /** The life that runs, or ran last; read only for what it left behind. */
  private @Nullable LedgerHost latest;

  LedgerProgram(NodeId node, NodeConfig config, LedgerSettings settings, ChainTexts texts) {
    this.node = node;
    this.config = config;
    this.settings = settings;
    this.lasting = new Lasting(new LedgerJournal(node), texts);
  }

  @Override
  public Instance boot(Host host) {
    if (latest != null) {
      LedgerHost.LastWords words = latest.lastWords();
      lasting
          .journal()
          .add(
              words.nanos(),
              "life-ended",
              words.epoch(),
              "block %d %s".formatted(words.block(), words.hash()));
      latest = null;
    }
    try {
      LedgerHost life = new LedgerHost(node, configured(host), settings, host, lasting);
      latest = life;
      return life;
    } catch (RuntimeException e) {
      lasting
          .journal()
          .add(host.endpoint().nowNanos(), "refused-to-start", 0, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** A node that has lost its disk knows nobody, and waits for a primary to write to it. */
  private NodeConfig configured(Host host) {
    return host.isWiped() ? config.joining() : config;
  }

  @Override
  public List<Value.Fields> events() {
    return lasting.journal().lines();
  }
}
