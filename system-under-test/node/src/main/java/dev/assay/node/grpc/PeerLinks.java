package dev.assay.node.grpc;

import dev.assay.node.NodeConfig;
import dev.assay.node.NodeNetwork;
import dev.assay.node.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links to all peers, one for each, and the thread that looks after them. */
public final class PeerLinks implements NodeNetwork, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLinks.class);
  private static final int CARE_MILLIS = 100;

  private final NodeConfig config;
  private final NetworkThreads threads;
  private final Security security;

  /** Peers whose place the configuration says, whatever the members' addresses are. */
  private final Set<String> fixed;

  private final Map<String, PeerLink> links = new ConcurrentHashMap<>();

  /** The addresses of those that are not fixed; owned by the node's thread. */
  private final Map<String, String> learnt = new HashMap<>();

  private final ScheduledExecutorService care;

  /**
   * @param peers where other nodes are reached, by their names
   */
  public PeerLinks(
      NodeConfig config, Map<String, Address> peers, NetworkThreads threads, Security security) {
    this.config = config;
    this.threads = threads;
    this.security = security;
    fixed = Set.copyOf(peers.keySet());
    peers.forEach(this::open);
    care =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(config.self() + "-links").factory());
    var _ =
        care.scheduleWithFixedDelay(
            () -> links.values().forEach(link -> link.care(System.nanoTime())),
            0,
            CARE_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private void open(String peer, Address address) {
    links.put(peer, new PeerLink(config, peer, address, threads, security));
  }

  @Override
  public void members(SortedMap<String, String> addresses) {
    Map<String, String> now = new HashMap<>(addresses);
    now.keySet().removeAll(fixed);
    for (Map.Entry<String, String> known : List.copyOf(learnt.entrySet())) {
      if (!known.getValue().equals(now.get(known.getKey()))) {
        forget(known.getKey());
      }
    }
    now.forEach(this::learn);
  }

  private void forget(String peer) {
    learnt.remove(peer);
    PeerLink gone = links.remove(peer);
    if (gone != null) {
      gone.close();
    }
  }

  private void learn(String peer, String text) {
    if (learnt.putIfAbsent(peer, text) == null) {
      try {
        open(peer, Address.parse(text));
      } catch (IllegalArgumentException unusable) {
        LOG.warn("{} can't reach {}: {}", config.self(), peer, unusable.getMessage());
      }
    }
  }

  @Override
  public void send(String peer, byte[] message) {
    PeerLink link = links.get(peer);
    if (link == null) {
      return;
    }
    link.send(message);
  }

  @Override
  public void close() {
    care.shutdownNow();
    links.values().forEach(PeerLink::close);
  }
}
