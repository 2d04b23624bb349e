package dev.assay.nemesis.schedule;

import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.PartitionKind;
import dev.assay.nemesis.fault.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be asked for by name: a fault and how its targets are chosen. */
public enum FaultKind {
  KILL_LEADER(FaultFamily.KILL, 3, "kill -9 of the leader, then restart"),
  KILL_ONE(FaultFamily.KILL, 3, "kill -9 of a random node, then restart"),
  KILL_MINORITY(FaultFamily.KILL, 5, "kill -9 of a random minority, then restart"),
  KILL_ALL(FaultFamily.BEYOND, 3, "kill -9 of every node at once, then restart"),
  CRASH_AT_ANY(FaultFamily.CRASH_POINT, 3, "a node crashes at any point where it stores"),
  CRASH_AT_LOG(FaultFamily.CRASH_POINT, 3, "a node crashes between append and acknowledgement"),
  CRASH_AT_BLOCK(FaultFamily.CRASH_POINT, 3, "a node crashes while it stores a block"),
  CRASH_AT_SNAPSHOT(FaultFamily.CRASH_POINT, 3, "a node crashes while it stores a snapshot"),
  CRASH_AT_MARK(FaultFamily.CRASH_POINT, 3, "a node crashes while it marks what is durable"),
  CRASH_AT_COMPACTION(FaultFamily.CRASH_POINT, 3, "a node crashes while it compacts its log"),
  CRASH_AT_INSTALL(FaultFamily.CRASH_POINT, 3, "a node crashes while it takes a peer's snapshot"),
  CRASH_AT_FOLDER(FaultFamily.CRASH_POINT, 3, "a node crashes before a name is durable"),
  PAUSE_LEADER(FaultFamily.PAUSE, 3, "the leader stops running, then goes on"),
  PAUSE_ONE(FaultFamily.PAUSE, 3, "a random node stops running, then goes on"),
  PAUSE_MINORITY(FaultFamily.PAUSE, 5, "a random minority stops running, then goes on"),
  ISOLATE_LEADER(FaultFamily.PARTITION, 3, "the leader is cut off from all others"),
  ISOLATE_ONE(FaultFamily.PARTITION, 3, "a random node is cut off from all others"),
  MAJORITY_MINORITY(FaultFamily.PARTITION, 5, "a random minority is cut off from the majority"),
  DEAF_LEADER(FaultFamily.PARTITION, 3, "one way: the leader speaks but hears nobody"),
  MUTE_LEADER(FaultFamily.PARTITION, 3, "one way: the leader hears but nobody hears it"),
  DEAF_ONE(FaultFamily.PARTITION, 3, "one way: a random node speaks but hears nobody"),
  MUTE_ONE(FaultFamily.PARTITION, 3, "one way: a random node hears but nobody hears it"),
  BRIDGE(FaultFamily.PARTITION, 5, "two halves that only one random node connects"),
  RING(FaultFamily.PARTITION, 4, "a ring: each node reaches a majority, no two the same one"),
  CLOCK_JUMP(FaultFamily.CLOCK, 1, "a node's wall clock jumps, the leader's half of the time"),
  CLOCK_DRIFT(FaultFamily.CLOCK, 1, "a node's wall clock runs fast or slow"),
  POWER_LEADER(FaultFamily.POWER, 3, "power failure of the leader: unsynced writes are lost"),
  POWER_MINORITY(FaultFamily.POWER, 3, "power failure of a random minority"),
  POWER_MAJORITY(FaultFamily.POWER, 3, "power failure of a random majority"),
  POWER_ALL(FaultFamily.POWER, 3, "power failure of the whole cluster");

  private static final List<Long> JUMPS_MILLIS = List.of(500L, 2_000L, 30_000L, 3_600_000L);
  private static final List<Integer> DRIFTS_PER_MILLE = List.of(-500, -100, 100, 500);

  private final FaultFamily family;
  private final int nodesMin;
  private final String line;

  FaultKind(FaultFamily family, int nodesMin, String line) {
    this.family = family;
    this.nodesMin = nodesMin;
    this.line = line;
  }

  /** As it is written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public FaultFamily family() {
    return family;
  }

  /** What it does, on one line. */
  public String line() {
    return line;
  }

  /** Whether it makes sense with so few nodes, and differs from its simpler siblings. */
  public boolean suits(int nodes) {
    return nodes >= nodesMin;
  }

  /** Whether an environment with these capabilities can inject it. */
  public boolean offeredBy(Capabilities capabilities) {
    return switch (family) {
      case KILL, PAUSE, BEYOND -> capabilities.processes().isPresent();
      case PARTITION -> capabilities.links().isPresent();
      case CRASH_POINT -> capabilities.crashPoints().isPresent();
      case CLOCK -> capabilities.clocks().isPresent();
      case POWER -> capabilities.processes().filter(Processes::losesUnsyncedWrites).isPresent();
    };
  }

