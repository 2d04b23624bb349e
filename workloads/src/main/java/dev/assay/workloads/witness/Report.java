package dev.assay.workloads.witness;

/** Takes what was seen of a node that must not be. */
public interface Report {
  /**
   * A node did what it must not.
   *
   * @param nanos when, of the world
   * @param epoch the node's own
   * @param what goes on from the node's name
   */
  void witnessed(long nanos, long epoch, String what);
}
