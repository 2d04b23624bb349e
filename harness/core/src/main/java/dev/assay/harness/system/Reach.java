package dev.assay.harness.system;

import dev.assay.simulator.ClientNetwork;
import java.util.Map;

/** How clients reach a node: over TCP, or over the simulated network. */
public sealed interface Reach {
  /**
   * Over TCP.
   *
   * @param secrets what a client proves with who it is, see {@link Secrets#ofClients}
   */
  record Socket(Address address, Map<String, String> secrets) implements Reach {
    public Socket {
      secrets = Map.copyOf(secrets);
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** In the simulator: where each client attaches for itself, and the node's host name. */
  record Simulated(ClientNetwork clients, String host) implements Reach {}
}
