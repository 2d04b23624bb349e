package dev.assay.harness.system;

import dev.assay.simulator.ClientNetwork;

/** How clients reach a node: over TCP, or over the simulated network. */
public sealed interface Reach {
  record Socket(Address address) implements Reach {}

  /** In the simulator: where each client attaches for itself, and the node's host name. */
  record Simulated(ClientNetwork clients, String host) implements Reach {}
}
