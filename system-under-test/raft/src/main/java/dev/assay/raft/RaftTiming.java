package dev.assay.raft;

/**
 * The core's timeouts, counted in {@link Input.Tick}s. Raft's timing requirement (§5.6): a message
 * there and back, with a durable write, takes much less than {@code electionTicksMin}.
 *
 * @param electionTicksMin shortest election timeout; also how long a follower stays faithful to a
 *     leader it has heard (thesis 4.2.3), and how long a leader goes on without a majority (thesis
 *     6.2)
 * @param electionTicksMax longest; timeouts are drawn evenly between the two (§5.2)
 * @param heartbeatTicks between two heartbeats of a leader
 */
public record RaftTiming(int electionTicksMin, int electionTicksMax, int heartbeatTicks) {
  /** How many times faster one node's ticks may come than another's for leases to be sound. */
  public static final double DRIFT_MAX = 1.25;

  public RaftTiming {
    if (heartbeatTicks < 1
        || electionTicksMin < 2L * heartbeatTicks
        || electionTicksMax <= electionTicksMin) {
      throw new IllegalArgumentException(
          ("timing needs 1 <= heartbeatTicks, 2 * heartbeatTicks <= electionTicksMin <"
                  + " electionTicksMax: heartbeat %d, election %d to %d")
              .formatted(heartbeatTicks, electionTicksMin, electionTicksMax));
    }
  }

  /**
   * How long a lease lasts, in ticks from the sending of the round that brought it. One tick of the
   * promise is given away, since the first tick after a message may come at once.
   */
  public int leaseTicks() {
    return (int) ((electionTicksMin - 1) / DRIFT_MAX);
  }
}
