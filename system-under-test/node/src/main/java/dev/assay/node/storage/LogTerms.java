package dev.assay.node.storage;

import dev.assay.raft.log.LogPosition;
import java.util.Map;
import java.util.TreeMap;

/** The term of every entry in a log: one number for each run of entries of the same term. */
final class LogTerms {
  /** By the first index of a run; the first run begins at the base, which is no entry. */
  private final TreeMap<Long, Long> termByFirst = new TreeMap<>(Map.of(0L, 0L));

  private long lastIndex;
  private long lastTerm;

  LogPosition last() {
    return new LogPosition(lastIndex, lastTerm);
  }

  /** The entry follows the last or replaces one, and with it all after it. */
  void append(LogPosition entry) {
    if (entry.index() <= lastIndex) {
      termByFirst.tailMap(entry.index(), true).clear();
      lastTerm = termByFirst.isEmpty() ? 0 : termByFirst.lastEntry().getValue();
    }
    if (lastTerm != entry.term()) {
      termByFirst.put(entry.index(), entry.term());
    }
    lastIndex = entry.index();
    lastTerm = entry.term();
  }

  /** As {@link LogContents#restart}. */
  void restart(LogPosition base) {
    if (base.index() < termByFirst.firstKey()) {
      return;
    }
    if (has(base)) {
      termByFirst.headMap(base.index(), false).clear();
    } else {
      termByFirst.clear();
      lastIndex = base.index();
    }
    termByFirst.put(base.index(), base.term());
    lastTerm = termByFirst.lastEntry().getValue();
  }

  /** Whether the log has this very position, or has forgotten what was there. */
  boolean has(LogPosition position) {
    Map.Entry<Long, Long> run = termByFirst.floorEntry(position.index());
    return run == null || (position.index() <= lastIndex && run.getValue() == position.term());
  }
}
