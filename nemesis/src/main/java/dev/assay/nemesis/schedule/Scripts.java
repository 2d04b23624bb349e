package dev.assay.nemesis.schedule;

import static dev.assay.nemesis.schedule.Script.awaited;
import static dev.assay.nemesis.schedule.Script.step;

import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.system.NodeId;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.PartitionKind;
import dev.assay.nemesis.fault.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What each kind of fault does. */
final class Scripts {
  /** An election after a lost leader takes one to two seconds at the usual pace. */
  private static final int ELECTION_MILLIS_MIN = 900;

  private static final int ELECTION_MILLIS_MAX = 2_600;

  /** So that something can come between a leader's first messages. */
  private static final List<Integer> SLOW_MILLIS = List.of(100, 200, 300);

  /** A disk works again. */
  private static final Script.Step AT_ONCE = step(new Fault.DiskHeal(), 0);

  private Scripts() {}

  static Script of(FaultKind kind, Drawn d) {
    return switch (kind) {
      case KILL_LEADER -> Script.of(new Fault.Kill(d.leader()));
      case KILL_ONE -> Script.of(new Fault.Kill(d.one()));
      case KILL_MINORITY -> Script.of(new Fault.Kill(d.minority()));
      case KILL_IN_ELECTION -> killInElection(d);
      case KILL_LEADER_AGAIN -> again(d, new Fault.Kill(d.leader()), new Fault.Restart());
      case KILL_ALL -> Script.of(new Fault.Kill(d.all()));
      case ROLL_BACK -> rollBack(d);
      case PAUSE_LEADER -> Script.of(new Fault.Pause(d.leader()));
      case PAUSE_ONE -> Script.of(new Fault.Pause(d.one()));
      case PAUSE_MINORITY -> Script.of(new Fault.Pause(d.minority()));
      case POWER_LEADER -> Script.of(new Fault.PowerFail(d.leader()));
      case POWER_MINORITY -> Script.of(new Fault.PowerFail(d.minority()));
      case POWER_MAJORITY -> Script.of(new Fault.PowerFail(d.majority()));
      case POWER_ALL -> Script.of(new Fault.PowerFail(d.all()));
      case POWER_IN_ELECTION -> powerInElection(d);
      case POWER_THEN_ELECT -> powerThenElect(d);
      case LEADERS_BEFORE_COMMIT -> beforeCommit(d);
      case POWER_WHILE_SLOW -> powerWhileSlow(d);
      case CRASH_AT_ANY -> crash(d, "", 60);
      case CRASH_AT_LOG -> crash(d, "log.", 30);
      case CRASH_AT_BLOCK -> crash(d, "blocks.", 20);
      case CRASH_AT_SNAPSHOT -> crash(d, "snapshot.", 5);
      case CRASH_AT_MARK -> crash(d, "mark.", 3);
      case CRASH_AT_COMPACTION -> crash(d, "compaction.", 3);
      case CRASH_AT_INSTALL -> crashAtInstall(d);
      case CRASH_AT_FOLDER -> crash(d, "folder.", 3);
      case CLOCK_JUMP,
          CLOCK_DRIFT,
          CLOCK_BACK,
          CLOCK_AHEAD,
          CLOCK_STROBE,
          CLOCK_RATE,
          CLOCK_LEADER_CUT,
          CLOCK_LEASE_CUT ->
          ClockScripts.of(kind, d);
      case SLOW_LINKS,
          LOSSY_LINKS,
          CLOGGED_LINKS,
          DISORDERLY_LINKS,
          REPLAYING_LINKS,
          FLAPPING_LINKS,
          CLIENT_ANSWERS_LOST,
          CLIENT_REQUESTS_LOST,
          CLIENTS_CUT_OFF,
          CLIENTS_WITH_MINORITY,
          CLIENT_RETRIES_ELSEWHERE ->
          network(kind, d);
      case REMOVE_ONE,
          REMOVE_LEADER,
          REMOVE_IN_PARTITION,
          REMOVE_AROUND_ELECTIONS,
          REMOVE_TWO_THEN_SPLIT,
          REMOVE_FROM_MINORITY,
          REPLACE_ONE,
          TRANSFER_LEADER,
          TRANSFER_OVER_SLOW_LINKS,
          TRANSFER_THEN_CUT,
          SNAPSHOT_WHILE_ELECTING,
          SNAPSHOT_THEN_LEAD ->
          MemberScripts.of(kind, d);
      case DISK_FULL_LEADER,
          DISK_FULL_ONE,
          DISK_FULL_THEN_ELECT,
          DISK_READ_ONLY,
          DISK_ERRORS,
          DISK_SHORT_READS,
          DISK_SLOW,
          DISK_SLOW_THEN_CUT,
          DISK_SLOW_THEN_ELECT,
          DISK_STALL,
          DISK_ROT_LOG,
          DISK_ROT_BLOCKS,
          DISK_ROT_SNAPSHOT,
          DISK_ROT_THEN_ELECT,
          DISK_MISPLACE,
          DISK_TRUNCATE,
          DISK_ALTER_BLOCK ->
          DiskScripts.of(kind, d);
      default -> partition(kind, d);
    };
  }

