package dev.assay.environment.process;

import dev.assay.environment.proxy.ProxyCounters;
import dev.assay.environment.proxy.ProxyServer;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.system.Address;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy for every directed link and for the clients' way to every node, made and driven with
 * Toxiproxy's official client: on the embedded server, or on one that the user runs.
 *
 * <p>A cut is a pair of toxics {@code timeout 0}, one for each direction of the bytes, not a
 * disabled proxy: a network that is gone answers nothing, neither a refusal nor the end of a
 * connection, and a node that is refused would soon try more and more rarely. Taking the toxics
 * away ends the connections that missed bytes, so that both sides connect anew at once.
 */
final class LinkProxies implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkProxies.class);
  private static final String HOST = "127.0.0.1";

  static {
    // The client sets no time limits of its own.
    for (String limit : List.of("defaultConnectTimeout", "defaultReadTimeout")) {
      if (System.getProperty("sun.net.client." + limit) == null) {
        System.setProperty("sun.net.client." + limit, "30000");
      }
    }
  }

  private final Optional<ProxyServer> embedded;
  private final ToxiproxyClient client;
  private final String prefix;
  private final Map<Edge, Proxy> links = new TreeMap<>();
  private final Map<NodeId, Proxy> clients = new TreeMap<>();

  private LinkProxies(Optional<ProxyServer> embedded, ToxiproxyClient client, String prefix) {
    this.embedded = embedded;
    this.client = client;
    this.prefix = prefix;
  }

  /** Makes the proxies in front of the ports that the nodes will listen on. */
  static LinkProxies open(Optional<URI> toxiproxy, Seed seed, Map<NodeId, Integer> ports) {
    LinkProxies proxies =
        toxiproxy.isPresent() ? remote(toxiproxy.orElseThrow()) : embedded(seed.fork("proxies"));
    try {
      proxies.create(ports);
      return proxies;
    } catch (IOException e) {
      proxies.close();
      throw new EnvironmentException("making the links' proxies failed: " + e.getMessage(), e);
    }
  }

  private static LinkProxies embedded(Seed seed) {
    try {
      ProxyServer server = ProxyServer.start(seed);
      ToxiproxyClient client =
          new ToxiproxyClient(
              server.address().getAddress().getHostAddress(), server.address().getPort());
      return new LinkProxies(Optional.of(server), client, "");
    } catch (IOException e) {
      throw new EnvironmentException("the link proxies' server can't be started: " + e, e);
    }
  }

  private static LinkProxies remote(URI server) {
    int port = server.getPort() < 0 ? 8474 : server.getPort();
    ToxiproxyClient client = new ToxiproxyClient(server.getScheme(), server.getHost(), port);
    try {
      LOG.info("link proxies are those of Toxiproxy {} at {}", client.version(), server);
    } catch (IOException e) {
      throw new EnvironmentException(
          "no Toxiproxy answers at %s: %s. Start one there, or leave its address out"
              .formatted(server, e.getMessage()),
          e);
    }
    String prefix = "assay-" + ProcessHandle.current().pid() + "-";
    return new LinkProxies(Optional.empty(), client, prefix);
  }

  private void create(Map<NodeId, Integer> ports) throws IOException {
    for (Map.Entry<NodeId, Integer> to : ports.entrySet()) {
      String upstream = HOST + ":" + to.getValue();
      clients.put(to.getKey(), create("clients-" + to.getKey(), upstream));
      for (NodeId from : ports.keySet()) {
        if (!from.equals(to.getKey())) {
          links.put(new Edge(from, to.getKey()), create(from + "-" + to.getKey(), upstream));
        }
      }
    }
  }

  private Proxy create(String name, String upstream) throws IOException {
    return client.createProxy(prefix + name, HOST + ":0", upstream);
  }

  Set<Edge> edges() {
    return new TreeSet<>(links.keySet());
  }

  /** Where {@code from} finds {@code to}. */
  Address address(Edge edge) {
    return listening(proxy(edge));
  }

  /** Where each node finds the others. */
  Map<NodeId, Address> peersOf(NodeId node) {
    return links.entrySet().stream()
        .filter(it -> it.getKey().from().equals(node))
        .collect(
            Collectors.toMap(
                it -> it.getKey().to(), it -> listening(it.getValue()), (a, _) -> a, TreeMap::new));
  }

  /** Where clients find the nodes. */
  Map<NodeId, Address> forClients() {
    Map<NodeId, Address> addresses = new TreeMap<>();
    clients.forEach((node, proxy) -> addresses.put(node, listening(proxy)));
    return addresses;
  }

  private static Address listening(Proxy proxy) {
    String listen = proxy.getListen();
    return new Address(HOST, Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)));
  }

  /** What went through the link, where the server tells. */
  Optional<ProxyCounters> counters(Edge edge) {
    return embedded.flatMap(it -> it.counters(proxy(edge).getName()));
  }

  /** Whether both directions of the link's bytes are black holes, as the server has it. */
  boolean isCut(Edge edge) {
    return on(edge, it -> Disturbance.among(it, Disturbance.CUT)).containsAll(Disturbance.CUT);
  }

  /** Whether the link is not cut in any direction, as the server has it. */
  boolean isWhole(Edge edge) {
    return on(edge, it -> Disturbance.among(it, Disturbance.CUT)).isEmpty();
  }

  /** Makes the link a black hole, or leaves it one; whether it was whole. */
  boolean cut(Edge edge) {
    return on(edge, it -> Disturbance.cut(it, Disturbance.CUT));
  }

  /** Ends the cut; whether there was any. */
  boolean heal(Edge edge) {
    return on(edge, it -> Disturbance.end(it, Disturbance.CUT));
  }

  /** Ends whatever makes the link worse, and makes it worse in this way; what is so then. */
  Set<Disturbance> shape(Edge edge, LinkShape shape) {
    return on(
        edge,
        it -> {
          Disturbance.end(it, Disturbance.SHAPE);
          if (shape.delayMillis() > 0 || shape.jitterMillis() > 0) {
            Disturbance.slow(it, shape.delayMillis(), shape.jitterMillis());
          }
          if (shape.bytesPerSecond() > 0) {
            Disturbance.narrow(it, Math.max(1, shape.bytesPerSecond() / 1_000));
          }
          return Disturbance.among(it, Disturbance.SHAPE);
        });
  }

  /** The link works as well as by itself; whether it worked worse. */
  boolean unshape(Edge edge) {
    return on(edge, it -> Disturbance.end(it, Disturbance.SHAPE));
  }

  /** Cuts exactly these directions between all clients and the node. */
  void cutClients(NodeId node, Collection<Disturbance> directions) {
    Proxy proxy = clients.get(node);
    if (proxy == null) {
      throw new EnvironmentException("there is no node " + node + " in this cluster");
    }
    try {
      List<Disturbance> others = new ArrayList<>(Disturbance.CUT);
      others.removeAll(directions);
      Disturbance.end(proxy, others);
      Disturbance.cut(proxy, directions);
    } catch (IOException e) {
      throw unknownState("clients and " + node, e);
    }
  }

  /** Something that is done with a proxy, by the network. */
  private interface Work<T> {
    T on(Proxy proxy) throws IOException;
  }

  private <T> T on(Edge edge, Work<T> work) {
    try {
      return work.on(proxy(edge));
    } catch (IOException e) {
      throw unknownState(edge, e);
    }
  }

  private static EnvironmentException unknownState(Object edge, IOException e) {
    return new EnvironmentException(
        "the proxy of link " + edge + " did not do as it was told: " + e.getMessage(), e);
  }

  private Proxy proxy(Edge edge) {
    Proxy proxy = links.get(edge);
    if (proxy == null) {
      throw new EnvironmentException("there is no link " + edge + " in this cluster");
    }
    return proxy;
  }

  /** Ends the embedded server, or takes its own proxies away from another. */
  @Override
  public void close() {
    if (embedded.isPresent()) {
      embedded.orElseThrow().close();
      return;
    }
    for (Map<?, Proxy> proxies : List.of(links, clients)) {
      for (Proxy proxy : proxies.values()) {
        try {
          proxy.delete();
        } catch (IOException e) {
          LOG.warn("proxy {} could not be removed: {}", proxy.getName(), e.getMessage());
        }
      }
    }
  }
}
