package dev.assay.raft;

/**
 * The role a node plays in its term, for status pages and events (§5.1; pre-candidate thesis 9.6).
 */
public enum RaftRole {
  FOLLOWER,
  PRE_CANDIDATE,
  CANDIDATE,
  LEADER
}
