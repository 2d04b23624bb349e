package dev.assay.workloads.ledger;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.node.client.EnvelopeTransport;
import dev.assay.node.client.LedgerClient;
import dev.assay.node.security.Credentials;
import dev.assay.node.security.RefusalLog;
import dev.assay.node.security.Security;
import dev.assay.simulator.ClientNetwork;
import dev.assay.simulator.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One party's clients of the nodes, each connected when it is first asked for, over TCP or over the
 * simulated network. May be used by several threads where the clients may.
 */
public final class LedgerClients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerClients.class);

  private final Map<NodeId, Reach> reaches;
  private final Map<NodeId, Connection> open = new LinkedHashMap<>();
  private @Nullable Security security;
  private long requestsOfClosed;

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

  /** How many requests went out to all nodes. */
  public synchronized long requestsSent() {
    long sent = requestsOfClosed;
    for (Connection connection : open.values()) {
      sent += connection.client().requestsSent();
    }
    return sent;
  }

  @Override
  public synchronized void close() {
    requestsOfClosed = requestsSent();
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
              LedgerClient.connect(
                  socket.address().host(),
                  socket.address().port(),
                  security(socket),
                  Optional.of(node.name())),
              () -> {});
      case Reach.Simulated(ClientNetwork clients, String host) -> attach(clients.attach(), host);
    };
  }

  /** The same for all nodes of a deployment; reading it is dear. */
  private Security security(Reach.Socket socket) {
    if (security == null) {
      security =
          socket.secrets().isEmpty()
              ? new Security.Plaintext()
              : new Security.MutualTls(
                  Credentials.of(socket.secrets()),
                  new RefusalLog(line -> LOG.warn("client {}", line)));
    }
    return security;
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
