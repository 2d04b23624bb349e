package dev.assay.raft;

import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.Message.InstallRequest;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One seeded life of a cluster in virtual time: messages late, lost, repeated, out of order and
 * damaged, one-way cuts and splits, crashes that lose unsynced writes or tear them, pauses,
 * drifting clocks, membership changes, snapshots, transfers, reads. The oracle checks safety after
 * every event; {@link Recovery} checks that all ends well once it is healed.
 */
final class Chaos {
  /**
   * What is tried.
   *
   * @param driftInBounds clocks keep to what leases assume
   * @param leases some reads rely on leases
   */
  record Plan(
      int voters,
      int spares,
      boolean driftInBounds,
      boolean leases,
      Swarm.Style style,
      Set<RaftMutant> mutants) {
    static Plan of(int voters, int spares) {
      return new Plan(voters, spares, true, true, Swarm.Style.ANY, Set.of());
    }

    Plan with(RaftMutant mutant) {
      return new Plan(voters, spares, driftInBounds, leases, style, Set.of(mutant));
    }

    Plan with(Swarm.Style newStyle) {
      return new Plan(voters, spares, driftInBounds, leases, newStyle, mutants);
    }

    Plan withWildClocks() {
      return new Plan(voters, spares, false, false, style, mutants);
    }
  }

  /** What the simulation knows of a node beside its core. */
  private static final class Host {
    int life;
    int tickPeriod = Swarm.TICK;
    boolean paused;
    boolean diskBusy;
    int missedTicks;
    long snapshotAt;
    final List<Runnable> held = new ArrayList<>();
  }

  static final RaftTiming TIMING = new RaftTiming(6, 12, 2);
  private static final int TICKS = 400;
  private static final int HELD_MAX = 500;

  private final Plan plan;
  private final SplittableRandom random;
  private final Swarm swarm;
  private final Cluster cluster;
  private final Agenda agenda = new Agenda();
  private final Map<NodeId, Host> hosts = new TreeMap<>();
  private boolean healed;
  private long numbers;

  Chaos(long seed, Plan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(seed);
    this.swarm = new Swarm(random, plan.driftInBounds(), plan.style());
    RaftLimits limits = new RaftLimits(40, swarm.appendBytes, 2 * swarm.appendBytes, 1200, 3);
    Map<NodeId, Draw> draws = new TreeMap<>();
    for (NodeId node : Cluster.names(plan.voters() + plan.spares())) {
      draws.put(node, (min, max) -> random.nextInt(min, max + 1));
      hosts.put(node, new Host());
    }
    Cluster.Settings settings =
        new Cluster.Settings(plan.voters(), plan.spares(), TIMING, limits, plan.mutants());
    this.cluster = new Cluster(settings, draws, this::send);
    for (NodeId node : cluster.nodes()) {
      host(node).tickPeriod = swarm.tickPeriod(random);
      planTick(node);
    }
    planFault();
    planProposal();
    planRead();
  }

  /** Runs both phases; throws at the first breach. */
  void run() {
    agenda.runUntil((long) TICKS * Swarm.TICK);
    heal();
    new Recovery(this, cluster, agenda).run();
  }

  SafetyOracle oracle() {
    return cluster.oracle();
  }

  SplittableRandom random() {
    return random;
  }

  long nextNumber() {
    return ++numbers;
  }

  private Host host(NodeId node) {
    return Cluster.known(hosts.get(node), node);
  }

  // Time.

  private void planTick(NodeId node) {
    Host host = host(node);
    int life = host.life;
    agenda.in(
        host.tickPeriod,
        () -> {
          if (life == host.life) {
            tick(node, host);
            planTick(node);
          }
        });
  }

  private void tick(NodeId node, Host host) {
    if (host.paused) {
      host.missedTicks++;
    } else {
      cluster.tick(node);
      after(node);
    }
  }

  /** After every step: the disk works on, and the state may be worth a snapshot. */
  private void after(NodeId node) {
    Host host = host(node);
    long applied = cluster.state(node).index();
    if (swarm.snapshotEvery > 0 && applied >= host.snapshotAt + swarm.snapshotEvery) {
      snapshot(node);
    }
    if (!host.diskBusy && cluster.disk(node).tasks() > 0) {
      host.diskBusy = true;
      int life = host.life;
      agenda.in(
          1 + random.nextInt(healed ? 100 : 2 * swarm.diskLatency),
          () -> {
            if (life == host.life) {
              host.diskBusy = false;
              onNode(node, () -> sync(node));
            }
          });
    }
  }

