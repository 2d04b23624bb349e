package dev.assay.raft;

/**
 * Judges whether a learner could vote without making the cluster wait (thesis 4.2.1). It gets the
 * log in rounds, each up to where the log ended when the round began; a round that takes no longer
 * than an election timeout says that it keeps up.
 */
final class CatchUp {
  static final int ROUNDS_MAX = 10;
  static final int SILENT_TIMEOUTS_MAX = 10;

  private final RaftTiming timing;
  private long target;
  private int ticks;
  private int rounds;
  private boolean kept;

  CatchUp(RaftTiming timing, long lastIndex) {
    this.timing = timing;
    this.target = lastIndex;
  }

  void tick() {
    ticks++;
  }

  /** The learner has the log up to {@code match}. */
  void reached(long match, long lastIndex) {
    if (!kept && match >= target) {
      kept = ticks <= timing.electionTicksMin();
      rounds++;
      target = lastIndex;
      ticks = 0;
    }
  }

  boolean isDone(int silentTicks) {
    return kept && silentTicks < timing.electionTicksMin();
  }

  /** Too slow, or not to be reached: the change is given up. */
  boolean isHopeless(int silentTicks) {
    return !isDone(silentTicks)
        && (rounds >= ROUNDS_MAX || silentTicks >= SILENT_TIMEOUTS_MAX * timing.electionTicksMax());
  }
}
