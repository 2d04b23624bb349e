package dev.assay.harness.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.interpreter.Interpreter;
import dev.assay.harness.interpreter.Step;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.simulator.Endpoint;
import dev.assay.simulator.Program;
import dev.assay.simulator.SimulationException;
import dev.assay.simulator.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class SimulatedDriverTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ProcessId P0 = new ProcessId(0);
  private static final ProcessId P1 = new ProcessId(1);
  private static final Invocation PING = new Invocation("ping", Value.fields());

  private final World world = new World(1);
  private final List<String> closed = new ArrayList<>();

  @Test
  void timeCountsFromWhenTheDriverWasMade() {
    world.runFor(SECOND);
    SimulatedDriver driver = new SimulatedDriver(world);
    world.runFor(5);
    assertThat(driver.nowNanos()).isEqualTo(5);
  }

  @Test
  void aStepIsTakenAtTheTimeThatWasWaitedFor() {
    Script script = new Script(new Step.WaitUntil(SECOND), new Step.WaitUntil(SECOND + 7));
    new SimulatedDriver(world).run(script, process -> immediate(Outcome.Ok::new));
    assertThat(script.seen).containsExactly("step 0", "step 1000000000", "step 1000000007");
  }

  @Test
  void aCompletionEndsTheWaitWhenItComes() {
    Script script = new Script(new Step.Dispatch(P0, PING), new Step.WaitUntil(Long.MAX_VALUE));
    new SimulatedDriver(world).run(script, process -> after(SECOND));
    assertThat(script.seen)
        .containsExactly("step 0", "step 0", "1000000000: 0 Ok", "step 1000000000");
  }

  @Test
  void anOperationMayCompleteBeforeInvokeReturns() {
    Script script =
        new Script(new Step.Dispatch(ProcessId.NEMESIS, PING), new Step.Dispatch(P0, PING));
    new SimulatedDriver(world).run(script, process -> immediate(Outcome.Ok::new));
    assertThat(script.seen)
        .containsExactly("step 0", "0: nemesis Ok", "step 0", "0: 0 Ok", "step 0");
  }

  @Test
  void aClientIsOpenedOnceAndClosedWhenItsProcessEnds() {
    List<ProcessId> opened = new ArrayList<>();
    Script script =
        new Script(
            new Step.Dispatch(P0, PING),
            new Step.Dispatch(P0, PING),
            new Step.Dispatch(P1, PING),
            new Step.WaitUntil(SECOND));
    new SimulatedDriver(world)
        .run(
            script,
            process -> {
              opened.add(process);
              return immediate(
                  value ->
                      process.equals(P1) ? new Outcome.Unknown("lost") : new Outcome.Ok(value));
            });
    assertThat(opened).containsExactly(P0, P1);
    assertThat(script.seen).contains("0: 1 Unknown");
    assertThat(closed).hasSize(2);
  }

  @Test
  void clientsAreClosedWhenTheInterpreterThrows() {
    Script script = new Script(new Step.Dispatch(P0, PING));
    script.failing = true;
    assertThatThrownBy(
            () -> new SimulatedDriver(world).run(script, process -> immediate(Outcome.Ok::new)))
        .hasMessage("asked to");
    assertThat(closed).hasSize(1);
  }

  @Test
  void anOperationThatNeverCompletesIsNamed() {
    Endpoint ticker = world.attach();
    Script script = new Script(new Step.Dispatch(P0, PING), new Step.WaitUntil(Long.MAX_VALUE));
    tick(ticker);
    assertThatThrownBy(() -> new SimulatedDriver(world).run(script, process -> after(-1)))
        .isInstanceOf(SimulationException.class)
        .hasMessageContaining("nothing completed within 600 virtual seconds")
        .hasMessageContaining("f=ping");
  }

  @Test
  void stepsWithoutTimeHaveABound() {
    Interpreter runaway =
        new Interpreter() {
          @Override
          public Step step(long nowNanos) {
            return new Step.WaitUntil(nowNanos);
          }

          @Override
          public void completed(long nowNanos, ProcessId process, Outcome outcome) {}
        };
    assertThatThrownBy(
            () -> new SimulatedDriver(world).run(runaway, process -> immediate(Outcome.Ok::new)))
        .isInstanceOf(SimulationException.class)
        .hasMessageContaining("no virtual time has passed since 0 ns, the last one WaitUntil");
  }

  @Test
  void clientsTalkToHostsOverTheSimulatedNetwork() {
    Program echo = host -> (from, payload) -> host.endpoint().send(from, payload);
    world.machine("n1", echo).start();
    Script script = new Script(new Step.Dispatch(P0, PING), new Step.WaitUntil(Long.MAX_VALUE));
    new SimulatedDriver(world).run(script, process -> asking(world.attach()));
    assertThat(script.seen).hasSize(4).anyMatch(line -> line.endsWith("0 Ok"));
  }

  @Test
  void anInterruptEndsTheRunAndStaysSet() {
    Script script = new Script(new Step.Dispatch(P0, PING), new Step.WaitUntil(Long.MAX_VALUE));
    tick(world.attach());
    world.after(SECOND, () -> Thread.currentThread().interrupt());
    new SimulatedDriver(world).run(script, process -> after(-1));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(script.seen).containsExactly("step 0", "step 0");
    assertThat(closed).hasSize(1);
  }

  private static void tick(Endpoint endpoint) {
    endpoint.after(SECOND, () -> tick(endpoint));
  }

  private Client immediate(Function<Value, Outcome> answer) {
    return client((invocation, completion) -> completion.accept(answer.apply(invocation.value())));
  }

  private Client after(long nanos) {
    return client(
        (invocation, completion) -> {
          if (nanos >= 0) {
            world.after(nanos, () -> completion.accept(new Outcome.Ok(invocation.value())));
          }
        });
  }

  private Client asking(Endpoint endpoint) {
    return client(
        (invocation, completion) -> {
          endpoint.onReceive(
              (from, payload) -> completion.accept(new Outcome.Ok(invocation.value())));
          endpoint.send("n1", new byte[1]);
        });
  }

  private Client client(BiConsumer<Invocation, Consumer<Outcome>> body) {
    return new Client() {
      @Override
      public void invoke(Invocation invocation, Consumer<Outcome> completion) {
        body.accept(invocation, completion);
      }

      @Override
      public void close() {
        closed.add("closed");
      }
    };
  }

  /** Says its steps one after the other, then Done, and notes what it is told. */
  private static final class Script implements Interpreter {
    private final Queue<Step> steps = new ArrayDeque<>();
    private final List<String> seen = new ArrayList<>();
    private boolean failing;

    Script(Step... steps) {
      this.steps.addAll(List.of(steps));
    }

    @Override
    public Step step(long nowNanos) {
      seen.add("step " + nowNanos);
      Step next = steps.poll();
      return next == null ? new Step.Done() : next;
    }

    @Override
    public void completed(long nowNanos, ProcessId process, Outcome outcome) {
      if (failing) {
        throw new IllegalStateException("asked to");
      }
      seen.add(nowNanos + ": " + process + " " + outcome.getClass().getSimpleName());
    }
  }
}
