package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.quorum.Membership;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which membership is in force where in the log. A server uses the latest one in its log, committed
 * or not (thesis 4.1), and goes back to the one before when its entry is truncated.
 */
final class Memberships {
  private record Since(long index, Membership membership) {}

  /** Never empty; indices rise. The first is in force at the log's base. */
  private final Deque<Since> history = new ArrayDeque<>();

  Memberships(long index, Membership membership) {
    history.add(new Since(index, membership));
  }

  Membership latest() {
    return history.getLast().membership();
  }

  /** The index of the entry that brought the latest one. */
  long latestIndex() {
    return history.getLast().index();
  }

  /** The membership in force at an index from the base's on. */
  Membership at(long index) {
    Membership found = history.getFirst().membership();
    for (Since since : history) {
      if (since.index() <= index) {
        found = since.membership();
      }
    }
    return found;
  }

  void append(long index, Membership membership) {
    Invariant.check(
        index > latestIndex(), "membership at %d after one at %d", index, latestIndex());
    history.add(new Since(index, membership));
  }

  /** Goes back to what was in force before the index; says whether that differs. */
  boolean truncateFrom(long index) {
    boolean changed = false;
    while (latestIndex() >= index) {
      history.removeLast();
      changed = true;
      Invariant.check(!history.isEmpty(), "truncation from %d leaves no membership", index);
    }
    return changed;
  }

  /**
   * Forgets what was in force only before the index.
   *
   * @param there what is in force at the index
   */
  void compactTo(long index, Membership there) {
    long since = history.getFirst().index();
    while (!history.isEmpty() && history.getFirst().index() <= index) {
      since = history.removeFirst().index();
    }
    history.addFirst(new Since(since, there));
  }

  /** Starts anew from a snapshot. */
  void restartAfter(long index, Membership membership) {
    history.clear();
    history.add(new Since(index, membership));
  }
}
