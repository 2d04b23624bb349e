package dev.assay.nemesis.schedule;

import static dev.assay.nemesis.schedule.Script.awaited;
import static dev.assay.nemesis.schedule.Script.step;

import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.system.NodeId;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.PartitionKind;
import dev.assay.nemesis.fault.Targets;
import java.util.ArrayList;
import java.util.List;

/** What each kind of change of members does. */
final class MemberScripts {
  private MemberScripts() {}

  static Script of(FaultKind kind, Drawn d) {
    return switch (kind) {
      case REMOVE_ONE -> Script.of(new Fault.RemoveMember(d.one()));
      case REMOVE_LEADER -> Script.of(new Fault.RemoveMember(d.leader()));
      case REMOVE_IN_PARTITION ->
          new Script(
              List.of(
                  step(
                      Scripts.cut(PartitionKind.ISOLATE, d.first(1)),
                      d.number("before", 50, 2_500)),
                  step(new Fault.RemoveMember(d.range(1, 2)), d.number("without", 1_000, 3_000)),
                  step(new Fault.Heal(), d.number("joined", 200, 1_500)),
                  step(new Fault.RestoreMembers(), 0)));
      case REMOVE_AROUND_ELECTIONS -> aroundElections(d);
      case REMOVE_TWO_THEN_SPLIT -> twoThenSplit(d);
      case REMOVE_FROM_MINORITY -> fromMinority(d);
      case REPLACE_ONE ->
          new Script(
              List.of(
                  step(new Fault.RemoveMember(d.one()), d.number("without", 600, 2_000)),
                  step(new Fault.Wipe(d.one()), d.number("wiped", 50, 500)),
                  step(new Fault.RestoreMembers(), d.number("again", 1_000, 2_500))));
      case TRANSFER_LEADER ->
          new Script(List.of(step(new Fault.TransferLeader(d.one()), d.number("led", 300, 2_000))));
      case TRANSFER_THEN_CUT ->
          new Script(
              List.of(
                  step(new Fault.TransferLeader(d.one()), d.number("asked", 1, 60)),
                  step(
                      Scripts.cut(PartitionKind.ISOLATE, d.leader()),
                      d.number("apart", 1_000, 2_500))));
      case TRANSFER_OVER_SLOW_LINKS -> overSlowLinks(d);
      case SNAPSHOT_WHILE_ELECTING -> whileElecting(d);
      case SNAPSHOT_THEN_LEAD ->
          new Script(
              List.of(
                  step(
                      Scripts.cut(PartitionKind.ISOLATE, d.one()), d.number("apart", 3_000, 7_000)),
                  step(new Fault.Heal(), d.number("joined", 800, 2_500)),
                  step(new Fault.TransferLeader(d.one()), d.number("led", 1_500, 3_000))));
      default -> throw new IllegalStateException(kind + " is no change of members");
    };
  }

  /**
   * Majorities of before and after meet in no node: those who still count the two that leave are on
   * one side with the leader, those who don't on the other. The cut comes while both count, or soon
   * after; and once more when the two come back.
   */
  private static Script twoThenSplit(Drawn d) {
    List<Script.Step> steps = new ArrayList<>();
    if (d.flip("slow")) {
      steps.add(step(Scripts.slowly(d), 100));
    }
    Targets side = new Targets.LeaderWith(d.order().subList(0, 2));
    steps.add(step(new Fault.RemoveMember(d.first(2)), soon(d, "removed")));
    steps.add(step(Scripts.cut(PartitionKind.ISOLATE, side), d.number("apart", 3_000, 5_000)));
    steps.add(step(new Fault.Heal(), d.number("joined", 500, 1_500)));
    steps.add(step(new Fault.RestoreMembers(), soon(d, "restored")));
    steps.add(step(Scripts.cut(PartitionKind.ISOLATE, side), d.number("again", 3_000, 5_000)));
    steps.add(step(new Fault.Heal(), d.number("over", 500, 1_500)));
    steps.add(step(new Fault.RestoreMembers(), 0));
    return new Script(steps);
  }