  private void sync(NodeId node) {
    for (int tasks = random.nextInt(1, 4); tasks > 0; tasks--) {
      cluster.sync(node);
    }
  }

  private void snapshot(NodeId node) {
    host(node).snapshotAt = cluster.state(node).index();
    if (cluster.state(node).index() > cluster.disk(node).base().index()) {
      cluster.snapshot(node);
    }
  }

  /** Does something on a node that is up, now or when it goes on. */
  private void onNode(NodeId node, Runnable task) {
    Host host = host(node);
    if (!cluster.running(node)) {
      return;
    }
    if (!host.paused) {
      task.run();
      after(node);
    } else if (host.held.size() < HELD_MAX) {
      host.held.add(task);
    }
  }

  // The network.

  private void send(Message message) {
    if (healed) {
      agenda.in(1 + random.nextInt(100), () -> deliver(message));
    } else if (random.nextInt(100) >= swarm.lossPercent) {
      agenda.in(latency(), () -> deliver(damaged(message)));
      if (random.nextInt(1000) < swarm.duplicatePermille) {
        agenda.in(latency() + random.nextInt(swarm.slowLatency), () -> deliver(message));
      }
    }
  }

  private int latency() {
    return random.nextInt(1000) < swarm.slowPermille
        ? random.nextInt(swarm.slowLatency)
        : swarm.latency / 2 + random.nextInt(swarm.latency);
  }

  private Message damaged(Message message) {
    if (!(message.body() instanceof InstallRequest install)
        || install.bytes().size() == 0
        || random.nextInt(1000) >= swarm.damagePermille) {
      return message;
    }
    byte[] bytes = install.bytes().toBytes();
    bytes[random.nextInt(bytes.length)] ^= 1;
    InstallRequest damaged =
        new InstallRequest(
            install.head(),
            install.offset(),
            Payload.owning(bytes),
            install.total(),
            install.round());
    return new Message(message.from(), message.to(), message.term(), damaged);
  }

  private void deliver(Message message) {
    onNode(message.to(), () -> cluster.deliver(message));
  }

  // Clients.

  private void planProposal() {
    agenda.in(
        1 + random.nextInt(2 * swarm.proposeGap),
        () -> {
          if (!healed) {
            propose(mostlyLeader());
            planProposal();
          }
        });
  }

  private void planRead() {
    agenda.in(
        1 + random.nextInt(2 * swarm.readGap),
        () -> {
          if (!healed) {
            read(random.nextBoolean() ? mostlyLeader() : anyNode());
            planRead();
          }
        });
  }

  void propose(NodeId node) {
    long number = nextNumber();
    onNode(node, () -> cluster.propose(node, number, Payload.ofText("p" + number)));
  }

  void read(NodeId node) {
    long number = nextNumber();
    boolean lease = plan.leases() && random.nextInt(3) > 0;
    onNode(node, () -> cluster.read(node, number, lease ? ReadKind.LEASE : ReadKind.QUORUM));
  }

  long transfer(NodeId node, NodeId to) {
    long number = nextNumber();
    onNode(node, () -> cluster.transfer(node, number, to));
    return number;
  }

