package dev.assay.raft.quorum;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Votes of one election. A voter counts once however often its answer arrives; in joint consensus a
 * majority of either set is needed (§6); others do not count.
 */
public final class Tally {
  private final Membership membership;
  private final Set<NodeId> granted = new TreeSet<>();

  public Tally(Membership membership) {
    this.membership = membership;
  }

  public void grant(NodeId voter) {
    granted.add(voter);
  }

  public boolean won() {
    return wonAmong(membership.voters())
        && (!membership.isJoint() || wonAmong(membership.outgoing()));
  }

  private boolean wonAmong(SortedSet<NodeId> voters) {
    return voters.stream().filter(granted::contains).count() >= Majority.of(voters.size());
  }
}
