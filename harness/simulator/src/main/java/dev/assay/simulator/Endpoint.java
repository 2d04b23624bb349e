package dev.assay.simulator;

/**
 * One party's attachment to the simulated world: messages and timers. Everything is called on, and
 * calls back on, the world's only thread.
 */
public interface Endpoint extends AutoCloseable {
  String name();

  /** Virtual nanoseconds since the world began. */
  long nowNanos();

  /**
   * Sends a copy of the message; it may be delayed, lost, duplicated or overtaken. Never blocks or
   * throws; receivers must not change what they are given.
   */
  void send(String to, byte[] payload);

  /** Replaces who is told of messages that arrive here; at first nobody. */
  void onReceive(Receiver receiver);

  /**
   * Runs the task once, that many nanoseconds (at least 0) from now; not at all if the party
   * crashes or closes before.
   */
  void after(long nanos, Runnable task);

  /** Leaves the world: nothing is sent, received or run any more. */
  @Override
  void close();

  /** Told of a message. */
  interface Receiver {
    void receive(String from, byte[] payload);
  }
}
