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
import java.util.List;
import java.util.function.LongFunction;

/**
 * One script after the other, each ended by its recoveries before the next begins, with calm
 * between them.
 *
 * @param scripts that of each position
 */
record Lane(LongFunction<Script> scripts, Rhythm rhythm, State state) implements Generator {
  private static final int ATTEMPTS_MAX = 5;

  /** A later step that can't be done is left out sooner: the script goes on. */
  private static final int STEP_ATTEMPTS_MAX = 3;

  /** What waits for an election waits four seconds. */
  private static final int AWAITED_ATTEMPTS_MAX = 80;

  private enum Phase {
    BEFORE,
    /** Until the first step of a script. */
    CALM,
    ASKED,
    /** Until the next step of it. */
    HOLD,
    OVER
  }

  /**
   * Where the lane is.
   *
   * @param startNanos when it was asked first; 0 before
   * @param position of the script that is next or under way
   * @param step of it that is next or asked for
   * @param dueNanos when calm or hold are over
   * @param attempts that failed, of what is being tried
   */
  record State(Phase phase, long startNanos, long position, int step, long dueNanos, int attempts) {
    private State again(Phase same, long due) {
      return new State(same, startNanos, position, step, due, attempts + 1);
    }

    private State in(Phase next) {
      return new State(next, startNanos, position, step, dueNanos, attempts);
    }

    private State at(int next, long due) {
      return new State(Phase.HOLD, startNanos, position, next, due, 0);
    }

    private State following(long due) {
      return new State(Phase.CALM, startNanos, position + 1, 0, due, 0);
    }
  }

  static Lane of(LongFunction<Script> scripts, Rhythm rhythm) {
    return new Lane(scripts, rhythm, new State(Phase.BEFORE, 0, 0, 0, 0, 0));
  }

  /** That of the present position. */
  Script script() {
    return scripts.apply(state.position);
  }

  /** Whether what it invokes next is the beginning of a script. */
  boolean begins() {
    return state.phase == Phase.CALM || state.phase == Phase.BEFORE;
  }

  /** Whether a script has begun and has not ended. */
  boolean isUnderWay() {
    return state.phase == Phase.ASKED || state.phase == Phase.HOLD;
  }

  /** The beginning of the script has to wait. */
  Lane postponed(long now) {
    return with(
        new State(Phase.CALM, state.startNanos, state.position, 0, now + Rhythm.RETRY_NANOS, 0));
  }

  Lane over() {
    return with(state.in(Phase.OVER));
  }

  /** Until when it only waits, as {@link #next} would say; a time that has passed: it does not. */
  long idleUntil(Context context) {
    long now = context.nowNanos();
    return switch (state.phase) {
      case ASKED -> Long.MAX_VALUE;
      case BEFORE, OVER -> Long.MIN_VALUE;
      case CALM -> hasTime(Math.max(now, state.dueNanos)) ? state.dueNanos : Long.MIN_VALUE;
      case HOLD -> state.dueNanos;
    };
  }

  @Override
  public Next next(Context context) {
    long now = context.nowNanos();
    return switch (state.phase) {
      case BEFORE -> started(now).next(context);
      case ASKED -> new Next.Pending(Long.MAX_VALUE, this);
      case OVER -> new Next.Exhausted();
      case CALM, HOLD -> {
        if (state.phase == Phase.CALM && !hasTime(Math.max(now, state.dueNanos))) {
          yield new Next.Exhausted();
        }
        if (now < state.dueNanos) {
          yield new Next.Pending(state.dueNanos, this);
        }
        if (context.free().isEmpty()) {
          yield new Next.Pending(Long.MAX_VALUE, this);
        }
        yield invoke(now);
      }
    };
  }

  @Override
  public Generator update(Context context, Event event) {
    boolean mine =
        state.phase == Phase.ASKED
            && event.type() != EventType.INVOKE
            && event.f().equals(step().fault().f());
    return mine ? with(after(event)) : this;
  }

  private Lane started(long now) {
    long due = now + rhythm.calmNanos(-1, Script.of(new Fault.Heal()));
    return with(new State(Phase.CALM, now, 0, 0, due, 0));
  }

  /** The next step, or the next recovery when there is no time for another disturbance. */
  private Next invoke(long now) {
    int step = state.step;
    List<Script.Step> steps = script().steps();
    while (step > 0 && !steps.get(step).recovers() && !hasTime(now)) {
      step++;
    }
    Lane rest =
        with(new State(Phase.ASKED, state.startNanos, state.position, step, now, state.attempts));
    return new Next.Invoke(
        now, ProcessId.NEMESIS, planned(steps.get(step).fault(), now - state.startNanos), rest);
  }

  /** The fault as an operation, with its place in time for whoever wants to inject it again. */
  static Invocation planned(Fault fault, long sinceStartNanos) {
    Value at = Value.of(sinceStartNanos / 1_000_000);
    return new Invocation(fault.f(), Value.fields("atMillis", at).with(FaultCodec.write(fault)));
  }

  private State after(Event event) {
    long now = event.timeNanos();
    if (step().recovers()) {
      return event.type() == EventType.OK || state.attempts + 1 >= ATTEMPTS_MAX
          ? advanced(now + pauseNanos(now))
          : state.again(Phase.HOLD, now + Rhythm.RETRY_NANOS);
    }
    // An injection that may have happened is recovered from like one that has.
    if (event.type() != EventType.FAIL) {
      return advanced(now + (hasTime(now) ? holdNanos(now) : 0));
    }
    if (state.step == 0) {
      return state.attempts + 1 < ATTEMPTS_MAX
          ? state.again(Phase.CALM, now + Rhythm.RETRY_NANOS)
          : state.following(now + Rhythm.RETRY_NANOS);
    }
    boolean awaited = step().awaited();
    return state.attempts + 1 < (awaited ? AWAITED_ATTEMPTS_MAX : STEP_ATTEMPTS_MAX)
        ? state.again(Phase.HOLD, now + (awaited ? Rhythm.AWAIT_NANOS : Rhythm.RETRY_NANOS))
        : advanced(now);
  }

  private State advanced(long due) {
    int next = state.step + 1;
    return next < script().steps().size()
        ? state.at(next, due)
        : state.following(due + rhythm.calmNanos(state.position, script()));
  }

  private Script.Step step() {
    return script().steps().get(state.step);
  }

  /** Whether a disturbance that begins now can last for long enough. */
  private boolean hasTime(long now) {
    return leftNanos(now) >= Rhythm.HOLD_NANOS_MIN;
  }

  /** How long a disturbance that begins now may last, if there is time for one. */
  private long holdNanos(long now) {
    Script.Step step = step();
    return Math.min(
        leftNanos(now),
        step.holdNanos().orElseGet(() -> rhythm.holdNanos(state.position, step.fault())));
  }

  /** How long after a recovery the next step may wait. */
  private long pauseNanos(long now) {
    return Math.clamp(step().holdNanos().orElse(0), 0, Math.max(0, leftNanos(now)));
  }

  private long leftNanos(long now) {
    return state.startNanos + rhythm.endNanos() - now - Rhythm.RETRY_NANOS;
  }

  private Lane with(State next) {
    return new Lane(scripts, rhythm, next);
  }
}
