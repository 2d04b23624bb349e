package dev.assay.raft.log;

import java.util.Comparator;

/**
 * An index and the term of the entry there; two logs that share a position share all before it (log
 * matching, §5.3). {@link #ZERO} is the place before the first entry.
 */
public record LogPosition(long index, long term) implements Comparable<LogPosition> {
  public static final LogPosition ZERO = new LogPosition(0, 0);

  private static final Comparator<LogPosition> UP_TO_DATE =
      Comparator.comparingLong(LogPosition::term).thenComparingLong(LogPosition::index);

  public LogPosition {
    if (index < 0 || term < 0) {
      throw new IllegalArgumentException(
          "a position is not negative: index %d, term %d".formatted(index, term));
    }
  }

  /** Which log is more up-to-date, judged by its last position: term first, then index (§5.4.1). */
  @Override
  public int compareTo(LogPosition other) {
    return UP_TO_DATE.compare(this, other);
  }

  @Override
  public String toString() {
    return index + "@" + term;
  }
}
