package dev.assay.harness.interpreter;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Generator;
import dev.assay.history.Event;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Drives an interpreter in time that jumps from one event to the next. */
public final class VirtualRun {
  private static final int STEPS_MAX = 1_000_000;

  /** What happens to an operation: how it ends, and when. */
  public interface Fate {
    Reply of(ProcessId process, Invocation invocation, long number);
  }

  /** How an operation ends, after how long. */
  public record Reply(long afterNanos, Outcome outcome) {}

  private record Due(long atNanos, long number, ProcessId process, Outcome outcome) {}

  private final List<Event> events = new ArrayList<>();
  private final PriorityQueue<Due> completions =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::number));
  private final Fate fate;
  private long nowNanos;
  private long dispatched;

  private VirtualRun(Fate fate) {
    this.fate = fate;
  }

  /** Every operation is ok after a millisecond. */
  public static List<Event> of(Generator generator, int concurrency) {
    return of(generator, concurrency, okAfter(Duration.ofMillis(1)));
  }

  public static List<Event> of(Generator generator, int concurrency, Fate fate) {
    VirtualRun run = new VirtualRun(fate);
    EventLog log = new EventLog(run.events::add);
    List<Stage> stages = List.of(new Stage("main", generator));
    run.drive(new RecordingInterpreter(stages, concurrency, log, (_, _) -> {}));
    return run.events;
  }

  public static Fate okAfter(Duration latency) {
    return (_, invocation, _) -> new Reply(latency.toNanos(), new Outcome.Ok(invocation.value()));
  }

  private void drive(Interpreter interpreter) {
    for (int i = 0; i < STEPS_MAX; i++) {
      while (!completions.isEmpty() && completions.peek().atNanos <= nowNanos) {
        Due due = completions.remove();
        interpreter.completed(nowNanos, due.process, due.outcome);
      }
      switch (interpreter.step(nowNanos)) {
        case Step.Dispatch dispatch -> dispatch(dispatch);
        case Step.WaitUntil wait ->
            nowNanos =
                completions.isEmpty()
                    ? wait.nanos()
                    : Math.min(wait.nanos(), completions.peek().atNanos);
        case Step.Done _ -> {
          return;
        }
      }
    }
    throw new AssertionError("not done after " + STEPS_MAX + " steps");
  }

  private void dispatch(Step.Dispatch dispatch) {
    Reply reply = fate.of(dispatch.process(), dispatch.invocation(), dispatched);
    completions.add(
        new Due(nowNanos + reply.afterNanos, dispatched, dispatch.process(), reply.outcome));
    dispatched++;
  }
}
