package dev.assay.simulator;

/** One life of a simulated machine, as its program sees it; dead after a crash. */
public interface Host {
  String name();

  /** The host's attachment to the network; messages go to the program's instance. */
  Endpoint endpoint();

  /** Wall clock in milliseconds since 1970, with this host's skew. */
  long wallMillis();

  /** Monotonic nanoseconds of this host, perhaps drifting, from an arbitrary origin. */
  long monotonicNanos();

  SimulatedDisk disk();

  /**
   * Evenly distributed bits; the k-th draw of a life depends on the host, on which of its lives it
   * is, and on k.
   */
  long draw();

  /**
   * Evenly distributed bits that depend on the moment, not on draws so far: for what happens often,
   * so that what happens once more or less does not change all that follows.
   */
  long drawNow();

  /** Whether the disk was replaced by an empty one since the world began. */
  boolean isWiped();

  /** Whether this life goes on and is not paused; for who watches a program from outside. */
  boolean isRunning();

  /** A line on the host's console, for people; long ones and old ones are cut. */
  void log(String line);

  /**
   * The program passes a named point in its code. Returns, unless the machine is set to crash there
   * ({@link Machine#crashAt}): then this call ends the life of the machine, and nothing after it
   * happens.
   */
  void reached(String point);

  /**
   * The program gives up (a full disk, say): the host is down until it is started again. Returns;
   * the program should do so as well, nothing it sends from now on leaves the host.
   */
  void halt(String reason);
}