  private static Script partition(FaultKind kind, Drawn d) {
    return switch (kind) {
      case ISOLATE_LEADER -> Script.of(cut(PartitionKind.ISOLATE, d.leader()));
      case ISOLATE_ONE -> Script.of(cut(PartitionKind.ISOLATE, d.one()));
      case MAJORITY_MINORITY -> Script.of(cut(PartitionKind.ISOLATE, d.minority()));
      case DEAF_LEADER -> Script.of(cut(PartitionKind.INCOMING, d.leader()));
      case MUTE_LEADER -> Script.of(cut(PartitionKind.OUTGOING, d.leader()));
      case DEAF_ONE -> Script.of(cut(PartitionKind.INCOMING, d.one()));
      case MUTE_ONE -> Script.of(cut(PartitionKind.OUTGOING, d.one()));
      case SPLIT_HALVES ->
          new Script(
              List.of(
                  step(
                      cut(PartitionKind.ISOLATE, d.first(d.nodes().size() / 2)),
                      d.number("apart", 2_000, 5_000))));
      case BRIDGE -> Script.of(cut(PartitionKind.BRIDGE, d.one()));
      case RING -> Script.of(cut(PartitionKind.RING, d.all()));
      case ISOLATE_MOST_ADVANCED ->
          new Script(
              List.of(
                  step(
                      cut(PartitionKind.ISOLATE, new Targets.Follower(true)),
                      d.number("apart", 20, 500)),
                  step(new Fault.Kill(d.leader()), d.number("election", 2_000, 4_000)),
                  step(new Fault.Heal(), d.number("joined", 0, 1_500)),
                  step(new Fault.Restart(), 0)));
      case LAGGARD_LEADS ->
          new Script(
              List.of(
                  step(cut(PartitionKind.ISOLATE, d.minority()), d.number("apart", 1_000, 3_000)),
                  step(new Fault.Pause(d.leader()), d.number("paused", 0, 300)),
                  step(new Fault.Heal(), d.number("election", 1_500, 3_500)),
                  step(new Fault.Resume(), 0)));
      case ISOLATE_LEADER_AGAIN ->
          again(d, cut(PartitionKind.ISOLATE, d.leader()), new Fault.Heal());
      case ISOLATE_OVER_SLOW_LINKS ->
          new Script(
              List.of(
                  step(slowly(d), d.number("slow", 300, 1_500)),
                  step(cut(PartitionKind.ISOLATE, d.leader()), d.number("apart", 3_000, 5_000)),
                  step(new Fault.Heal(), d.number("joined", 200, 1_000))));
      case SHIFTING_PARTITIONS -> shifting(d);
      default -> throw new IllegalStateException(kind + " is no partition");
    };
  }

  private static Script network(FaultKind kind, Drawn d) {
    return switch (kind) {
      case SLOW_LINKS ->
          shape(
              d,
              new LinkShape(
                  d.of("delay", List.of(5, 50, 150, 400)),
                  d.of("jitter", List.of(1, 20, 100, 300)),
                  0,
                  0,
                  0,
                  0,
                  0));
      case LOSSY_LINKS ->
          shape(d, new LinkShape(0, 0, d.of("loss", List.of(20, 100, 300)), 0, 0, 0, 0));
      case CLOGGED_LINKS ->
          shape(d, new LinkShape(0, 0, 0, 0, 0, 0, d.of("rate", List.of(4_000, 16_000, 64_000))));
      case DISORDERLY_LINKS ->
          shape(
              d,
              new LinkShape(
                  0,
                  d.of("jitter", List.of(5, 50, 200)),
                  0,
                  d.of("double", List.of(50, 300)),
                  d.of("order", List.of(100, 500)),
                  0,
                  0));
      case REPLAYING_LINKS ->
          shape(d, new LinkShape(0, 0, 0, 0, 0, d.of("replay", List.of(5, 30, 100)), 0));
      case FLAPPING_LINKS -> flapping(d);
      case CLIENT_ANSWERS_LOST ->
          Script.of(new Fault.ClientCut(ClientCutKind.ANSWERS, d.oneOrAll()));
      case CLIENT_REQUESTS_LOST ->
          Script.of(new Fault.ClientCut(ClientCutKind.REQUESTS, d.leaderOrOne()));
      case CLIENTS_CUT_OFF -> Script.of(new Fault.ClientCut(ClientCutKind.BOTH, d.majority()));
      case CLIENTS_WITH_MINORITY ->
          new Script(
              List.of(
                  step(cut(PartitionKind.ISOLATE, d.minority()), 0),
                  step(
                      new Fault.ClientCut(
                          ClientCutKind.BOTH, d.range(d.minoritySize(), d.nodes().size())),
                      d.number("apart", 1_500, 4_000))));
      case CLIENT_RETRIES_ELSEWHERE ->
          new Script(
              List.of(
                  step(
                      new Fault.ClientCut(ClientCutKind.ANSWERS, d.leader()),
                      d.number("unanswered", 100, 1_500)),
                  step(new Fault.Kill(d.leader()), d.number("election", 1_500, 3_500)),
                  step(new Fault.ClientHeal(), d.number("elsewhere", 0, 2_000)),
                  step(new Fault.Restart(), 0)));
      default -> throw new IllegalStateException(kind + " is no fault of the network");
    };
  }

