package dev.assay.raft.log;

import dev.assay.raft.invariant.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The whole log in memory and its index arithmetic. Terms never fall from one entry to the next,
 * and index i is at place i - 1. A snapshot will one day make the place before the first entry, now
 * {@link LogPosition#ZERO}, move.
 */
public final class LogView {
  private final List<Entry> entries = new ArrayList<>();

  public LogView(List<Entry> recovered) {
    append(recovered);
  }

  public long lastIndex() {
    return entries.size();
  }

  public LogPosition last() {
    return position(lastIndex());
  }

  /** The entry at an index from 1 to the last. */
  public Entry at(long index) {
    Invariant.check(
        index >= 1 && index <= lastIndex(),
        "entry %d is not in the log of 1 to %d: was the log truncated or lost?",
        index,
        lastIndex());
    return entries.get((int) (index - 1));
  }

  /** The position at an index from 0 to the last. */
  public LogPosition position(long index) {
    return index == 0 ? LogPosition.ZERO : at(index).position();
  }

  /** Whether this log agrees with one that has this position, up to it (log matching, §5.3). */
  public boolean has(LogPosition position) {
    return position.index() <= lastIndex() && position(position.index()).equals(position);
  }

  /** Appends entries that follow the last one without a gap. */
  public void append(List<Entry> more) {
    for (Entry entry : more) {
      Invariant.check(
          entry.index() == lastIndex() + 1 && entry.term() >= last().term(),
          "entry %s can't follow %s: a gap, or a term that falls",
          entry.position(),
          last());
      entries.add(entry);
    }
  }

  /** Drops the entry at the index and all after it. */
  public void truncateFrom(long index) {
    Invariant.check(
        index >= 1 && index <= lastIndex(),
        "truncation from %d in a log of 1 to %d",
        index,
        lastIndex());
    entries.subList((int) (index - 1), entries.size()).clear();
  }

  /** The entries from the first to the last index, both included; none if the last is before. */
  public List<Entry> range(long first, long last) {
    Invariant.check(
        first >= 1 && last <= lastIndex(),
        "entries %d to %d of a log of 1 to %d",
        first,
        last,
        lastIndex());
    return last < first ? List.of() : List.copyOf(entries.subList((int) first - 1, (int) last));
  }

  /**
   * Entries from an index on that weigh at most so much together, but at least one if there is one.
   */
  public List<Entry> batch(long first, long weightMax) {
    long last = first - 1;
    long weight = 0;
    while (last < lastIndex()) {
      weight += at(last + 1).weight();
      if (weight > weightMax && last >= first) {
        break;
      }
      last++;
    }
    return range(first, last);
  }

  /** The first index of the term in which this index lies. */
  public long firstOfTermAt(long index) {
    return firstOfTermFrom(at(index).term());
  }

  /** The last index before another one whose entry has the term, if any. */
  public OptionalLong lastOfTermBefore(long term, long before) {
    long index = Math.min(before, firstOfTermFrom(term + 1)) - 1;
    return index >= 1 && at(index).term() == term ? OptionalLong.of(index) : OptionalLong.empty();
  }

  /** The first index whose term is this one or later, found by halving since terms never fall. */
  private long firstOfTermFrom(long term) {
    long low = 1;
    long high = lastIndex() + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (at(middle).term() < term) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
