package dev.assay.harness.driver;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.interpreter.Interpreter;
import dev.assay.harness.interpreter.Step;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.simulator.SimulationException;
import dev.assay.simulator.World;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Runs an interpreter on a simulated world's event queue, all on the calling thread: whatever a
 * client does takes virtual time only while the driver waits. A client, the nemesis above all, may
 * complete its operation before {@code invoke} returns.
 *
 * <p>Equal worlds, interpreters and clients give equal histories.
 */
public final class SimulatedDriver implements Driver {
  /** Steps without a moment of virtual time between them: a generator that runs away. */
  static final int STEPS_AT_ONE_TIME_MAX = 100_000;

  /** How long a run that can only wait for a completion waits for it. */
  static final long COMPLETION_WAIT_NANOS_MAX = 600_000_000_000L;

  private record Completion(ProcessId process, Outcome outcome) {}

  private final World world;
  private final long beginsNanos;
  private final Queue<Completion> completions = new ArrayDeque<>();
  private final Map<ProcessId, Client> clients = new LinkedHashMap<>();
  private final Map<ProcessId, Invocation> underWay = new LinkedHashMap<>();

  public SimulatedDriver(World world) {
    this.world = world;
    this.beginsNanos = world.nowNanos();
  }

  @Override
  public long nowNanos() {
    return world.nowNanos() - beginsNanos;
  }

  @Override
  public long originNanos() {
    return beginsNanos;
  }

  /** Runs the task at once: here a call that blocks takes no virtual time. */
  @Override
  public Executor background() {
    return Runnable::run;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SimulationException when virtual time stands still or an operation never completes; the
   *     message says what was under way
   */
  @Override
  public void run(Interpreter interpreter, Function<ProcessId, Client> opener) {
    try {
      drive(interpreter, opener);
    } finally {
      clients.values().forEach(Client::close);
      clients.clear();
      completions.clear();
      underWay.clear();
    }
  }

  private void drive(Interpreter interpreter, Function<ProcessId, Client> opener) {
    long lastNanos = -1;
    int stepsAtOneTime = 0;
    while (!interrupted()) {
      drain(interpreter);
      long now = nowNanos();
      stepsAtOneTime = now == lastNanos ? stepsAtOneTime + 1 : 0;
      lastNanos = now;
      Step step = interpreter.step(now);
      if (stepsAtOneTime > STEPS_AT_ONE_TIME_MAX) {
        throw new SimulationException(
            "%d steps and no virtual time has passed since %d ns, the last one %s: does the generator ever wait?"
                .formatted(stepsAtOneTime, now, step));
      }
      switch (step) {
        case Step.Dispatch dispatch -> dispatch(dispatch, opener);
        case Step.WaitUntil(long nanos) -> waitUntil(nanos);
        case Step.Done() -> {
          return;
        }
      }
    }
  }

  private void drain(Interpreter interpreter) {
    for (Completion next = completions.poll(); next != null; next = completions.poll()) {
      underWay.remove(next.process);
      interpreter.completed(nowNanos(), next.process, next.outcome);
      if (next.outcome instanceof Outcome.Unknown && next.process.isClient()) {
        close(next.process);
      }
    }
  }

  /** A process whose operation may still be at work unseen never comes back. */
  private void close(ProcessId process) {
    Client client = clients.remove(process);
    if (client != null) {
      client.close();
    }
  }

  private void dispatch(Step.Dispatch dispatch, Function<ProcessId, Client> opener) {
    ProcessId process = dispatch.process();
    underWay.put(process, dispatch.invocation());
    clients
        .computeIfAbsent(process, opener)
        .invoke(
            dispatch.invocation(), outcome -> completions.add(new Completion(process, outcome)));
  }

  private void waitUntil(long nanos) {
    boolean forCompletion = nanos == Long.MAX_VALUE;
    long until =
        forCompletion
            ? Math.addExact(world.nowNanos(), COMPLETION_WAIT_NANOS_MAX)
            : Math.addExact(beginsNanos, nanos);
    boolean over = world.runUntil(until, () -> !completions.isEmpty() || interrupted());
    if (forCompletion && !over) {
      throw new SimulationException(
          "nothing completed within %d virtual seconds, by %d ns; under way: %s"
              .formatted(COMPLETION_WAIT_NANOS_MAX / 1_000_000_000L, nowNanos(), underWay));
    }
  }

  private static boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }
}
