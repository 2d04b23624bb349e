package dev.assay.raft.quorum;

import java.util.TreeSet;

/** Votes of one election; a voter counts once however often its answer arrives. */
public final class Tally {
  private final int needed;
  private final TreeSet<NodeId> granted = new TreeSet<>();

  public Tally(int voters) {
    this.needed = Majority.of(voters);
  }

  public void grant(NodeId voter) {
    granted.add(voter);
  }

  public boolean won() {
    return granted.size() >= needed;
  }
}
