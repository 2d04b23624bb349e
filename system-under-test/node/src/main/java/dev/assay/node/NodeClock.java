package dev.assay.node;

/** A node's two clocks. Called on the owner's thread only; cheap enough for every request. */
public interface NodeClock {
  /**
   * Milliseconds since 1970: may be wrong, may jump either way. Nothing but block times comes from
   * it.
   */
  long wallMillis();

  /**
   * Nanoseconds from an arbitrary origin; never goes back within a node's life. Deadlines come from
   * it.
   */
  long monotonicNanos();
}
