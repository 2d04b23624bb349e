package dev.assay.harness.interpreter;

import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.history.Event;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;

/**
 * The one interpreter: asks the generator, records, dispatches. It also watches the contracts of
 * those that it stands between; a breach ends the run with one clear error.
 */
public final class RecordingInterpreter implements Interpreter {
  private final Threads threads;
  private final EventLog log;
  private Generator generator;

  /** Invariant: the greatest time that the driver has told. */
  private long nowNanos;

  public RecordingInterpreter(Generator generator, int concurrency, EventLog log) {
    this.generator = generator;
    this.threads = new Threads(concurrency);
    this.log = log;
  }

  @Override
  public Step step(long driverNanos) {
    nowNanos = Math.max(nowNanos, driverNanos);
    Context context = threads.context(nowNanos);
    return switch (generator.next(context)) {
      case Generator.Next.Invoke invoke -> invoke(invoke);
      case Generator.Next.Pending pending -> wait(pending);
      case Generator.Next.Exhausted _ ->
          threads.idle() ? new Step.Done() : new Step.WaitUntil(Long.MAX_VALUE);
    };
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