  /** Up to two come and up to two go; from two to seven stay. */
  void change(NodeId node) {
    if (!cluster.running(node)) {
      return;
    }
    SortedSet<NodeId> voters = new TreeSet<>(cluster.core(node).membership().voters());
    SortedMap<NodeId, String> add = new TreeMap<>();
    SortedSet<NodeId> remove = new TreeSet<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      NodeId other = anyNode();
      if (voters.contains(other)) {
        if (voters.size() + add.size() - remove.size() > 2 && remove.size() < 2) {
          remove.add(other);
        }
      } else if (voters.size() + add.size() - remove.size() < 7 && add.size() < 2) {
        add.put(other, other.name());
      }
    }
    long number = nextNumber();
    onNode(node, () -> cluster.change(node, number, new MembershipChange(add, remove)));
  }

  NodeId anyNode() {
    return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
  }

  private NodeId mostlyLeader() {
    return random.nextInt(10) == 0 ? anyNode() : cluster.leader().orElseGet(this::anyNode);
  }

  // Faults.

  private void planFault() {
    agenda.in(
        1 + random.nextInt(2 * swarm.faultGap),
        () -> {
          if (!healed) {
            fault();
            planFault();
          }
        });
  }

  /** Half of all faults hit the leader, where most can go wrong. */
  private void fault() {
    NodeId node = random.nextBoolean() ? cluster.leader().orElseGet(this::anyNode) : anyNode();
    switch (swarm.draw(random)) {
      case CRASH -> crashFor(node, random.nextInt(random.nextInt(1, 60) * Swarm.TICK));
      case CRASH_ALL -> cluster.nodes().forEach(n -> crashFor(n, random.nextInt(20 * Swarm.TICK)));
      case SHORT_REIGN -> crashLeaders(random.nextInt(1, 8));
      case CUT_ONE_WAY -> cluster.cut(node, anyNode());
      case SPLIT -> split();
      case ISOLATE -> cluster.nodes().forEach(other -> cutBoth(node, other));
      case HEAL -> cluster.heal();
      case PAUSE -> pause(node, random.nextInt(40) * Swarm.TICK);
      case DRIFT -> host(node).tickPeriod = swarm.tickPeriod(random);
      case CHANGE -> change(node);
      case TRANSFER -> transfer(node, anyNode());
      case SNAPSHOT -> onNode(node, () -> snapshot(node));
    }
  }

  /** Leaders that do not live long let logs diverge (figure 8). */
  private void crashLeaders(int times) {
    cluster.leader().ifPresent(leader -> crashFor(leader, random.nextInt(30) * Swarm.TICK));
    if (times > 1 && !healed) {
      agenda.in(random.nextInt(12 * Swarm.TICK), () -> crashLeaders(times - 1));
    }
  }

  private void crashFor(NodeId node, int time) {
    if (!cluster.running(node)) {
      return;
    }
    Host host = host(node);
    host.life++;
    host.paused = false;
    host.missedTicks = 0;
    host.held.clear();
    host.diskBusy = false;
    cluster.crash(node, random.nextInt(2) * random.nextInt(4), random.nextInt(3));
    int life = host.life;
    agenda.in(
        time,
        () -> {
          if (life == host.life) {
            restart(node);
          }
        });
  }

  private void restart(NodeId node) {
    Host host = host(node);
    host.life++;
    cluster.restart(node);
    host.snapshotAt = cluster.state(node).index();
    planTick(node);
  }

  private void pause(NodeId node, int time) {
    Host host = host(node);
    if (!host.paused && cluster.running(node)) {
      host.paused = true;
      int life = host.life;
      agenda.in(
          time,
          () -> {
            if (life == host.life) {
              resume(node);
            }
          });
    }
  }

  /** The ticks that were missed come before all else. */
  private void resume(NodeId node) {
    Host host = host(node);
    if (!host.paused) {
      return;
    }
    host.paused = false;
    for (; host.missedTicks > 0; host.missedTicks--) {
      cluster.tick(node);
    }
    List<Runnable> held = List.copyOf(host.held);
    host.held.clear();
    held.forEach(task -> onNode(node, task));
    after(node);
  }

  private void split() {
    boolean[] left = new boolean[cluster.nodes().size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = random.nextBoolean();
    }
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < left.length; j++) {
        if (left[i] != left[j]) {
          cluster.cut(cluster.nodes().get(i), cluster.nodes().get(j));
        }
      }
    }
  }

  private void cutBoth(NodeId one, NodeId other) {
    cluster.cut(one, other);
    cluster.cut(other, one);
  }

  private void heal() {
    healed = true;
    cluster.heal();
    for (NodeId node : cluster.nodes()) {
      host(node).tickPeriod = random.nextInt(950, 1050);
      if (!cluster.running(node)) {
        restart(node);
      }
      resume(node);
    }
  }

  Optional<NodeId> leader() {
    return cluster.leader();
  }
}