  static Fault cut(PartitionKind kind, Targets targets) {
    return new Fault.Partition(kind, targets);
  }

  private static Script shape(Drawn d, LinkShape shape) {
    return Script.of(new Fault.Shape(d.oneOrAll(), shape));
  }

  private static Script crash(Drawn d, String prefix, int passesMax) {
    return Script.of(
        new Fault.CrashAt(
            d.leaderOrOne(), prefix, d.number("passes", 0, passesMax - 1), d.flip("power")));
  }

  /** Only who was cut off for long needs a snapshot. */
  private static Script crashAtInstall(Drawn d) {
    return new Script(
        List.of(
            step(cut(PartitionKind.ISOLATE, d.one()), d.number("apart", 3_000, 6_000)),
            step(
                new Fault.CrashAt(d.one(), "install.", d.number("passes", 0, 3), d.flip("power")),
                0),
            step(new Fault.Heal(), 2_000)));
  }

  private static Script killInElection(Drawn d) {
    List<Script.Step> steps = new ArrayList<>();
    steps.add(step(new Fault.Kill(d.leader()), d.number("first", 300, 2_000)));
    for (int i = 0; i < 2; i++) {
      steps.add(
          step(
              new Fault.Kill(new Targets.Nodes(d.order().subList(i, i + 1))),
              d.number("down " + i, 50, 800)));
      steps.add(step(new Fault.Restart(), d.number("up " + i, 100, 1_200)));
    }
    return new Script(steps);
  }

  /** Figure 8 of the Raft paper, if it so happens. */
  private static Script again(Drawn d, Fault disturbance, Fault recovery) {
    List<Script.Step> steps = new ArrayList<>();
    int times = d.number("times", 3, 6);
    for (int i = 0; i < times; i++) {
      steps.add(
          step(disturbance, d.number("without " + i, ELECTION_MILLIS_MIN, ELECTION_MILLIS_MAX)));
      steps.add(step(recovery, d.number("with " + i, 50, 700)));
    }
    return new Script(steps);
  }

  private static Script shifting(Drawn d) {
    return new Script(
        IntStream.range(0, d.number("times", 3, 6))
            .mapToObj(
                i ->
                    step(
                        cut(PartitionKind.ISOLATE, d.minority(i)),
                        d.number("apart " + i, 700, ELECTION_MILLIS_MAX)))
            .toList());
  }

  private static Script flapping(Drawn d) {
    List<Script.Step> steps = new ArrayList<>();
    int times = d.number("times", 4, 8);
    for (int i = 0; i < times; i++) {
      steps.add(step(cut(PartitionKind.ISOLATE, d.one()), d.number("apart " + i, 50, 500)));
      steps.add(step(new Fault.Heal(), d.number("joined " + i, 50, 500)));
    }
    return new Script(steps);
  }

  private static Script powerInElection(Drawn d) {
    List<Script.Step> steps = new ArrayList<>();
    steps.add(step(cut(PartitionKind.ISOLATE, d.leader()), d.number("silence", 700, 1_600)));
    int times = d.number("times", 3, 6);
    for (int i = 0; i < times; i++) {
      steps.add(step(new Fault.PowerFail(d.minority(i)), d.number("off " + i, 5, 100)));
      steps.add(step(new Fault.Restart(), d.number("on " + i, 50, 500)));
    }
    return new Script(steps);
  }

  private static Script powerThenElect(Drawn d) {
    Script.Step off = step(new Fault.PowerFail(lasting(d)), d.number("off", 5, 300));
    return d.flip("slow")
        ? thenElect(d, step(slowSyncs(d, lasting(d)), d.number("before", 100, 1_500)), off, AT_ONCE)
        : thenElect(d, off);
  }

