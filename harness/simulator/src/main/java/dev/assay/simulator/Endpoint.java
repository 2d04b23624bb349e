package dev.assay.simulator;

/**
 * One party's attachment to the simulated world: messages and timers. Everything is called on, and
 * calls back on, the world's only thread.
 */
public interface Endpoint {
  String name();

  long nowNanos();

  /** Sends a message; it may be delayed, lost, duplicated or overtaken. Never blocks or throws. */
  void send(String to, byte[] payload);

  /** Replaces who is told of messages that arrive here. */
  void onReceive(Receiver receiver);

  /** Runs the task once, that many nanoseconds from now; not at all if the party crashes before. */
  void after(long nanos, Runnable task);

  /** Told of a message. */
  interface Receiver {
    void receive(String from, byte[] payload);
  }
}
