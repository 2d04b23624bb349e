package dev.assay.raft.quorum;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What somebody wants a {@link Membership} to become: all of it, or nothing. Adding a member
 * changes its address, removing a stranger changes nothing, so a change may be asked again.
 *
 * @param add voters to be, with their addresses; up to {@value Membership#VOTERS_MAX}
 * @param remove those that leave; none of {@code add}; up to {@value Membership#VOTERS_MAX}
 */
public record MembershipChange(SortedMap<NodeId, String> add, SortedSet<NodeId> remove) {
  public MembershipChange {
    add = Collections.unmodifiableSortedMap(new TreeMap<>(add));
    remove = Collections.unmodifiableSortedSet(new TreeSet<>(remove));
    if (add.size() > Membership.VOTERS_MAX
        || remove.size() > Membership.VOTERS_MAX
        || !Collections.disjoint(add.keySet(), remove)) {
      throw new IllegalArgumentException(
          "up to %d nodes are added and others removed at once: add %s, remove %s"
              .formatted(Membership.VOTERS_MAX, add.keySet(), remove));
    }
    add.forEach(Membership::checkAddress);
  }
}
