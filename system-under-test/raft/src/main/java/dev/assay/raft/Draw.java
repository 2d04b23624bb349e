package dev.assay.raft;

/** Where the core's randomness comes from: a fork of the run's seed, or a node's own generator. */
@FunctionalInterface
public interface Draw {
  /** A number from {@code min} to {@code max}, both included. */
  int between(int min, int max);
}
