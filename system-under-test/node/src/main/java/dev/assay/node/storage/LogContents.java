package dev.assay.node.storage;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MalformedBytesException;
import java.util.ArrayList;
import java.util.List;

/** What a log amounts to after some of its items: the hard state, and the entries after a base. */
final class LogContents {
  private static final long UNKNOWN_TERM = 0;

  private final List<Entry> entries = new ArrayList<>();
  private HardState hardState = HardState.INITIAL;

  /** INVARIANT: the first entry has the index after it. */
  private LogPosition base = LogPosition.ZERO;

  HardState hardState() {
    return hardState;
  }

  LogPosition base() {
    return base;
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  LogPosition last() {
    return entries.isEmpty() ? base : entries.getLast().position();
  }

  void take(LogItem item) throws MalformedBytesException {
    switch (item) {
      case LogItem.State(HardState state) -> hardState = state;
      case LogItem.Stored(Entry entry) -> take(entry);
      case LogItem.Restart(LogPosition position, boolean keeps) -> {
        if (!keeps) {
          startAt(hardState, position);
        } else if (!restart(position)) {
          throw new MalformedBytesException(
              "the log is said to go on after %s, which it does not have".formatted(position));
        }
      }
    }
  }

  private void take(Entry entry) throws MalformedBytesException {
    long lastIndex = base.index() + entries.size();
    if (entry.index() > lastIndex + 1) {
      throw new MalformedBytesException(
          "entry %d follows entry %d: entries are missing".formatted(entry.index(), lastIndex));
    }
    if (entry.index() <= base.index()) {
      // It replaced one whose segment is gone since; both are covered by a snapshot.
      startAt(hardState, new LogPosition(entry.index() - 1, UNKNOWN_TERM));
    }
    int offset = offset(entry.index());
    if (offset < entries.size()) {
      entries.subList(offset, entries.size()).clear();
    }
    entries.add(entry);
  }

  /** A log that begins in the middle: nothing before {@code position} is there, or needed. */
  void startAt(HardState state, LogPosition position) {
    hardState = state;
    entries.clear();
    base = position;
  }

  /**
   * Everything up to {@code position} is in a snapshot: what follows it stays if the log has this
   * very position, and is forgotten otherwise.
   *
   * @return whether the log has that position, so that what follows it stays
   */
  boolean restart(LogPosition position) {
    if (position.index() <= base.index()) {
      return true;
    }
    boolean matches =
        position.index() <= last().index()
            && entries.get(offset(position.index())).position().equals(position);
    entries.subList(0, matches ? offset(position.index()) + 1 : entries.size()).clear();
    base = position;
    return matches;
  }

  private int offset(long index) {
    return (int) (index - base.index() - 1);
  }
}
