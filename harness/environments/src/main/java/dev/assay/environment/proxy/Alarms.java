package dev.assay.environment.proxy;

import java.util.TreeSet;
import java.util.function.LongConsumer;

/** What the reactor has to do later, ordered by time. Holds at most one entry per alarm. */
final class Alarms {
  private final TreeSet<Alarm> pending = new TreeSet<>();
  private long created;

  /** One thing that may have to be done at a time that can change. */
  static final class Alarm implements Comparable<Alarm> {
    private final long id;
    private final LongConsumer action;
    private long atNanos = Stage.NEVER;

    private Alarm(long id, LongConsumer action) {
      this.id = id;
      this.action = action;
    }

    @Override
    public int compareTo(Alarm other) {
      int order = Long.compare(atNanos, other.atNanos);
      return order != 0 ? order : Long.compare(id, other.id);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(id);
    }
  }

  /**
   * An alarm that is off. Its action is given the time and must not set it to that time or before.
   */
  Alarm create(LongConsumer action) {
    return new Alarm(created++, action);
  }

  /** Sets the alarm in place of whatever it was set to; {@link Stage#NEVER} turns it off. */
  void set(Alarm alarm, long atNanos) {
    if (alarm.atNanos == atNanos) {
      return;
    }
    pending.remove(alarm);
    alarm.atNanos = atNanos;
    if (atNanos != Stage.NEVER) {
      pending.add(alarm);
    }
  }

  long nextNanos() {
    return pending.isEmpty() ? Stage.NEVER : pending.first().atNanos;
  }

  void ring(long now) {
    while (nextNanos() <= now) {
      Alarm due = pending.removeFirst();
      due.atNanos = Stage.NEVER;
      due.action.accept(now);
    }
  }
}
