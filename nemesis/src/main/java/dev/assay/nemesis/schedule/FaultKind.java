package dev.assay.nemesis.schedule;

import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.nemesis.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What can be asked for by name: one fault, or several that belong together. */
public enum FaultKind {
  KILL_LEADER(FaultFamily.KILL, 3, "kill -9 of the leader, then restart"),
  KILL_ONE(FaultFamily.KILL, 3, "kill -9 of a random node, then restart"),
  KILL_MINORITY(FaultFamily.KILL, 5, "kill -9 of a random minority, then restart"),
  KILL_IN_ELECTION(
      FaultFamily.KILL,
      3,
      "kill -9 of the leader, and of another node while a successor is sought"),
  KILL_LEADER_AGAIN(
      FaultFamily.KILL, 3, "leaders are killed again and again, for as long as an election takes"),
  KILL_ALL(FaultFamily.BEYOND, 3, "kill -9 of every node at once, then restart"),
  ROLL_BACK(
      FaultFamily.BEYOND,
      3,
      "the disks of all nodes are an old copy of themselves: acknowledged data is lost"),
  CRASH_AT_ANY(FaultFamily.CRASH_POINT, 3, "a node crashes at any point where it stores"),
  CRASH_AT_LOG(FaultFamily.CRASH_POINT, 3, "a node crashes between append and acknowledgement"),
  CRASH_AT_BLOCK(FaultFamily.CRASH_POINT, 3, "a node crashes while it stores a block"),
  CRASH_AT_SNAPSHOT(FaultFamily.CRASH_POINT, 3, "a node crashes while it stores a snapshot"),
  CRASH_AT_MARK(FaultFamily.CRASH_POINT, 3, "a node crashes while it marks what is durable"),
  CRASH_AT_COMPACTION(FaultFamily.CRASH_POINT, 3, "a node crashes while it compacts its log"),
  CRASH_AT_INSTALL(
      FaultFamily.CRASH_POINT,
      3,
      "a node that was cut off crashes while it takes a peer's snapshot"),
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
  SPLIT_HALVES(FaultFamily.PARTITION, 4, "two halves, so that four or six nodes have no majority"),
  BRIDGE(FaultFamily.PARTITION, 5, "two halves that only one random node connects"),
  RING(FaultFamily.PARTITION, 4, "a ring: each node reaches a majority, no two the same one"),
  ISOLATE_MOST_ADVANCED(
      FaultFamily.PARTITION,
      5,
      "the follower that knows most is cut off, then the leader is killed"),
  LAGGARD_LEADS(
      FaultFamily.PARTITION, 3, "a node that was cut off comes back while the leader is paused"),
  ISOLATE_LEADER_AGAIN(
      FaultFamily.PARTITION,
      3,
      "leaders are cut off again and again, for as long as an election takes"),
  ISOLATE_OVER_SLOW_LINKS(
      FaultFamily.PARTITION, 3, "the leader is cut off while all links are slow"),
  SHIFTING_PARTITIONS(
      FaultFamily.PARTITION,
      5,
      "one minority after the other is cut off, with nothing healed between"),
  CLOCK_JUMP(FaultFamily.CLOCK, 1, "a node's wall clock jumps, the leader's half of the time"),
  CLOCK_DRIFT(FaultFamily.CLOCK, 1, "a node's wall clock runs fast or slow"),
  CLOCK_BACK(FaultFamily.CLOCK, 1, "the leader's wall clock jumps back, and back again"),
  CLOCK_AHEAD(
      FaultFamily.CLOCK,
      1,
      "the leader's wall clock is ahead until blocks are ahead of all clocks"),
  CLOCK_STROBE(FaultFamily.CLOCK, 1, "a node's wall clock jumps to and fro many times a second"),
  CLOCK_RATE(
      FaultFamily.CLOCK,
      1,
      "a node's monotonic clock runs fast or slow, within what leases allow for"),
  CLOCK_LEADER_CUT(FaultFamily.CLOCK, 3, "the leader's wall clock is set back, and it is cut off"),
  CLOCK_LEASE_CUT(
      FaultFamily.CLOCK, 3, "the leader's monotonic clock runs slow, and it is cut off"),
  POWER_LEADER(FaultFamily.POWER, 3, "power failure of the leader: unsynced writes are lost"),
  POWER_MINORITY(FaultFamily.POWER, 3, "power failure of a random minority"),
  POWER_MAJORITY(FaultFamily.POWER, 3, "power failure of a random majority"),
  POWER_ALL(FaultFamily.POWER, 3, "power failure of the whole cluster"),
  POWER_IN_ELECTION(
      FaultFamily.POWER,
      3,
      "the leader is cut off, and power fails again and again where a successor is sought"),
  POWER_THEN_ELECT(
      FaultFamily.POWER,
      3,
      "power fails, and only that node and those behind it are left to elect"),
  POWER_WHILE_SLOW(
      FaultFamily.POWER, 3, "syncs are slow, and power fails meanwhile, again and again"),
  DISK_FULL_LEADER(FaultFamily.DISK, 3, "the leader's disk is full"),
  DISK_FULL_ONE(FaultFamily.DISK, 3, "a random node's disk is full"),
  DISK_FULL_THEN_ELECT(
      FaultFamily.DISK,
      3,
      "a disk is full, and only that node and those behind it are left to elect"),
  DISK_READ_ONLY(FaultFamily.DISK, 3, "a node's disk is read-only"),
  DISK_ERRORS(FaultFamily.DISK, 3, "some reads, writes, syncs or renames of a node's disk fail"),
  DISK_SHORT_READS(
      FaultFamily.DISK, 3, "a node restarts while reads of its disk bring less than asked for"),
  DISK_SLOW(FaultFamily.DISK, 3, "syncs of a node's disk are slow"),
  DISK_SLOW_THEN_CUT(
      FaultFamily.DISK,
      3,
      "the leader's disk is slow, it is cut off with writes on their way, and comes back"),
  DISK_SLOW_THEN_ELECT(
      FaultFamily.DISK, 3, "all disks are slow, and nobody hears the leader any more"),
  DISK_STALL(FaultFamily.DISK, 3, "no sync of a node's disk returns"),
  DISK_ROT_LOG(FaultFamily.DISK, 3, "a bit flips in a node's log, and it restarts"),
  DISK_ROT_BLOCKS(
      FaultFamily.DISK, 3, "a bit flips in a node's blocks, their index or mark, and it restarts"),
  DISK_ROT_SNAPSHOT(FaultFamily.DISK, 3, "a bit flips in a node's snapshot, and it restarts"),
  DISK_ROT_THEN_ELECT(
      FaultFamily.DISK, 3, "a log rots, and only that node and those behind it are left to elect"),
  DISK_MISPLACE(
      FaultFamily.DISK, 3, "a piece of a node's files stands in another's place when it restarts"),
  DISK_TRUNCATE(FaultFamily.DISK, 3, "a node's blocks or snapshot are cut off when it restarts"),
  DISK_ALTER_BLOCK(
      FaultFamily.DISK, 3, "one of a node's blocks says something else when it restarts, soundly"),
  SLOW_LINKS(
      FaultFamily.NETWORK,
      3,
      "links of a node, or all, take longer, by a fixed time and by chance"),
  LOSSY_LINKS(FaultFamily.NETWORK, 3, "links of a node, or all, lose messages"),
  CLOGGED_LINKS(FaultFamily.NETWORK, 3, "links of a node, or all, are narrow: messages queue"),
  DISORDERLY_LINKS(
      FaultFamily.NETWORK, 3, "links of a node, or all, double messages and change their order"),
  REPLAYING_LINKS(
      FaultFamily.NETWORK, 3, "links of a node, or all, bring old messages again, seconds later"),
  FLAPPING_LINKS(FaultFamily.NETWORK, 3, "a node is cut off and joined several times a second"),
  CLIENT_ANSWERS_LOST(
      FaultFamily.CLIENT_LINKS, 3, "one way: what a node, or all, answer to clients is lost"),
  CLIENT_REQUESTS_LOST(
      FaultFamily.CLIENT_LINKS, 3, "one way: what clients ask of a node, or of all, is lost"),
  CLIENTS_CUT_OFF(FaultFamily.CLIENT_LINKS, 3, "clients reach only a minority of the nodes"),
  CLIENTS_WITH_MINORITY(
      FaultFamily.CLIENT_LINKS, 3, "the leader is cut off together with the clients"),
  CLIENT_RETRIES_ELSEWHERE(
      FaultFamily.CLIENT_LINKS, 3, "the leader's answers are lost, and then it is killed"),
  REMOVE_ONE(FaultFamily.MEMBERSHIP, 3, "a random node is removed, and added again"),
  REMOVE_LEADER(FaultFamily.MEMBERSHIP, 3, "the leader is removed, and added again"),
  REMOVE_IN_PARTITION(FaultFamily.MEMBERSHIP, 4, "a node is removed while a minority is cut off"),
  REMOVE_AROUND_ELECTIONS(FaultFamily.MEMBERSHIP, 4, "two changes of members around two elections"),
  REMOVE_TWO_THEN_SPLIT(
      FaultFamily.MEMBERSHIP,
      5,
      "two nodes are removed at once, the leader is cut off with them, and both are added again"),
  REMOVE_FROM_MINORITY(
      FaultFamily.MEMBERSHIP,
      5,
      "a leader that is cut off with one other is asked to remove two of the rest"),
  REPLACE_ONE(
      FaultFamily.MEMBERSHIP, 3, "a node is removed, its disk wiped, and it is added again, empty"),
  TRANSFER_LEADER(FaultFamily.MEMBERSHIP, 3, "another node is made the leader"),
  TRANSFER_OVER_SLOW_LINKS(
      FaultFamily.MEMBERSHIP,
      3,
      "leadership is handed over, to and fro, while one node's links are slow"),
  TRANSFER_THEN_CUT(FaultFamily.MEMBERSHIP, 3, "the leader is cut off while it hands over"),
  LEADERS_BEFORE_COMMIT(
      FaultFamily.MEMBERSHIP,
      5,
      "links are slow, and leaders are cut off before they commit: figure 8 of the Raft paper"),
  SNAPSHOT_WHILE_ELECTING(
      FaultFamily.MEMBERSHIP,
      3,
      "a node with a slow disk takes a snapshot while leaders are cut off, one after the other"),
  SNAPSHOT_THEN_LEAD(
      FaultFamily.MEMBERSHIP,
      3,
      "a node is cut off until it needs a snapshot, and then made the leader");

  /** For a look at what a kind needs. */
  private static final List<NodeId> SAMPLE =
      IntStream.rangeClosed(1, 9).mapToObj(NodeId::of).toList();

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
    return faults().stream().allMatch(fault -> fault.offeredBy(capabilities));
  }

  /** The faults that it is made of, for an example. */
  public List<Fault> faults() {
    return script(new Seed(0), SAMPLE).steps().stream().map(Script.Step::fault).toList();
  }

  /** What it does, with everything random about it drawn from the seed. */
  Script script(Seed seed, List<NodeId> nodes) {
    return Scripts.of(this, new Drawn(seed, nodes));
  }

  /** The kinds of a family, in order. */
  public static List<FaultKind> of(FaultFamily family) {
    List<FaultKind> kinds = new ArrayList<>();
    for (FaultKind kind : values()) {
      if (kind.family == family) {
        kinds.add(kind);
      }
    }
    return kinds;
  }
}
