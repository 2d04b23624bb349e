package dev.assay.workloads.witness;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import java.util.ArrayList;
import java.util.List;

/** What some writes, in their order, make of a log. */
final class LogImage {
  /** Of an index whose term is not known: before the base, or beyond the end. */
  static final long NO_TERM = -1;

  private record Since(long index, Membership members) {}

  private HardState hard = HardState.INITIAL;
  private LogPosition base = LogPosition.ZERO;

  /** Those after the base. */
  private final List<Entry> entries = new ArrayList<>();

  /** Never empty; indices rise. */
  private final List<Since> members = new ArrayList<>();

  /** An empty log of a cluster that begins with these members. */
  LogImage(Membership first) {
    members.add(new Since(0, first));
  }

  LogImage(LogImage other) {
    hard = other.hard;
    base = other.base;
    entries.addAll(other.entries);
    members.addAll(other.members);
  }

  HardState hard() {
    return hard;
  }

  long base() {
    return base.index();
  }

  long last() {
    return base.index() + entries.size();
  }

  LogPosition lastPosition() {
    return entries.isEmpty() ? base : entries.getLast().position();
  }

  long term(long index) {
    if (index == base.index()) {
      return base.term();
    }
    return index > base.index() && index <= last() ? entry(index).term() : NO_TERM;
  }

  /** Whether it has this place, or a snapshot in its stead. */
  boolean has(long index, long term) {
    return index < base.index() || term(index) == term;
  }

  Membership members() {
    return members.getLast().members();
  }

  /** In force at this index. */
  Membership membersAt(long index) {
    Membership found = members.getFirst().members();
    for (Since since : members) {
      if (since.index() <= index) {
        found = since.members();
      }
    }
    return found;
  }

  /** All that were or are in force from this index on. */
  List<Membership> membersSince(long index) {
    List<Membership> found = new ArrayList<>();
    found.add(membersAt(index));
    for (Since since : members) {
      if (since.index() > index) {
        found.add(since.members());
      }
    }
    return found;
  }

  /** Whether the write would replace entries, or change the members. */
  boolean concernsMembers(Persist write) {
    for (Entry entry : write.entries()) {
      if (entry.index() <= last() || entry.kind() == Entry.Kind.MEMBERSHIP) {
        return true;
      }
    }
    return false;
  }

  void apply(Persist write) {
    write.hardState().ifPresent(state -> hard = state);
    for (Entry entry : write.entries()) {
      apply(entry);
    }
  }

  private void apply(Entry entry) {
    if (entry.index() <= last()) {
      int keep = (int) Math.max(0, entry.index() - base.index() - 1);
      entries.subList(keep, entries.size()).clear();
      while (members.size() > 1 && members.getLast().index() >= entry.index()) {
        members.removeLast();
      }
    }
    entries.add(entry);
    if (entry.kind() == Entry.Kind.MEMBERSHIP) {
      members.add(new Since(entry.index(), MembershipCodec.of(entry)));
    }
  }

  /**
   * A snapshot takes the place of all up to its end, and of the rest where that does not follow.
   */
  void restart(SnapshotHead head) {
    long end = head.last().index();
    if (end <= base.index()) {
      return;
    }
    if (term(end) == head.last().term()) {
      entries.subList(0, (int) (end - base.index())).clear();
      members.removeIf(since -> since.index() <= end);
    } else {
      entries.clear();
      members.clear();
    }
    members.addFirst(new Since(end, head.membership()));
    base = head.last();
  }

  /** Whether it says the same as what a node has found. */
  boolean isThat(HardState found, LogPosition foundBase, List<Entry> foundEntries) {
    return hard.equals(found) && base.equals(foundBase) && entries.equals(foundEntries);
  }

  private Entry entry(long index) {
    return entries.get((int) (index - base.index() - 1));
  }

  @Override
  public String toString() {
    return "epoch %d, vote %s, %d to %s"
        .formatted(
            hard.term(),
            hard.vote().map(Object::toString).orElse("none"),
            base.index() + 1,
            lastPosition());
  }
}
