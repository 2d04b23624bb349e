package dev.assay.workloads.ledger;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.node.client.EnvelopeTransport;
import dev.assay.node.client.LedgerClient;
import dev.assay.simulator.ClientNetwork;
import dev.assay.simulator.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One party's clients of the nodes, each connected when it is first asked for, over TCP or over the
 * simulated network. May be used by several threads where the clients may.
 */
public final class LedgerClients implements AutoCloseable {
  private final Map<NodeId, Reach> reaches;
  private final Map<NodeId, Connection> open = new LinkedHashMap<>();

  /** A client and what it needs to be closed with it. */
  private record Connection(LedgerClient client, Runnable detach) {}

  public LedgerClients(Map<NodeId, Reach> reaches) {
    this.reaches = Collections.unmodifiableMap(new LinkedHashMap<>(reaches));
  }

  /**
   * The client of this node.
   *
   * @throws IllegalArgumentException when the node is not one of those that can be reached
   */
  public synchronized LedgerClient to(NodeId node) {
    return open.computeIfAbsent(node, this::connect).client();
  }

  @Override
  public synchronized void close() {
    for (Connection connection : open.values()) {
      connection.client().close();
      connection.detach().run();
    }
    open.clear();
  }

  private Connection connect(NodeId node) {
    Reach reach = reaches.get(node);
    if (reach == null) {
      throw new IllegalArgumentException("node " + node + " is none of " + reaches.keySet());
    }
    return switch (reach) {
      case Reach.Socket socket ->
          new Connection(
              LedgerClient.connect(socket.address().host(), socket.address().port()), () -> {});
      case Reach.Simulated(ClientNetwork clients, String host) -> attach(clients.attach(), host);
    };
  }

  private static Connection attach(Endpoint endpoint, String host) {
    EnvelopeTransport transport =
        new EnvelopeTransport(
            bytes -> endpoint.send(host, bytes),
            (delay, task) -> endpoint.after(delay.toNanos(), task));
    endpoint.onReceive((_, payload) -> transport.received(payload));
    return new Connection(new LedgerClient(transport), endpoint::close);
  }
}
