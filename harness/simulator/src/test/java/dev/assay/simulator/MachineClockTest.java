package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MachineClockTest {
  private static final long SECOND = 1_000_000_000L;

  private final World world = new World(1);
  private final Echo echo = new Echo();
  private final Machine machine = world.machine("n1", echo);
  private final MachineClock clock = machine.clock();

  @Test
  void withoutSkewItShowsTheTrueTime() {
    world.runFor(3 * SECOND);
    assertThat(clock.wallMillis()).isEqualTo(MachineClock.WORLD_BEGINS_MILLIS + 3_000);
    assertThat(clock.monotonicNanos()).isEqualTo(3 * SECOND);
  }

  @Test
  void aJumpMovesTheWallClockOnly() {
    world.runFor(SECOND);
    clock.jump(-30 * SECOND);
    assertThat(errorMillis()).isEqualTo(-30_000);
    assertThat(clock.monotonicNanos()).isEqualTo(SECOND);
    world.runFor(SECOND);
    assertThat(errorMillis()).isEqualTo(-30_000);
  }

  @Test
  void aDriftGainsFromThePresentOffsetOn() {
    clock.jump(SECOND);
    world.runFor(SECOND);
    clock.drift(50);
    assertThat(errorMillis()).isEqualTo(1_000);
    world.runFor(10 * SECOND);
    assertThat(errorMillis()).isEqualTo(1_500);
    clock.drift(-100);
    world.runFor(10 * SECOND);
    assertThat(errorMillis()).isEqualTo(500);
  }

  @Test
  void aResetGivesTheTrueTimeAgain() {
    clock.drift(500);
    world.runFor(SECOND);
    clock.reset();
    world.runFor(SECOND);
    assertThat(errorMillis()).isZero();
  }

  @Test
  void aFastMonotonicClockMakesTimersRunEarly() {
    clock.driftMonotonic(1000);
    machine.start();
    world.runFor(SECOND);
    assertThat(echo.ticks).isEqualTo(200);
    assertThat(clock.monotonicNanos()).isEqualTo(2 * SECOND);
    assertThat(errorMillis()).isZero();
  }

  @Test
  void theSkewOutlivesACrash() {
    machine.start();
    clock.jump(SECOND);
    machine.kill();
    machine.start();
    assertThat(errorMillis()).isEqualTo(1_000);
  }

  @Test
  void anImpossibleDriftIsRefused() {
    assertThatThrownBy(() -> clock.drift(-501)).hasMessageContaining("-501");
  }

  private long errorMillis() {
    return clock.wallMillis() - MachineClock.trueWallMillis(world.nowNanos());
  }
}
