package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.LogPosition;
import java.util.ArrayList;
import java.util.List;

/** A node's log as seen from outside; what a snapshot replaced is not in it. */
final class LogCopy {
  private LogPosition base;
  private final List<Entry> entries;

  LogCopy(LogPosition base, List<Entry> entries) {
    this.base = base;
    this.entries = new ArrayList<>(entries);
  }

  LogPosition base() {
    return base;
  }

  List<Entry> entries() {
    return entries;
  }

  long lastIndex() {
    return base.index() + entries.size();
  }

  Entry at(long index) {
    return entries.get((int) (index - base.index() - 1));
  }

  long term(long index) {
    return index == base.index() ? base.term() : at(index).term();
  }

  /** Replaces all from the first one on. */
  void put(List<Entry> written) {
    int first = (int) (written.getFirst().index() - base.index() - 1);
    entries.subList(first, entries.size()).clear();
    entries.addAll(written);
  }

  void restartAfter(LogPosition position) {
    boolean follows =
        position.index() <= lastIndex()
            && position.index() >= base.index()
            && term(position.index()) == position.term();
    if (follows) {
      entries.subList(0, (int) (position.index() - base.index())).clear();
    } else {
      entries.clear();
    }
    base = position;
  }

  LogCopy copyTo(long index) {
    return new LogCopy(base, entries.subList(0, (int) (index - base.index())));
  }

  /** Whether this has the entry; one that a snapshot replaced is there, by its state. */
  boolean holds(Entry entry) {
    return entry.index() <= base.index()
        || (entry.index() <= lastIndex() && at(entry.index()).equals(entry));
  }
}
