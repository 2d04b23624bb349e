package dev.assay.history;

/**
 * An invocation and what became of it. Its interval is closed: two operations of which one ends at
 * the event at which the other begins overlap. Real-time order is the order of events, which the
 * indices give; times are for people and for bounds.
 *
 * @param index the invocation's position in the history
 * @param input what was asked
 * @param outcome {@link Outcome.Unknown} also when no completion was ever recorded
 * @param invokedNanos since the run's start
 * @param completedNanos since the run's start; {@link #NEVER} when the outcome is unknown, since
 *     the operation may take effect at any later time
 * @param completionIndex the completion's position in the history, {@link #NEVER} without one
 */
public record Operation(
    long index,
    ProcessId process,
    String f,
    Value input,
    Outcome outcome,
    long invokedNanos,
    long completedNanos,
    long completionIndex) {
  public static final long NEVER = Long.MAX_VALUE;

  public boolean isOk() {
    return outcome instanceof Outcome.Ok;
  }

  public boolean isFail() {
    return outcome instanceof Outcome.Fail;
  }

  public boolean isUnknown() {
    return outcome instanceof Outcome.Unknown;
  }

  /** The event after which this cannot take effect any more; never when the outcome is unknown. */
  public long endIndex() {
    return isUnknown() ? NEVER : completionIndex;
  }

  /** Whether this had ended before the other began. */
  public boolean isBefore(Operation other) {
    return endIndex() < other.index;
  }
}
