package dev.assay.nemesis.schedule;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.FaultCodec;
import java.util.function.LongFunction;

/**
 * One disturbance after the other, each ended by its recovery before the next begins, with calm
 * between them.
 *
 * @param faults the disturbance of each position
 */
record Lane(LongFunction<Fault> faults, Rhythm rhythm, State state) implements Generator {
  private static final int ATTEMPTS_MAX = 5;

  private enum Phase {
    BEFORE,
    CALM,
    INJECTING,
    HOLD,
    RECOVERING
  }

  /**
   * Where the lane is.
   *
   * @param startNanos when it was asked first; 0 before
   * @param position of the disturbance that is next or in effect
   * @param dueNanos when calm or hold are over
   * @param attempts that failed, of what is being tried
   */
  record State(Phase phase, long startNanos, long position, long dueNanos, int attempts) {
    private State to(Phase next, long due) {
      return new State(next, startNanos, position, due, 0);
    }

    private State again(Phase same, long due) {
      return new State(same, startNanos, position, due, attempts + 1);
    }

    private State asked(Phase next) {
      return new State(next, startNanos, position, dueNanos, attempts);
    }

    private State following(long due) {
      return new State(Phase.CALM, startNanos, position + 1, due, 0);
    }
  }

  static Lane of(LongFunction<Fault> faults, Rhythm rhythm) {
    return new Lane(faults, rhythm, new State(Phase.BEFORE, 0, 0, 0, 0));
  }

  @Override
  public Next next(Context context) {
    long now = context.nowNanos();
    return switch (state.phase) {
      case BEFORE -> started(now).next(context);
      case INJECTING, RECOVERING -> new Next.Pending(Long.MAX_VALUE, this);
      case CALM, HOLD -> {
        boolean last = state.phase == Phase.CALM && holdNanos(Math.max(now, state.dueNanos)) < 0;
        if (last) {
          yield new Next.Exhausted();
        }
        if (now < state.dueNanos) {
          yield new Next.Pending(state.dueNanos, this);
        }
        yield context.free().isEmpty() ? new Next.Pending(Long.MAX_VALUE, this) : invoke(now);
      }
    };
  }

  @Override
  public Generator update(Context context, Event event) {
    boolean mine =
        (state.phase == Phase.INJECTING || state.phase == Phase.RECOVERING)
            && event.type() != EventType.INVOKE
            && event.f().equals(current().f());
    return mine ? with(after(event)) : this;
  }

  private Lane started(long now) {
    long due = now + rhythm.calmNanos(-1, new Fault.Heal());
    return with(new State(Phase.CALM, now, 0, due, 0));
  }

  private Next invoke(long now) {
    Phase asked = state.phase == Phase.CALM ? Phase.INJECTING : Phase.RECOVERING;
    Lane rest = with(state.asked(asked));
    return new Next.Invoke(
        now, ProcessId.NEMESIS, planned(rest.current(), now - state.startNanos), rest);
  }

  /** The fault as an operation, with its place in time for whoever wants to inject it again. */
  static Invocation planned(Fault fault, long sinceStartNanos) {
    Value at = Value.of(sinceStartNanos / 1_000_000);
    return new Invocation(fault.f(), Value.fields("atMillis", at).with(FaultCodec.write(fault)));
  }

  private State after(Event event) {
    long now = event.timeNanos();
    boolean tryAgain = state.attempts + 1 < ATTEMPTS_MAX;
    if (state.phase == Phase.INJECTING) {
      // An injection that may have happened is recovered from like one that has.
      if (event.type() != EventType.FAIL) {
        return state.to(Phase.HOLD, now + Math.max(0, holdNanos(now)));
      }
      return tryAgain
          ? state.again(Phase.CALM, now + Rhythm.RETRY_NANOS)
          : state.following(now + Rhythm.RETRY_NANOS);
    }
    return event.type() == EventType.OK || !tryAgain
        ? state.following(now + rhythm.calmNanos(state.position, faults.apply(state.position)))
        : state.again(Phase.HOLD, now + Rhythm.RETRY_NANOS);
  }

  private Fault current() {
    Fault fault = faults.apply(state.position);
    return state.phase == Phase.RECOVERING ? fault.recovery() : fault;
  }

  /** How long a disturbance that begins now may last; negative when there is no time for one. */
  private long holdNanos(long now) {
    long left = state.startNanos + rhythm.endNanos() - now - Rhythm.RETRY_NANOS;
    long wanted = rhythm.holdNanos(state.position, faults.apply(state.position));
    return left < Rhythm.HOLD_NANOS_MIN ? -1 : Math.min(left, wanted);
  }

  private Lane with(State next) {
    return new Lane(faults, rhythm, next);
  }
}
