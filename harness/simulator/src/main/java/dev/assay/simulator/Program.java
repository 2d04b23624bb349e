package dev.assay.simulator;

/**
 * What a simulated host runs: booted when it starts and again after each crash. An exception that
 * escapes from it ends this life of the host, as it would end a process.
 */
public interface Program {
  /** Starts on a host whose disk may hold what earlier lives left behind. */
  Instance boot(Host host);

  /** A program that runs. After a crash it is never called again. */
  interface Instance {
    void receive(String from, byte[] payload);
  }
}
