package dev.assay.raft;

/** Planted bugs, off by default: they prove that the checks can fail. */
public enum RaftMutant {
  /** A leader counts itself and followers acknowledge before their writes are durable. */
  ACK_BEFORE_FSYNC,
  /** A leader answers reads without asking a majority and never steps down for want of one. */
  STALE_LEADER_READ
}
