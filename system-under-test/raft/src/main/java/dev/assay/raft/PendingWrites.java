package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which writes are under way, and up to which index the log in memory is durable. */
final class PendingWrites {
  /** A write that carries no entries overlaps nothing. */
  private static final long NO_ENTRIES = Long.MAX_VALUE;

  private record Write(long token, long first, long last) {}

  private final Deque<Write> writes = new ArrayDeque<>();

  /** Invariant: all up to here is durable, whatever is written: it is in a snapshot. */
  private long floor;

  /** Entries written up to this token are in the log no more: a snapshot came instead. */
  private long voidThrough;

  private long issued;
  private long durable;

  /** Invariant: entries 1 to durableIndex of the log in memory are those on disk. */
  private long durableIndex;

  PendingWrites(long floor, long durableIndex) {
    this.floor = floor;
    this.durableIndex = durableIndex;
  }

  /** The token of the latest write, 0 before the first. */
  long issued() {
    return issued;
  }

  long durableIndex() {
    return durableIndex;
  }

  boolean idle() {
    return durable == issued;
  }

  boolean isDurable(long token) {
    return token <= durable;
  }

  /** The log in memory no longer agrees with the disk from this index on. */
  void replacedFrom(long index) {
    durableIndex = Math.min(durableIndex, index - 1);
  }

  long issue(List<Entry> entries) {
    issued++;
    writes.add(
        entries.isEmpty()
            ? new Write(issued, NO_ENTRIES, NO_ENTRIES)
            : new Write(issued, entries.getFirst().index(), entries.getLast().index()));
    return issued;
  }

  void persisted(long token) {
    Invariant.check(
        token >= 1 && token <= issued,
        "token %d reported as persisted, but only 1 to %d were issued: is the report of another"
            + " life?",
        token,
        issued);
    durable = Math.max(durable, token);
    while (!writes.isEmpty() && writes.getFirst().token() <= token) {
      Write write = writes.removeFirst();
      if (counts(write)) {
        // The disk's log now ends here; a later write may already have replaced its end in memory.
        durableIndex = write.last();
      }
    }
    for (Write write : writes) {
      if (counts(write)) {
        durableIndex = Math.min(durableIndex, write.first() - 1);
      }
    }
    durableIndex = Math.max(durableIndex, floor);
  }

  private boolean counts(Write write) {
    return write.first() != NO_ENTRIES && write.token() > voidThrough;
  }

  /**
   * A durable snapshot has replaced all up to the index.
   *
   * @param logKept what follows the snapshot stays; otherwise the writes under way bring nothing
   *     that still counts
   */
  void restored(long index, boolean logKept) {
    floor = Math.max(floor, index);
    if (logKept) {
      durableIndex = Math.max(durableIndex, floor);
    } else {
      durableIndex = floor;
      voidThrough = issued;
    }
  }
}