  /**
   * A leader that is cut off with too few is asked to go on without two of the others: alone it is
   * a majority of what it would have then.
   */
  private static Script fromMinority(Drawn d) {
    return new Script(
        List.of(
            step(
                Scripts.cut(PartitionKind.ISOLATE, new Targets.LeaderWith(d.order().subList(0, 1))),
                d.number("cut", 0, 300)),
            step(new Fault.RemoveMember(d.range(1, 3)), d.number("apart", 2_500, 4_500)),
            step(new Fault.Heal(), d.number("joined", 500, 2_000)),
            step(new Fault.RestoreMembers(), 0)));
  }

  /** A message that is not worth waiting for any more may still be on its way. */
  private static Script overSlowLinks(Drawn d) {
    List<Script.Step> steps = new ArrayList<>();
    LinkShape slow =
        new LinkShape(
            d.of("delay", List.of(50, 150, 300)), d.of("jitter", List.of(5, 200)), 0, 0, 0, 0, 0);
    steps.add(step(new Fault.Shape(d.leaderOrOne(), slow), d.number("slow", 100, 600)));
    int times = d.number("times", 2, 4);
    for (int i = 0; i < times; i++) {
      int to = i % (d.nodes().size() - 1);
      steps.add(
          step(new Fault.TransferLeader(d.range(to, to + 1)), d.number("led " + i, 300, 1_500)));
    }
    return new Script(steps);
  }

  /** Only who was cut off for long needs a snapshot; pieces of it come from several leaders. */
  private static Script whileElecting(Drawn d) {
    List<Script.Step> steps = new ArrayList<>();
    steps.add(step(Scripts.cut(PartitionKind.ISOLATE, d.one()), d.number("apart", 3_000, 6_000)));
    steps.add(step(new Fault.DiskSlow(d.one(), d.of("slow", List.of(50L, 200L, 700L))), 20));
    steps.add(step(new Fault.Heal(), d.number("joined", 20, 600)));
    int times = d.number("times", 1, 3);
    for (int i = 0; i < times; i++) {
      steps.add(
          d.flip("asked " + i)
              ? step(new Fault.TransferLeader(d.range(1, 2)), d.number("led " + i, 100, 1_200))
              : step(
                  Scripts.cut(PartitionKind.ISOLATE, d.leader()),
                  d.number("without " + i, 1_200, 2_600)));
      steps.add(step(new Fault.Heal(), d.number("with " + i, 50, 700)));
    }
    return new Script(steps);
  }

  private static int soon(Drawn d, String name) {
    return d.flip(name + " at once")
        ? d.number(name + " millis", 0, 60)
        : d.number(name, 100, 1_500);
  }

  /**
   * A leader that is cut off begins one change; its successor, as soon as it leads, another, and is
   * cut off with half of the nodes; the former leader has the other half. What single-server
   * changes got wrong in 2015 (Ongaro on raft-dev, 10 July). Links are slow, so that a successor's
   * first entry has not reached all when the cut comes.
   */
  private static Script aroundElections(Drawn d) {
    List<NodeId> order = d.order();
    List<NodeId> side = new ArrayList<>(order.subList(0, 1));
    side.addAll(order.subList(3, Math.min(order.size(), 2 + order.size() / 2)));
    Fault slow = Scripts.slowly(d);
    return new Script(
        List.of(
            step(slow, 100),
            step(new Fault.TransferLeader(d.range(0, 1)), d.number("led", 1_000, 2_000)),
            step(Scripts.cut(PartitionKind.ISOLATE, d.leader()), d.number("cut", 0, 50)),
            step(new Fault.RemoveMember(d.range(1, 2)), 400),
            awaited(slow.on(new Targets.Successor(List.of())), 0),
            step(new Fault.RemoveMember(d.range(0, 1)), d.number("second", 0, 50)),
            step(
                Scripts.cut(PartitionKind.ISOLATE, new Targets.Nodes(side)),
                d.number("halves", 3_000, 5_000)),
            step(new Fault.Heal(), d.number("joined", 500, 1_500)),
            step(new Fault.RestoreMembers(), 0)));
  }
}
