package dev.assay.raft.log;

import dev.assay.raft.invariant.Invariant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The log in memory and its index arithmetic: the entries after a base, which is {@link
 * LogPosition#ZERO} until the log is compacted. Terms never fall from one entry to the next.
 */
public final class LogView {
  private static final int SLOTS_MIN = 16;

  /** The entry of index i is in slot i modulo their number, a power of two; others are null. */
  private @Nullable Entry[] slots = new Entry[SLOTS_MIN];

  private LogPosition base;
  private LogPosition last;

  /**
   * @param base the position right before the first entry
   */
  public LogView(LogPosition base, List<Entry> recovered) {
    this.base = base;
    this.last = base;
    append(recovered);
  }

  /** The position right before the first entry; it is known, the entry is not. */
  public LogPosition base() {
    return base;
  }

  /** One more than the last index in an empty log. */
  public long firstIndex() {
    return base.index() + 1;
  }

  public long lastIndex() {
    return last.index();
  }

  public LogPosition last() {
    return last;
  }

  /** The entry at an index from the first to the last. */
  public Entry at(long index) {
    Entry entry = index > base.index() && index <= last.index() ? slots[slot(index)] : null;
    if (entry == null) {
      throw Invariant.broken(
          "entry %d is not in the log of %d to %d: was the log truncated or lost?",
          index, firstIndex(), lastIndex());
    }
    return entry;
  }

  /** The term at an index from the base's to the last. */
  public long term(long index) {
    return index == base.index() ? base.term() : at(index).term();
  }

  /** The position at an index from the base's to the last. */
  public LogPosition position(long index) {
    return index == last.index() ? last : index == base.index() ? base : at(index).position();
  }

  /**
   * Whether this log agrees with one that has this position, up to it (log matching, §5.3). False
   * for what is before the base: that is not known any more.
   */
  public boolean has(LogPosition position) {
    return position.index() >= base.index()
        && position.index() <= last.index()
        && term(position.index()) == position.term();
  }

  /** Appends entries that follow the last one without a gap. */
  public void append(List<Entry> more) {
    for (Entry entry : more) {
      append(entry);
    }
  }

  /** Appends an entry that follows the last one without a gap. */
  public void append(Entry entry) {
    Invariant.check(
        entry.index() == last.index() + 1 && entry.term() >= last.term(),
        "entry %d@%d can't follow %s: a gap, or a term that falls",
        entry.index(),
        entry.term(),
        last);
    if (last.index() - base.index() == slots.length) {
      resize(2L * slots.length);
    }
    slots[slot(entry.index())] = entry;
    last = entry.position();
  }

  /** Drops the entry at the index and all after it. */
  public void truncateFrom(long index) {
    Invariant.check(
        index >= firstIndex() && index <= lastIndex(),
        "truncation from %d in a log of %d to %d",
        index,
        firstIndex(),
        lastIndex());
    LogPosition newLast = position(index - 1);
    for (long i = index; i <= last.index(); i++) {
      slots[slot(i)] = null;
    }
    last = newLast;
  }

  /** Forgets the entries up to the index, which becomes the base (§7). */
  public void compactTo(long index) {
    LogPosition newBase = position(index);
    for (long i = firstIndex(); i <= index; i++) {
      slots[slot(i)] = null;
    }
    base = newBase;
    long size = last.index() - base.index();
    if (slots.length > SLOTS_MIN && size < slots.length / 8) {
      resize(Math.max(SLOTS_MIN, Long.highestOneBit(size) * 4));
    }
  }

  /** Forgets all entries; the log goes on after this position (§7). */
  public void restartAfter(LogPosition position) {
    slots = new Entry[SLOTS_MIN];
    base = position;
    last = position;
  }

  /** The entries from the first to the last index, both included; none if the last is before. */
  public List<Entry> range(long first, long last) {
    Invariant.check(
        first >= firstIndex() && last <= lastIndex(),
        "entries %d to %d of a log of %d to %d",
        first,
        last,
        firstIndex(),
        lastIndex());
    if (last < first) {
      return List.of();
    }
    if (last == first) {
      return List.of(at(first));
    }
    Entry[] entries = new Entry[(int) (last - first + 1)];
    Arrays.setAll(entries, i -> at(first + i));
    return List.of(entries);
  }

  /**
   * Entries from an index on that weigh at most so much together, but at least one if there is one.
   */
  public List<Entry> batch(long first, long weightMax) {
    long end = first - 1;
    long weight = 0;
    while (end < lastIndex()) {
      weight += at(end + 1).weight();
      if (weight > weightMax && end >= first) {
        break;
      }
      end++;
    }
    return range(first, end);
  }

  /**
   * The smallest index after which the entries up to {@code index} weigh no more than this
   * together.
   */
  public long tailStart(long index, long weightMax) {
    long start = index;
    long weight = 0;
    while (start > base.index()) {
      weight += at(start).weight();
      if (weight > weightMax) {
        break;
      }
      start--;
    }
    return start;
  }

  /** The first index known to be of the term in which this index lies; the base's own counts. */
  public long firstOfTermAt(long index) {
    long term = term(index);
    return term == base.term() ? base.index() : firstOfTermFrom(term);
  }

  /** The last index before another one whose position has the term, if any is known. */
  public OptionalLong lastOfTermBefore(long term, long before) {
    long index = Math.min(before, firstOfTermFrom(term + 1)) - 1;
    return index >= base.index() && index >= 1 && term(index) == term
        ? OptionalLong.of(index)
        : OptionalLong.empty();
  }

  /** The first index whose term is this one or later, found by halving since terms never fall. */
  private long firstOfTermFrom(long term) {
    long low = firstIndex();
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

  private int slot(long index) {
    return (int) (index & (slots.length - 1));
  }

  private void resize(long length) {
    @Nullable Entry[] resized = new Entry[Math.toIntExact(length)];
    for (long i = firstIndex(); i <= last.index(); i++) {
      resized[(int) (i & (length - 1))] = slots[slot(i)];
    }
    slots = resized;
  }
}
