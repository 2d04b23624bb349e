package dev.assay.harness.system;

import dev.assay.simulator.Endpoint;

/** How clients reach a node: over TCP, or over the simulated network. */
public sealed interface Reach {
  record Socket(Address address) implements Reach {}

  /** In the simulator: a client's own attachment to the network, and the node's host name. */
  record Simulated(Endpoint client, String host) implements Reach {}
}
