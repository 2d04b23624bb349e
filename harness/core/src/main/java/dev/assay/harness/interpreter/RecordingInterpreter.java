package dev.assay.harness.interpreter;

import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.history.Event;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The one interpreter: asks the generator of each stage in turn, records, dispatches. It also
 * watches the contracts of those that it stands between; a breach ends the run with one clear
 * error.
 */
public final class RecordingInterpreter implements Interpreter {
  private static final Generator NOTHING = _ -> new Generator.Next.Exhausted();

  private final Threads threads;
  private final EventLog log;
  private final Deque<Stage> following;
  private final Stage.Listener listener;
  private Generator generator = NOTHING;

  /** Invariant: the greatest time that the driver has told. */
  private long nowNanos;

  /**
   * Interprets stages one after the other.
   *
   * @param concurrency number of clients that act at the same time, from process 0 on
   */
  public RecordingInterpreter(
      List<Stage> stages, int concurrency, EventLog log, Stage.Listener listener) {
    this.following = new ArrayDeque<>(stages);
    this.threads = new Threads(concurrency);
    this.log = log;
    this.listener = listener;
  }

  @Override
  public Step step(long driverNanos) {
    nowNanos = Math.max(nowNanos, driverNanos);
    while (true) {
      Context context = threads.context(nowNanos);
      switch (generator.next(context)) {
        case Generator.Next.Invoke invoke -> {
          return invoke(invoke);
        }
        case Generator.Next.Pending pending -> {
          return wait(pending);
        }
        case Generator.Next.Exhausted _ -> {
          if (!threads.idle()) {
            return new Step.WaitUntil(Long.MAX_VALUE);
          }
          if (following.isEmpty()) {
            return new Step.Done();
          }
          begin(following.remove());
        }
      }
    }
  }

  @Override
  public void completed(long driverNanos, ProcessId process, Outcome outcome) {
    nowNanos = Math.max(nowNanos, driverNanos);
    Event event = log.completed(nowNanos, process, threads.end(process), outcome);
    if (outcome instanceof Outcome.Unknown) {
      threads.replace(process);
    }
    generator = generator.update(threads.context(nowNanos), event);
  }

  /** Ends the run early: whatever is under way has an unknown outcome, nothing more is asked. */
  public void abandon(long driverNanos, String reason) {
    nowNanos = Math.max(nowNanos, driverNanos);
    following.clear();
    generator = NOTHING;
    for (ProcessId process : threads.context(nowNanos).busy()) {
      log.completed(nowNanos, process, threads.end(process), new Outcome.Unknown(reason));
    }
  }

  private void begin(Stage stage) {
    generator = stage.generator();
    listener.began(nowNanos, stage.name());
  }

  private Step invoke(Generator.Next.Invoke invoke) {
    if (invoke.atNanos() > nowNanos) {
      return new Step.WaitUntil(invoke.atNanos());
    }
    threads.begin(invoke.process(), invoke.invocation());
    Event event = log.invoked(nowNanos, invoke.process(), invoke.invocation());
    generator = invoke.rest().update(threads.context(nowNanos), event);
    return new Step.Dispatch(invoke.process(), invoke.invocation());
  }

  private Step wait(Generator.Next.Pending pending) {
    generator = pending.rest();
    if (pending.untilNanos() <= nowNanos) {
      throw new ContractBreachException(
          "the generator is pending until %d ns, which has passed at %d ns: it would be asked for ever"
              .formatted(pending.untilNanos(), nowNanos));
    }
    if (pending.untilNanos() == Long.MAX_VALUE && threads.idle()) {
      throw new ContractBreachException(
          "the generator waits for a completion, but no operation is under way: it would wait for"
              + " ever");
    }
    return new Step.WaitUntil(pending.untilNanos());
  }
}
