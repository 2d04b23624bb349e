package dev.assay.raft.invariant;

/** An invariant is false: the core's state can't be trusted any more and its node must stop. */
public final class InvariantBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvariantBroken(String message) {
    super(message);
  }
}
