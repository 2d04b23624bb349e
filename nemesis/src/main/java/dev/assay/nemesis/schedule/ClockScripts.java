package dev.assay.nemesis.schedule;

import static dev.assay.nemesis.schedule.Script.step;

import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.PartitionKind;
import java.util.List;

/** What each kind of fault of clocks does. */
final class ClockScripts {
  private static final List<Long> JUMPS_MILLIS = List.of(500L, 2_000L, 30_000L, 3_600_000L);
  private static final List<Long> AHEAD_MILLIS = List.of(10_000L, 600_000L, 86_000_000L);
  private static final List<Integer> DRIFTS_PER_MILLE = List.of(-500, -100, 100, 500);

  /** From 4 ms to four minutes, in periods of 20 ms to a second: as in Jepsen's strobe. */
  private static final List<Long> STROBES_MILLIS = List.of(4L, 64L, 1_000L, 16_000L, 240_000L);

  private static final List<Long> PERIODS_MILLIS = List.of(20L, 100L, 400L, 1_000L);

  /** A lease is sound while no node's clock is more than 1.25 times as fast as another's. */
  private static final List<Integer> RATES_PER_MILLE = List.of(-190, -80, 80, 240);

  private ClockScripts() {}

  static Script of(FaultKind kind, Drawn d) {
    return switch (kind) {
      case CLOCK_JUMP -> Script.of(new Fault.ClockJump(d.leaderOrOne(), jump(d)));
      case CLOCK_DRIFT ->
          Script.of(new Fault.ClockDrift(d.leaderOrOne(), d.of("drift", DRIFTS_PER_MILLE)));
      case CLOCK_BACK ->
          new Script(
              List.of(
                  step(
                      new Fault.ClockJump(d.leader(), -d.number("first", 100, 5_000)),
                      d.number("before", 500, 1_500)),
                  step(
                      new Fault.ClockJump(d.leader(), -d.number("second", 6_000, 60_000)),
                      d.number("after", 500, 1_500))));
      case CLOCK_AHEAD ->
          new Script(
              List.of(
                  step(
                      new Fault.ClockAhead(d.leader(), d.of("ahead", AHEAD_MILLIS)),
                      d.number("before", 300, 2_000))));
      case CLOCK_STROBE ->
          Script.of(
              new Fault.ClockStrobe(
                  d.leaderOrOne(),
                  d.flip("back") ? -d.of("offset", STROBES_MILLIS) : d.of("offset", STROBES_MILLIS),
                  d.of("period", PERIODS_MILLIS)));
      case CLOCK_RATE ->
          Script.of(new Fault.ClockRate(d.leaderOrOne(), d.of("rate", RATES_PER_MILLE)));
      case CLOCK_LEADER_CUT ->
          new Script(
              List.of(
                  step(
                      new Fault.ClockJump(d.leader(), -d.number("back", 4_000, 60_000)),
                      d.number("before", 100, 800)),
                  step(
                      Scripts.cut(PartitionKind.ISOLATE, d.leader()),
                      d.number("apart", 2_500, 4_000))));
      case CLOCK_LEASE_CUT ->
          new Script(
              List.of(
                  step(new Fault.ClockRate(d.leader(), -190), d.number("before", 100, 800)),
                  step(
                      Scripts.cut(PartitionKind.ISOLATE, d.leader()),
                      d.number("apart", 2_500, 4_000))));
      default -> throw new IllegalStateException(kind + " is no fault of clocks");
    };
  }

  private static long jump(Drawn d) {
    long millis = d.of("jump", JUMPS_MILLIS);
    return d.flip("back") ? -millis : millis;
  }
}
