package dev.assay.raft;

/**
 * How far a leader knows another member to be, for status pages.
 *
 * @param match the member's log agrees with the leader's, durably, up to here
 * @param next the next entry to send
 * @param silentTicks since it last answered in this term
 */
public record PeerProgress(Mode mode, long match, long next, int silentTicks) {
  /** How a leader feeds a member. */
  public enum Mode {
    /** One request at a time, until it is known where the logs agree. */
    PROBE,
    /** Appends are sent on without waiting, up to a bound (thesis 10.2.1). */
    REPLICATE,
    /** What it needs next is only in a snapshot, of which it gets one piece after another (§7). */
    SNAPSHOT
  }
}
