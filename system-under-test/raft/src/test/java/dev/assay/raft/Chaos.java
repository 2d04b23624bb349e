package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * One seeded run of a cluster: first safety under reordering, loss, duplication, partitions and
 * crashes that lose unsynced writes, then liveness once all is healed. How often each thing happens
 * is itself drawn from the seed, so that runs differ in kind.
 */
final class Chaos {
  private static final int EVENTS_PER_NODE = 800;
  private static final int NETWORK_MESSAGES_MAX = 150;
  private static final RaftTiming TIMING = new RaftTiming(6, 12, 2);

  private final Random random;
  private final Cluster cluster;
  private final int syncWeight;
  private final int lossPercent;
  private final int faultPermille;

  /** In some runs leaders do not live long, so that logs diverge (figure 8). */
  private final int shortReignPermille;

  /** The node whose clock runs ten times slower, so that others give it up before it notices. */
  private NodeId slow;

  private long proposals;
  private long reads;
  private long committedInChaos;

  Chaos(long seed, int nodes, Set<RaftMutant> mutants) {
    this.random = new Random(seed);
    this.syncWeight = 1 + random.nextInt(20);
    this.lossPercent = random.nextInt(20);
    this.faultPermille = 1 + random.nextInt(15);
    this.shortReignPermille = random.nextInt(3) == 0 ? 5 + random.nextInt(20) : 0;
    // Small, so that every bound is met; sometimes one entry an append.
    int append = random.nextInt(3) == 0 ? 1 : 120;
    RaftLimits limits = new RaftLimits(40, append, 2 * append, 1200, 3);
    Map<NodeId, Draw> draws = new TreeMap<>();
    for (NodeId node : Cluster.names(nodes)) {
      draws.put(node, (min, max) -> min + random.nextInt(max - min + 1));
    }
    this.cluster = new Cluster(new Cluster.Settings(nodes, TIMING, limits, mutants), draws);
    this.slow = cluster.nodes().getFirst();
  }

  /** Runs both phases; throws at the first breach. */
  void run() {
    for (int i = 0; i < EVENTS_PER_NODE * cluster.nodes().size(); i++) {
      if (random.nextInt(1000) < faultPermille) {
        fault();
      } else if (random.nextInt(1000) < shortReignPermille) {
        cluster.leader().ifPresent(this::restart);
      } else {
        event();
      }
    }
    committedInChaos = cluster.oracle().commitMax();
    heal();
    converge();
  }

  long committedInChaos() {
    return committedInChaos;
  }

  long readsServed() {
    return cluster.oracle().readsServed();
  }

  int leaders() {
    return cluster.oracle().leaders();
  }

  private void restart(NodeId node) {
    cluster.crash(node);
    cluster.restart(node);
  }

  private void event() {
    NodeId node = anyNode();
    int what = random.nextInt(60 + 20 + syncWeight + 8);
    if (what < 60) {
      deliverOne();
    } else if (!cluster.running(node)) {
      return;
    } else if (what < 80) {
      if (!node.equals(slow) || random.nextInt(10) == 0) {
        cluster.tick(node);
      }
    } else if (what < 80 + syncWeight) {
      cluster.sync(node, 1 + random.nextInt(3));
    } else if (random.nextInt(4) == 0) {
      cluster.nodes().stream().filter(this::leads).forEach(n -> cluster.read(n, ++reads));
    } else {
      propose(node);
    }
  }

  private boolean leads(NodeId node) {
    return cluster.running(node) && cluster.core(node).role() == RaftRole.LEADER;
  }

  private void propose(NodeId node) {
    cluster.propose(node, ++proposals, Payload.ofText("p" + proposals));
  }

  private void deliverOne() {
    List<Message> network = cluster.network();
    while (network.size() > NETWORK_MESSAGES_MAX) {
      network.remove(random.nextInt(network.size()));
    }
    if (network.isEmpty()) {
      return;
    }
    // Mostly in order, sometimes from anywhere.
    int at = random.nextInt(4) == 0 ? random.nextInt(network.size()) : 0;
    Message message = random.nextInt(20) == 0 ? network.get(at) : network.remove(at);
    if (random.nextInt(100) >= lossPercent) {
      cluster.deliver(message);
    }
  }

  /** Half of all faults hit the leader, where most can go wrong. */
  private void fault() {
    NodeId node = random.nextBoolean() ? cluster.leader().orElse(anyNode()) : anyNode();
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        if (cluster.running(node)) {
          cluster.crash(node);
        }
      }
      case 2, 3 -> restartAll();
      case 4, 5 -> cluster.heal();
      case 6 -> cluster.cut(node, anyNode());
      case 7 -> split();
      case 8 -> slow = node;
      case 9 -> {
        slow = node;
        cluster.nodes().forEach(other -> isolate(node, other));
      }
      default -> throw new AssertionError();
    }
    if (!cluster.running(node) && random.nextInt(3) > 0) {
      cluster.restart(node);
    }
  }

  private void split() {
    List<NodeId> shuffled = new ArrayList<>(cluster.nodes());
    Collections.shuffle(shuffled, random);
    int size = random.nextInt(shuffled.size());
    for (NodeId left : shuffled.subList(0, size)) {
      for (NodeId right : shuffled.subList(size, shuffled.size())) {
        isolate(left, right);
      }
    }
  }

  private void isolate(NodeId left, NodeId right) {
    cluster.cut(left, right);
    cluster.cut(right, left);
  }

  private NodeId anyNode() {
    return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
  }

  private void heal() {
    cluster.heal();
    restartAll();
  }

  private void restartAll() {
    cluster.nodes().stream().filter(node -> !cluster.running(node)).forEach(cluster::restart);
  }

  /**
   * A healed cluster commits and applies something new everywhere within some election timeouts.
   */
  private void converge() {
    long committedBefore = cluster.oracle().commitMax();
    long asked = reads;
    int rounds = 30 * TIMING.electionTicksMax();
    for (int i = 0; i < rounds; i++) {
      round();
      if (cluster.leader().isPresent() && i % TIMING.electionTicksMax() == 0) {
        propose(cluster.leader().get());
        cluster.read(cluster.leader().get(), ++reads);
      }
      if (reads > asked && alike() && cluster.oracle().commitMax() > committedBefore) {
        return;
      }
    }
    throw new AssertionError(
        "liveness: not healed after %d ticks, commit %d, before %d"
            .formatted(rounds, cluster.oracle().commitMax(), committedBefore));
  }

  private void round() {
    cluster.nodes().forEach(cluster::tick);
    for (NodeId node : cluster.nodes()) {
      cluster.sync(node, Integer.MAX_VALUE);
    }
    List<Message> batch = new ArrayList<>(cluster.network());
    cluster.network().clear();
    batch.forEach(cluster::deliver);
  }

  private boolean alike() {
    List<Entry> log = cluster.disk(cluster.nodes().getFirst()).durableLog();
    return cluster.nodes().stream()
        .allMatch(
            node ->
                cluster.disk(node).durableLog().equals(log)
                    && cluster.core(node).commitIndex() == log.size());
  }
}
