package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.SimulatedMembers;
import dev.assay.harness.system.SimulatedNode;
import dev.assay.history.Value;
import dev.assay.node.LedgerNode;
import dev.assay.node.LedgerStatus;
import dev.assay.node.Mutant;
import dev.assay.node.NodeClock;
import dev.assay.node.NodeConfig;
import dev.assay.node.NodeEvent;
import dev.assay.node.NodeHost;
import dev.assay.node.NodeNetwork;
import dev.assay.node.NodePorts;
import dev.assay.node.Role;
import dev.assay.node.Standpoint;
import dev.assay.node.storage.StorageException;
import dev.assay.node.wire.ClientRequests;
import dev.assay.raft.Draw;
import dev.assay.raft.quorum.Membership;
import dev.assay.simulator.Host;
import dev.assay.workloads.witness.NodeWitness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One life of a ledger node in the simulator: the node, and its ports into the world. */
final class LedgerHost implements SimulatedNode {
  private final NodeId id;
  private final LedgerSettings settings;
  private final Host host;
  private final Lasting lasting;
  private final NodeWitness witness;
  private final LedgerNode node;
  private final ClientRequests clients;
  private final Runnable ticking;
  private long lastTickNanos;

  /**
   * Recovers what the host's disk holds and begins to tick.
   *
   * @param lasting remembers what the node notes
   */
  LedgerHost(NodeId id, NodeConfig config, LedgerSettings settings, Host host, Lasting lasting) {
    this.id = id;
    this.settings = settings;
    this.host = host;
    this.lasting = lasting;
    this.witness = lasting.witness();
    witness.boots(
        host, disk -> SimulatedStores.start(disk, settings, Mutant.inStorage(config.mutants())));
    this.node =
        new LedgerNode(
            config,
            new NodePorts(
                new SimulatedStores(
                    host,
                    settings,
                    Mutant.inStorage(config.mutants()),
                    this::storageFailed,
                    witness,
                    settings.second() && !host.isWiped()
                        ? Optional.of(Membership.ofVoters(names(config)))
                        : Optional.empty()),
                new Network(host, config.speaks(), witness),
                new Clock(host),
                new Owner(host, lasting.journal(), witness)));
    witness.lives(node.beliefs());
    this.clients = new ClientRequests(node);
    this.lastTickNanos = host.endpoint().nowNanos();
    this.ticking = this::tick;
    // Nodes that booted together need not tick together.
    host.endpoint().after(Long.remainderUnsigned(host.draw(), tickNanos()), ticking);
  }

  private static List<dev.assay.raft.quorum.NodeId> names(NodeConfig config) {
    return config.members().stream().map(dev.assay.raft.quorum.NodeId::new).toList();
  }

  /** The node itself, for those that look into it. */
  LedgerNode node() {
    return node;
  }

  /** How far this life came, for the journal, once the next one begins. */
  LastWords lastWords() {
    LedgerStatus status = node.status();
    return new LastWords(lastTickNanos, status.epoch(), status.height(), status.headHash().hex());
  }

  /**
   * What a life leaves behind in nobody's memory but ours.
   *
   * @param nanos of true time, when it ticked last
   * @param block the last one that it executed
   * @param hash of that block
   */
  record LastWords(long nanos, long epoch, long block, String hash) {}

  private void tick() {
    lastTickNanos = host.endpoint().nowNanos();
    node.tick();
    witness.ticked();
    lasting.second().ifPresent(client -> client.ticked(node));
    host.endpoint().after(tickNanos(), ticking);
  }

  private long tickNanos() {
    return settings.pace().tickNanos();
  }

  @Override
  public void receive(String from, byte[] payload) {
    if (PeerFrame.isOne(payload)) {
      node.received(from, PeerFrame.speaks(payload), PeerFrame.message(payload));
      witness.heard(payload, PeerFrame.HEAD_BYTES);
    } else {
      clients.received(payload, answer -> host.endpoint().send(from, answer));
      witness.settled();
    }
  }

  @Override
  public NodeStatus status() {
    Standpoint now = node.standpoint();
    return new NodeStatus(
        id,
        now.role() == Role.PRIMARY,
        now.epoch(),
        now.applied(),
        now.wallMillis(),
        Value.fields("role", Value.of(now.role().name()))
            .with("committed", Value.of(now.committed()))
            .with("height", Value.of(now.height()))
            .with("datedMillis", Value.of(now.headMillis())));
  }

  @Override
  public Optional<SimulatedMembers> members() {
    return Optional.of(new LedgerMembers(node, host));
  }

  /** A node that can't read its blocks any more tells those before, and stops. */
  @Override
  public List<String> chain() {
    List<String> lines = new ArrayList<>();
    try {
      for (Optional<byte[]> block = node.storedBlock(1); block.isPresent(); ) {
        lines.add(lasting.texts().line(block.get()));
        block = node.storedBlock(lines.size() + 1L);
      }
    } catch (StorageException e) {
      storageFailed(String.valueOf(e.getMessage()));
    }
    return lines;
  }

  @Override
  public void export(Path folder) throws IOException {
    Files.write(folder.resolve("chain.jsonl"), chain());
  }

  private void storageFailed(String reason) {
    node.halt(reason);
  }

  /** The simulated network, where everybody is reached by name. */
  private record Network(Host host, int speaks, NodeWitness witness) implements NodeNetwork {
    @Override
    public void send(String peer, byte[] message) {
      witness.sent(peer, message);
      host.endpoint().send(peer, PeerFrame.around(speaks, message));
    }

    @Override
    public void members(SortedMap<String, String> addresses) {}
  }

  private record Clock(Host host) implements NodeClock {
    @Override
    public long wallMillis() {
      return host.wallMillis();
    }

    @Override
    public long monotonicNanos() {
      return host.monotonicNanos();
    }
  }

  /** The simulated host as the owner of the node's thread and life. */
  private record Owner(Host host, LedgerJournal journal, NodeWitness witness) implements NodeHost {
    @Override
    public void post(Runnable task) {
      host.endpoint()
          .after(
              0,
              () -> {
                task.run();
                witness.settled();
              });
    }

    @Override
    public Draw draw() {
      return (min, max) ->
          Math.toIntExact(min + Long.remainderUnsigned(host.draw(), (long) max - min + 1));
    }

    @Override
    public void noted(NodeEvent event) {
      journal.add(host.endpoint().nowNanos(), event.kind(), event.epoch(), event.detail());
      host.log(event.kind() + ", epoch " + event.epoch() + " " + event.detail());
    }

    @Override
    public void halted(String reason) {
      host.halt(reason);
    }
  }
}
