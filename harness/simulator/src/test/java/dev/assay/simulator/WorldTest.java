package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorldTest {
  private static final long SECOND = 1_000_000_000L;

  private final World world = new World(1);
  private final Echo echo = new Echo();
  private final Machine machine = world.machine("n1", echo);
  private final Endpoint client = world.attach();

  @Test
  void eventsAtTheSameTimeHappenInTheOrderInWhichTheyWereAskedFor() {
    List<String> order = new ArrayList<>();
    world.after(5, () -> order.add("second"));
    world.after(3, () -> order.add("first"));
    world.after(5, () -> order.add("third"));
    world.runUntil(5);
    assertThat(order).containsExactly("first", "second", "third");
    assertThat(world.nowNanos()).isEqualTo(5);
  }

  @Test
  void aWorldWithNothingToDoJumpsToTheTimeAskedFor() {
    world.runUntil(7 * SECOND);
    assertThat(world.nowNanos()).isEqualTo(7 * SECOND);
    assertThat(world.step()).isFalse();
  }

  @Test
  void runningStopsWhenTheConditionHolds() {
    machine.start();
    assertThat(world.runUntil(SECOND, () -> echo.ticks == 3)).isTrue();
    assertThat(world.nowNanos()).isEqualTo(3 * Echo.TICK_NANOS);
    assertThat(world.runUntil(SECOND, () -> echo.ticks == 1_000)).isFalse();
    assertThat(world.nowNanos()).isEqualTo(SECOND);
  }

  @Test
  void aRunWithoutEndIsRefusedAtItsBound() {
    World small = new World(1, Limits.standard().withEventsMax(50));
    small.machine("n1", new Echo()).start();
    assertThatThrownBy(() -> small.runUntil(SECOND))
        .isInstanceOf(SimulationException.class)
        .hasMessageContaining("seed 1: 50 events happened, the bound, by 500 ms");
  }

  @Test
  void schedulingWithoutEndIsRefusedAtItsBound() {
    World small = new World(1, new Limits(1_000, 10, 10, 0));
    for (int i = 0; i < 10; i++) {
      small.after(i, () -> {});
    }
    assertThatThrownBy(() -> small.after(1, () -> {}))
        .isInstanceOf(SimulationException.class)
        .hasMessageContaining("over 10 events wait");
  }

  @Test
  void aKilledMachineNeitherHearsNorTicks() {
    machine.start();
    world.runFor(SECOND);
    machine.kill();
    client.send("n1", Echo.bytes("ping"));
    world.runFor(SECOND);
    assertThat(echo.ticks).isEqualTo(100);
    assertThat(echo.heard).isEmpty();
    assertThat(machine.state()).isEqualTo(Machine.State.DOWN);
    assertThat(machine.instance()).isEmpty();
  }

  @Test
  void aTimerOfAnEarlierLifeNeverRuns() {
    machine.start();
    world.runFor(5_000_000);
    machine.kill();
    machine.start();
    world.runFor(Echo.TICK_NANOS);
    assertThat(echo.boots).isEqualTo(2);
    assertThat(echo.ticks).isEqualTo(1);
  }

  @Test
  void whatComesToAPausedMachineHappensInOrderWhenItIsResumed() {
    machine.start();
    world.runFor(1);
    machine.pause();
    for (int i = 0; i < 5; i++) {
      client.send("n1", Echo.bytes("m" + i));
    }
    world.runFor(SECOND);
    assertThat(echo.heard).isEmpty();
    assertThat(echo.ticks).isZero();
    machine.resume();
    world.runFor(1);
    assertThat(echo.heard).containsExactly("m0", "m1", "m2", "m3", "m4");
    assertThat(echo.ticks).isEqualTo(1);
  }

  @Test
  void whatWasHeldIsLostWhenThePausedMachineIsKilled() {
    machine.start();
    machine.pause();
    client.send("n1", Echo.bytes("m"));
    world.runFor(SECOND);
    machine.kill();
    machine.start();
    world.runFor(SECOND);
    assertThat(echo.heard).isEmpty();
  }

  @Test
  void aPausedMachineHoldsNoMoreMessagesThanItsBound() {
    World small = new World(1, new Limits(1_000, 1_000, 3, 0));
    Echo program = new Echo();
    Machine paused = small.machine("n1", program);
    Endpoint sender = small.attach();
    paused.start();
    paused.pause();
    for (int i = 0; i < 3; i++) {
      sender.send("n1", Echo.bytes("m"));
      small.runFor(9_000_000);
    }
    sender.send("n1", Echo.bytes("late"));
    small.runFor(SECOND);
    assertThat(small.network().counts(new Route("client-1", "n1")).refused()).isPositive();
  }

  @Test
  void anExceptionThatEscapesEndsThisLifeAndSaysWhy() {
    machine.start();
    client.send("n1", Echo.bytes("throw"));
    world.runFor(SECOND);
    assertThat(machine.state()).isEqualTo(Machine.State.DOWN);
    assertThat(machine.haltReason()).contains("java.lang.IllegalStateException: asked to");
    machine.start();
    assertThat(machine.haltReason()).isEmpty();
  }

  @Test
  void aProgramThatGivesUpIsDownUntilItIsStarted() {
    machine.start();
    client.send("n1", Echo.bytes("halt"));
    world.runFor(SECOND);
    assertThat(machine.haltReason()).contains("asked to");
    machine.start();
    assertThat(machine.state()).isEqualTo(Machine.State.UP);
  }

  @Test
  void theConsoleShowsLivesAndWhatProgramsSay() {
    Machine talker =
        world.machine(
            "n2",
            host -> {
              host.log("hello");
              host.endpoint().after(SECOND, () -> host.halt("tired"));
              return (from, payload) -> {};
            });
    talker.start();
    world.runFor(2 * SECOND);
    assertThat(talker.log())
        .containsExactly(
            "     0.000000000 started", "     0.000000000 hello", "     1.000000000 halted: tired");
  }

  @Test
  void aClosedClientHearsNothingAndItsTimersRest() {
    machine.start();
    List<String> heard = new ArrayList<>();
    client.onReceive((from, payload) -> heard.add(from));
    client.after(SECOND, () -> heard.add("timer"));
    client.send("n1", Echo.bytes("ping"));
    client.close();
    world.runFor(2 * SECOND);
    assertThat(echo.heard).containsExactly("ping");
    assertThat(heard).isEmpty();
  }
}
