package dev.assay.nemesis.schedule;

import static dev.assay.nemesis.schedule.Script.step;

import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskOperation;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.PartitionKind;
import dev.assay.nemesis.fault.Targets;
import java.util.List;

/**
 * What each kind of fault of disks does. Patterns are of names of files that the systems here use:
 * segments of a log, blocks and what belongs to them, snapshots.
 */
final class DiskScripts {
  private static final String LOG = "log-";
  private static final String BLOCKS = "chain";
  private static final String SNAPSHOT = "snapshot-";

  private DiskScripts() {}

  static Script of(FaultKind kind, Drawn d) {
    return switch (kind) {
      case DISK_FULL_LEADER -> Script.of(new Fault.DiskFull(d.leader(), spare(d)));
      case DISK_FULL_ONE -> Script.of(new Fault.DiskFull(d.one(), spare(d)));
      case DISK_FULL_THEN_ELECT ->
          Scripts.thenElect(
              d,
              step(new Fault.DiskFull(Scripts.lasting(d), 0), d.number("full", 1_000, 2_500)),
              step(new Fault.DiskHeal(), 50),
              step(new Fault.Kill(Scripts.lasting(d)), 50));
      case DISK_READ_ONLY -> Script.of(new Fault.DiskReadOnly(d.leaderOrOne()));
      case DISK_ERRORS ->
          Script.of(
              new Fault.DiskErrors(
                  d.leaderOrOne(),
                  Scripts.operation(d),
                  d.of("files", List.of("", LOG, BLOCKS, SNAPSHOT)),
                  d.of("errors", List.of(20, 200, 1_000))));
      case DISK_SHORT_READS ->
          new Script(
              List.of(
                  step(
                      new Fault.DiskErrors(
                          d.one(),
                          DiskOperation.SHORT_READ,
                          d.of("files", List.of("", LOG, BLOCKS, SNAPSHOT)),
                          d.of("short", List.of(200, 1_000))),
                      d.number("before", 20, 500)),
                  step(new Fault.Kill(d.one()), d.number("down", 50, 500)),
                  step(new Fault.Restart(), d.number("after", 500, 2_000))));
      case DISK_SLOW_THEN_CUT -> slowThenCut(d);
      case DISK_SLOW_THEN_ELECT -> slowThenElect(d);
      case DISK_SLOW ->
          Script.of(
              new Fault.DiskSlow(d.leaderOrOne(), d.of("slow", List.of(20L, 150L, 600L, 1_500L))));
      case DISK_STALL -> Script.of(new Fault.DiskSlow(d.leaderOrOne(), 0));
      case DISK_ROT_LOG -> rot(d, LOG);
      case DISK_ROT_BLOCKS -> rot(d, BLOCKS);
      case DISK_ROT_SNAPSHOT -> rot(d, SNAPSHOT);
      case DISK_ROT_THEN_ELECT ->
          Scripts.thenElect(
              d,
              step(new Fault.DiskDamage(Scripts.lasting(d), Damage.ROT, LOG), 20),
              step(new Fault.Kill(Scripts.lasting(d)), 50));
      case DISK_MISPLACE -> damage(d, Damage.MISPLACE, BLOCKS + "|" + LOG + "|" + SNAPSHOT);
      case DISK_TRUNCATE -> damage(d, Damage.TRUNCATE, BLOCKS + "|" + SNAPSHOT);
      case DISK_ALTER_BLOCK -> damage(d, Damage.ALTER, BLOCKS);
      default -> throw new IllegalStateException(kind + " is no fault of disks");
    };
  }

  /**
   * What the leader has on its way to its own disk is replaced in its log, while it is still on its
   * way, by what its successor has ordered instead.
   */
  private static Script slowThenCut(Drawn d) {
    return new Script(
        List.of(
            step(
                new Fault.DiskSlow(d.leader(), d.of("slow", List.of(0L, 400L, 1_500L, 3_000L))),
                d.number("before", 20, 400)),
            step(Scripts.cut(PartitionKind.ISOLATE, d.leader()), d.number("apart", 1_500, 3_500)),
            step(new Fault.Heal(), d.number("joined", 100, 1_500)),
            step(new Fault.DiskHeal(), d.number("healed", 100, 800))));
  }

  /**
   * What followers have on their way to disk when the leader falls mute, it decides and answers
   * without their knowing, and its successor takes long to decide anything.
   */
  private static Script slowThenElect(Drawn d) {
    return new Script(
        List.of(
            step(
                new Fault.DiskSlow(d.all(), d.of("slow", List.of(150L, 250L, 400L))),
                d.number("before", 500, 1_500)),
            step(
                Scripts.cut(PartitionKind.OUTGOING, d.leader()), d.number("without", 3_000, 4_500)),
            step(new Fault.Heal(), 50),
            step(new Fault.DiskHeal(), d.number("healed", 200, 1_000))));
  }

  private static long spare(Drawn d) {
    return d.of("spare", List.of(0L, 2_000L, 20_000L));
  }

  private static Script rot(Drawn d, String files) {
    Targets one = d.one();
    return new Script(
        List.of(
            step(new Fault.DiskDamage(one, Damage.ROT, files), d.number("before", 20, 1_000)),
            step(new Fault.Kill(one), d.number("down", 50, 500)),
            step(new Fault.Restart(), d.number("after", 1_000, 2_500))));
  }

  private static Script damage(Drawn d, Damage damage, String files) {
    Targets one = d.one();
    return new Script(
        List.of(
            step(new Fault.Kill(one), 50),
            step(new Fault.DiskDamage(one, damage, files), d.number("down", 50, 500)),
            step(new Fault.Restart(), d.number("after", 1_000, 2_500))));
  }
}
