package dev.assay.simulator;

/** One simulated machine, as its program sees it. */
public interface Host {
  String name();

  /** The host's attachment to the network; messages go to the program's instance. */
  Endpoint endpoint();

  /** Wall clock in milliseconds since 1970, with this host's skew. */
  long wallMillis();

  /** Monotonic nanoseconds of this host, perhaps drifting, from an arbitrary origin. */
  long monotonicNanos();

  SimulatedDisk disk();

  /** Evenly distributed bits from this host's own stream. */
  long draw();

  /** The program gives up (a full disk, say): the host is down until it is started again. */
  void halt(String reason);
}
