package dev.assay.raft;

/** What a read relies on to be linearizable. */
public enum ReadKind {
  /** A majority acknowledges the leader after the read was asked (ReadIndex, thesis 6.4). */
  QUORUM,

  /**
   * No message, as long as the leader's lease lasts; otherwise as {@link #QUORUM} (thesis 6.4.1).
   *
   * <p>A lease begins when the leader <em>sends</em> a round that a majority then acknowledges, and
   * lasts {@link RaftTiming#leaseTicks} of the leader's ticks. It is sound since a node that has
   * heard a leader gives nobody its vote or pre-vote, and does not campaign, for {@link
   * RaftTiming#electionTicksMin} of its own ticks; neither does a node that has just restarted and
   * does not know whom it heard. Only a leader's own wish to hand over breaks this, and it ends the
   * leases of that leader's term.
   *
   * <p>What it assumes of clocks: over the length of an election timeout no node's ticks come more
   * than {@link RaftTiming#DRIFT_MAX} times as fast as another's. Ticks follow real time, also
   * through a pause: a driver that was stopped gives the ticks it has missed before anything else.
   * Where that can't be had, ask for {@link #QUORUM}. The wall clock is never looked at.
   */
  LEASE
}
