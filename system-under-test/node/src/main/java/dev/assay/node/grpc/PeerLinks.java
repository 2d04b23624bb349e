package dev.assay.node.grpc;

import dev.assay.node.NodeConfig;
import dev.assay.node.NodeNetwork;
import dev.assay.node.security.Security;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The links to all peers, one for each, and the thread that looks after them. */
public final class PeerLinks implements NodeNetwork, AutoCloseable {
  private static final int CARE_MILLIS = 100;

  private final Map<String, PeerLink> links = new LinkedHashMap<>();
  private final ScheduledExecutorService care;

  /**
   * @param peers where each other member is reached, by its name
   */
  public PeerLinks(
      NodeConfig config, Map<String, Address> peers, NetworkThreads threads, Security security) {
    peers.forEach(
        (name, address) -> links.put(name, new PeerLink(config, name, address, threads, security)));
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

  @Override
  public void send(String peer, byte[] message) {
    PeerLink link = links.get(peer);
    if (link == null) {
      throw new IllegalArgumentException(peer + " is not a peer: " + links.keySet());
    }
    link.send(message);
  }

  @Override
  public void close() {
    care.shutdownNow();
    links.values().forEach(PeerLink::close);
  }
}
