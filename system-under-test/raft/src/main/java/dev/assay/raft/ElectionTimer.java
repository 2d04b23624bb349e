package dev.assay.raft;

/** Counts ticks up to a timeout drawn once. */
final class ElectionTimer {
  private final int timeoutTicks;
  private int elapsedTicks;

  ElectionTimer(int timeoutTicks) {
    this.timeoutTicks = timeoutTicks;
  }

  /** Counts a tick and says whether the time is over. */
  boolean expires() {
    elapsedTicks++;
    return elapsedTicks >= timeoutTicks;
  }

  int elapsedTicks() {
    return elapsedTicks;
  }

  void restart() {
    elapsedTicks = 0;
  }
}