  /** What is promised before it is durable is lost for much longer than a sync usually takes. */
  private static Script powerWhileSlow(Drawn d) {
    List<Script.Step> steps = new ArrayList<>();
    steps.add(step(slowSyncs(d, d.all()), d.number("slow", 100, 1_500)));
    if (d.flip("election")) {
      steps.add(step(cut(PartitionKind.ISOLATE, d.leader()), d.number("silence", 700, 1_600)));
    }
    int times = d.number("times", 2, 4);
    for (int i = 0; i < times; i++) {
      Targets some = d.flip("most " + i) ? d.majority() : d.minority(i);
      steps.add(step(new Fault.PowerFail(some), d.number("off " + i, 5, 100)));
      steps.add(step(new Fault.Restart(), d.number("on " + i, 200, 1_500)));
    }
    return new Script(steps);
  }

  private static Fault slowSyncs(Drawn d, Targets targets) {
    return new Fault.DiskSlow(targets, d.of("syncs", List.of(50L, 150L, 400L)));
  }

  /** All links take so long that something can come between a leader's first messages. */
  static Fault slowly(Drawn d) {
    return new Fault.Shape(d.all(), new LinkShape(d.of("delay", SLOW_MILLIS), 5, 0, 0, 0, 0, 0));
  }

  /**
   * Figure 8 of the Raft paper, its servers by their numbers there: S1 is cut off with entries of
   * its own; its successor, S5, as soon as it leads, with nothing but its first entry; those left
   * can elect only S1 then, which has time to bring an old entry to a majority, but hardly one of
   * its own epoch, before it is cut off again; those left then can elect only S5.
   */
  private static Script beforeCommit(Drawn d) {
    List<NodeId> order = d.order();
    int few = d.minoritySize() - 1;
    List<NodeId> withS1 = order.subList(0, 1 + few);
    List<NodeId> withS5 = order.subList(order.size() - few, order.size());
    int delay = d.of("delay", SLOW_MILLIS);
    Fault slow = slowly(d);
    return new Script(
        List.of(
            step(slow, 100),
            step(new Fault.TransferLeader(d.first(1)), d.number("led", 1_000, 2_000)),
            step(cut(PartitionKind.ISOLATE, d.leader()), d.number("alone", 400, 800)),
            awaited(cut(PartitionKind.ISOLATE, new Targets.Successor(withS5)), 400),
            awaited(
                slow.on(new Targets.Successor(List.of())), d.number("third", 3 * delay, 6 * delay)),
            step(
                cut(PartitionKind.ISOLATE, new Targets.Nodes(withS1)),
                d.number("fourth", 2_500, 4_000)),
            step(new Fault.Heal(), d.number("joined", 500, 1_500))));
  }

  /** The node that, of the majority, is left after an election among it and those behind. */
  static Targets lasting(Drawn d) {
    int minority = d.minoritySize();
    return d.range(minority, minority + 1);
  }

  /**
   * A minority is cut off and falls behind; something happens to one of the others; the rest is
   * paused. Now those who are behind and that one are all that is left to elect: whatever it has
   * forgotten and was acknowledged is gone for good.
   */
  static Script thenElect(Drawn d, Script.Step... happens) {
    int minority = d.minoritySize();
    List<Script.Step> steps = new ArrayList<>();
    steps.add(step(cut(PartitionKind.ISOLATE, d.minority()), d.number("apart", 1_500, 3_000)));
    steps.addAll(List.of(happens));
    steps.add(step(new Fault.Pause(d.range(minority + 1, d.nodes().size())), 20));
    steps.add(step(new Fault.Heal(), 20));
    steps.add(step(new Fault.Restart(), d.number("election", 2_500, 4_000)));
    steps.add(step(new Fault.Resume(), 0));
    return new Script(steps);
  }

  /** A control: nobody can survive it. */
  private static Script rollBack(Drawn d) {
    return new Script(
        List.of(
            step(new Fault.DiskCopy(), d.number("age", 2_500, 4_000)),
            step(new Fault.DiskRollback(), 200),
            step(new Fault.Restart(), 0)));
  }

  /** What can go wrong with a disk. */
  static DiskOperation operation(Drawn d) {
    return d.of(
        "operation",
        List.of(DiskOperation.READ, DiskOperation.WRITE, DiskOperation.SYNC, DiskOperation.NAMES));
  }

  static Damage damage(FaultKind kind) {
    return kind == FaultKind.DISK_TRUNCATE ? Damage.TRUNCATE : Damage.MISPLACE;
  }
}
