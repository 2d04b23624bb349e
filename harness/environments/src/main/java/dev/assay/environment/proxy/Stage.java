package dev.assay.environment.proxy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * One toxic at work on one direction of one connection: a state machine that is given chunks and
 * the time, and gives chunks to the next stage when they are due. It owns no thread and no clock.
 * Times are nanoseconds since the reactor's start, never negative.
 */
abstract class Stage implements Inlet {
  static final long NEVER = Long.MAX_VALUE;

  /** Longer waits than this are no different from waiting for ever; keeps sums from overflowing. */
  private static final long WAIT_MILLIS_MAX = TimeUnit.DAYS.toMillis(1000);

  private final Deque<Chunk> held = new ArrayDeque<>();
  private final Meter meter;
  private boolean ending;
  private boolean ended;

  Stage(Meter meter) {
    this.meter = meter;
  }

  @Override
  public final void data(Chunk chunk) {
    if (ending || ended) {
      drop(chunk);
    } else {
      held.add(chunk);
    }
  }

  @Override
  public final void end() {
    ending = true;
  }

  @Override
  public final boolean full() {
    return !ended && held.size() >= capacityChunks();
  }

  /** How many chunks may wait here before the sender is held back. */
  int capacityChunks() {
    return 1;
  }

  /** Gives to the next stage all that is due; whether anything changed. */
  final boolean advance(long now, Inlet next) {
    boolean moved = false;
    while (!ended && step(now, next)) {
      moved = true;
    }
    return moved;
  }

  /** One move, if there is one to make. */
  abstract boolean step(long now, Inlet next);

  /** When {@link #advance} has something to do though nothing came in. */
  long wakeAtNanos() {
    return NEVER;
  }

  /** Gives on at once the chunk it was in the middle of: what an update of the toxic does. */
  void interrupt(Inlet next) {
    if (!held.isEmpty()) {
      next.data(held.remove());
    }
  }

  /** Gives on at once all that it holds: what the removal of the toxic does. */
  void release(Inlet next) {
    if (ended) {
      return;
    }
    interrupt(next);
    handOver(next);
  }

  /** Moves what waits here, and the end if it came, to a stage that takes this one's place. */
  final void handOver(Inlet successor) {
    while (!held.isEmpty()) {
      successor.data(held.remove());
    }
    if (ending || ended) {
      successor.end();
    }
  }

  /** The chunk that has waited longest; empty when none has. */
  final Deque<Chunk> held() {
    return held;
  }

  final boolean ending() {
    return ending;
  }

  final boolean ended() {
    return ended;
  }

  final void drop(Chunk chunk) {
    meter.dropped(chunk.size());
  }

  /** Passes the end on, once everything before it has been passed. */
  final boolean passEnd(Inlet next) {
    if (!ending || !held.isEmpty()) {
      return false;
    }
    close(next);
    return true;
  }

  /** Ends the stream here; whatever still comes is dropped. */
  final void close(Inlet next) {
    ended = true;
    while (!held.isEmpty()) {
      drop(held.remove());
    }
    next.end();
  }

  static long millisToNanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 0, WAIT_MILLIS_MAX));
  }
}
