package dev.assay.raft;

/** Planted bugs, off by default: they prove that the checks can fail. */
public enum RaftMutant {
  /** A leader counts itself and followers acknowledge before their writes are durable. */
  ACK_BEFORE_FSYNC,
  /** A leader answers reads without asking a majority and never steps down for want of one. */
  STALE_LEADER_READ,
  /** Neither term nor vote is written: a node that restarts may vote again in the same term. */
  VOTE_NOT_PERSISTED,
  /** A voter says yes to every candidate of a term. */
  TWO_VOTES_PER_TERM,
  /** A voter does not ask whether the candidate's log is as long as its own. */
  VOTE_WITHOUT_LOG_CHECK,
  /** A leader commits entries of earlier terms by counting who has them (§5.4.2, figure 8). */
  COMMIT_OLD_TERM,
  /** A leader takes answers of a higher term for answers to itself and goes on. */
  IGNORE_HIGHER_TERM,
  /** A follower serves reads from what it knows, without asking its leader. */
  FOLLOWER_READ_UNCHECKED,
  /** A new leader serves reads before it has committed anything in its own term. */
  READ_BEFORE_TERM_COMMIT,
  /**
   * A leader takes a change of members, in one step, before it has committed anything in its own
   * term (Ongaro on raft-dev, 10 July 2015).
   */
  SINGLE_CHANGE_2015,
  /** Nodes that were removed still count among those who agree, as one of a single majority. */
  REMOVED_NODE_COUNTED,
  /** A follower that did not answer for an election timeout is never sent anything again. */
  STUCK_AFTER_HEAL,
  /** All election timeouts are the shortest one. */
  NO_ELECTION_JITTER
}