  /** The fault, with everything random about it drawn from the seed. */
  Fault fault(Seed seed, List<NodeId> nodes) {
    List<NodeId> order = Shuffle.of(seed.fork("nodes"), nodes);
    Targets leader = new Targets.Leader();
    Targets one = new Targets.Nodes(order.subList(0, 1));
    Targets all = new Targets.Nodes(order);
    Targets minority = new Targets.Nodes(order.subList(0, Math.max(1, (nodes.size() - 1) / 2)));
    Targets majority = new Targets.Nodes(order.subList(0, nodes.size() / 2 + 1));
    return switch (this) {
      case KILL_LEADER -> new Fault.Kill(leader);
      case KILL_ONE -> new Fault.Kill(one);
      case KILL_MINORITY -> new Fault.Kill(minority);
      case KILL_ALL -> new Fault.Kill(all);
      case CRASH_AT_ANY -> crash(seed, eitherOf(seed, leader, one), "", 60);
      case CRASH_AT_LOG -> crash(seed, eitherOf(seed, leader, one), "log.", 30);
      case CRASH_AT_BLOCK -> crash(seed, eitherOf(seed, leader, one), "blocks.", 20);
      case CRASH_AT_SNAPSHOT -> crash(seed, eitherOf(seed, leader, one), "snapshot.", 6);
      case CRASH_AT_MARK -> crash(seed, eitherOf(seed, leader, one), "mark.", 4);
      case CRASH_AT_COMPACTION -> crash(seed, eitherOf(seed, leader, one), "compaction.", 4);
      case CRASH_AT_INSTALL -> crash(seed, one, "install.", 4);
      case CRASH_AT_FOLDER -> crash(seed, eitherOf(seed, leader, one), "folder.", 4);
      case PAUSE_LEADER -> new Fault.Pause(leader);
      case PAUSE_ONE -> new Fault.Pause(one);
      case PAUSE_MINORITY -> new Fault.Pause(minority);
      case ISOLATE_LEADER -> new Fault.Partition(PartitionKind.ISOLATE, leader);
      case ISOLATE_ONE -> new Fault.Partition(PartitionKind.ISOLATE, one);
      case MAJORITY_MINORITY -> new Fault.Partition(PartitionKind.ISOLATE, minority);
      case DEAF_LEADER -> new Fault.Partition(PartitionKind.INCOMING, leader);
      case MUTE_LEADER -> new Fault.Partition(PartitionKind.OUTGOING, leader);
      case DEAF_ONE -> new Fault.Partition(PartitionKind.INCOMING, one);
      case MUTE_ONE -> new Fault.Partition(PartitionKind.OUTGOING, one);
      case BRIDGE -> new Fault.Partition(PartitionKind.BRIDGE, one);
      case RING -> new Fault.Partition(PartitionKind.RING, all);
      case CLOCK_JUMP -> new Fault.ClockJump(eitherOf(seed, leader, one), jumpMillis(seed));
      case CLOCK_DRIFT -> new Fault.ClockDrift(eitherOf(seed, leader, one), drift(seed));
      case POWER_LEADER -> new Fault.PowerFail(leader);
      case POWER_MINORITY -> new Fault.PowerFail(minority);
      case POWER_MAJORITY -> new Fault.PowerFail(majority);
      case POWER_ALL -> new Fault.PowerFail(all);
    };
  }

  private static Fault crash(Seed seed, Targets targets, String prefix, int passesMax) {
    boolean power = seed.below(4, 2) == 0;
    return new Fault.CrashAt(targets, prefix, seed.below(5, passesMax), power);
  }

  private static Targets eitherOf(Seed seed, Targets first, Targets second) {
    return seed.below(0, 2) == 0 ? first : second;
  }

  private static long jumpMillis(Seed seed) {
    long millis = JUMPS_MILLIS.get(seed.below(1, JUMPS_MILLIS.size()));
    return seed.below(2, 2) == 0 ? millis : -millis;
  }

  private static int drift(Seed seed) {
    return DRIFTS_PER_MILLE.get(seed.below(3, DRIFTS_PER_MILLE.size()));
  }

  /** The kinds of a family, in order. */
  static List<FaultKind> of(FaultFamily family) {
    List<FaultKind> kinds = new ArrayList<>();
    for (FaultKind kind : values()) {
      if (kind.family == family) {
        kinds.add(kind);
      }
    }
    return kinds;
  }
}
