package dev.assay.nemesis.schedule;

import static dev.assay.nemesis.schedule.Script.step;

import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.PartitionKind;
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
      case REPLACE_ONE ->
          new Script(
              List.of(
                  step(new Fault.RemoveMember(d.one()), d.number("without", 600, 2_000)),
                  step(new Fault.Wipe(d.one()), d.number("wiped", 50, 500)),
                  step(new Fault.RestoreMembers(), d.number("again", 1_000, 2_500))));
      case TRANSFER_LEADER ->
          new Script(List.of(step(new Fault.TransferLeader(d.one()), d.number("led", 300, 2_000))));
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
   * one side, those who don't on the other. The cut comes while both count, or soon after.
   */
  private static Script twoThenSplit(Drawn d) {
    int apart = d.flip("joint") ? d.number("joint", 0, 60) : d.number("members", 100, 1_500);
    return new Script(
        List.of(
            step(new Fault.RemoveMember(d.first(2)), apart),
            step(Scripts.cut(PartitionKind.ISOLATE, d.first(3)), d.number("apart", 3_000, 5_000)),
            step(new Fault.Heal(), d.number("joined", 500, 1_500)),
            step(new Fault.RestoreMembers(), 0)));
  }

  /**
   * A leader that is cut off begins one change, its successor another, and then leaders die: what
   * single-server changes got wrong in 2015 (thesis, the erratum of section 4.1).
   */
  private static Script aroundElections(Drawn d) {
    return new Script(
        List.of(
            step(Scripts.cut(PartitionKind.ISOLATE, d.leader()), d.number("cut", 0, 100)),
            step(new Fault.RemoveMember(d.range(0, 1)), d.number("first", 2_000, 3_500)),
            step(new Fault.RemoveMember(d.range(1, 2)), d.number("second", 100, 1_500)),
            step(new Fault.Kill(d.leader()), d.number("down", 10, 200)),
            step(new Fault.Heal(), d.number("election", 2_000, 3_500)),
            step(new Fault.Restart(), d.number("up", 200, 1_000)),
            step(new Fault.RestoreMembers(), 0)));
  }
}
