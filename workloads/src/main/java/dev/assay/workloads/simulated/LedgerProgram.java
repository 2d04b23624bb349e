package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SimulatedProgram;
import dev.assay.history.Value;
import dev.assay.node.LedgerNode;
import dev.assay.node.NodeConfig;
import dev.assay.node.storage.AlteredBlock;
import dev.assay.node.storage.Failpoints;
import dev.assay.simulator.Alteration;
import dev.assay.simulator.Host;
import dev.assay.simulator.SimulatedDisk;
import dev.assay.workloads.witness.NodeWitness;
import dev.assay.workloads.witness.SecondChannel;
import dev.assay.workloads.witness.SecondClient;
import dev.assay.workloads.witness.Witness;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program of one ledger node, in all of its lives. */
final class LedgerProgram implements SimulatedProgram {
  private final NodeId node;
  private final NodeConfig config;
  private final LedgerSettings settings;
  private final Lasting lasting;

  /** The life that runs, or ran last; read only for what it left behind. */
  private @Nullable LedgerHost latest;

  /** The block that was altered last. */
  private Optional<AlteredBlock> altered = Optional.empty();

  LedgerProgram(
      NodeId node,
      NodeConfig config,
      LedgerSettings settings,
      ChainTexts texts,
      Witness witness,
      Optional<SecondChannel> second) {
    this.node = node;
    this.config = config;
    this.settings = settings;
    LedgerJournal journal = new LedgerJournal(node);
    NodeWitness watching =
        witness.watch(
            node.name(),
            SimulatedStores.prefix(LedgerNode.MAIN),
            (nanos, epoch, what) -> journal.add(nanos, "witnessed", epoch, what));
    this.lasting =
        new Lasting(
            journal,
            texts,
            watching,
            second.map(
                channel ->
                    new SecondClient(
                        channel,
                        watching,
                        () ->
                            journal.add(
                                watching.worldNanos(), LedgerSimulation.SECOND_USED, 0, ""))));
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

  @Override
  public Optional<String> alter(SimulatedDisk disk, Alteration.Replacement replacement, int choice)
      throws IOException {
    String prefix = SimulatedStores.prefix(LedgerNode.MAIN);
    Optional<AlteredBlock> found =
        AlteredBlock.on(new SimulatedNodeDisk(disk, prefix, Failpoints.NONE), choice);
    if (found.isPresent()) {
      AlteredBlock block = found.get();
      replacement.replace(prefix + AlteredBlock.FILE, block.offset(), block.frame());
      altered = found;
    }
    return found.map(block -> "block %d has another time".formatted(block.number()));
  }

  @Override
  public void undo(SimulatedDisk disk) throws IOException {
    if (altered.isPresent()) {
      AlteredBlock block = altered.get();
      String file = SimulatedStores.prefix(LedgerNode.MAIN) + AlteredBlock.FILE;
      if (disk.list().contains(file)
          && Arrays.equals(disk.read(file, block.offset(), block.frame().length), block.frame())) {
        disk.write(file, block.offset(), block.original());
        disk.sync(file);
      }
    }
  }

  @Override
  public boolean goesOnAltered() {
    return latest != null
        && altered.isPresent()
        && latest.lastWords().block() >= altered.get().number();
  }
}
