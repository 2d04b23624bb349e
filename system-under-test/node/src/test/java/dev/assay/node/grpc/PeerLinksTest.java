package dev.assay.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.NodeConfig;
import dev.assay.node.SubmitResult;
import dev.assay.node.client.LedgerClient;
import dev.assay.node.security.Security;
import dev.assay.node.wire.SubmitResults;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections through a network that is cut and healed. */
class PeerLinksTest {
  private static final NodeConfig CONFIG = new NodeConfig("n2", List.of("n1", "n2"), Set.of());
  private static final NodeConfig SENDER = new NodeConfig("n1", List.of("n1", "n2"), Set.of());

  private static final Security PLAINTEXT = new Security.Plaintext();

  private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> spoken = new ConcurrentLinkedQueue<>();
  private final NetworkThreads threads = new NetworkThreads("test");
  private final NodeServer server;
  private final CuttableProxy proxy;

  PeerLinksTest() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server =
        NodeServer.start(
            new Address("127.0.0.1", port), CONFIG, new Recorder(), threads, PLAINTEXT);
    proxy = new CuttableProxy(port);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
    threads.close();
  }

  private final class Recorder implements Inbox {
    @Override
    public void peerMessage(String from, int speaks, byte[] message) {
      spoken.add(speaks);
      if (message.length > 0) {
        arrived.add(from + ":" + message.length);
      }
    }

    @Override
    public boolean clientRequest(ClientRequest request, Consumer<ClientResponse> reply) {
      reply.accept(
          ClientResponse.newBuilder()
              .setSubmit(SubmitResults.toWire("main", new SubmitResult.Busy("heard")))
              .build());
      return true;
    }
  }

  private PeerLinks linksTo(String peer) {
    return new PeerLinks(
        SENDER, Map.of(peer, new Address("127.0.0.1", proxy.port())), threads, PLAINTEXT);
  }

  private void untilArrives(PeerLinks links, String peer, Duration bound) {
    arrived.clear();
    Awaitility.await()
        .atMost(bound)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              links.send(peer, new byte[7]);
              return arrived.contains("n1:7");
            });
  }

  @Test
  void deadConnectionIsReplacedSoonAfterTheNetworkHeals() {
    try (PeerLinks links = linksTo("n2")) {
      untilArrives(links, "n2", Duration.ofSeconds(10));
      assertThat(spoken).containsOnly(NodeConfig.SPEAKS_MAX);
      proxy.cut();
      long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                links.send("n2", new byte[8]);
                return System.nanoTime() > end;
              });
      // Those of 7 bytes were under way before the cut and may have arrived after it.
      assertThat(arrived).doesNotContain("n1:8");
      proxy.heal();
      untilArrives(links, "n2", Duration.ofSeconds(5));
    }
  }

  @Test
  void largestMessageArrives() {
    try (PeerLinks links = linksTo("n2")) {
      untilArrives(links, "n2", Duration.ofSeconds(10));
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                links.send("n2", new byte[NodeConfig.MESSAGE_BYTES_MAX]);
                return arrived.contains("n1:" + NodeConfig.MESSAGE_BYTES_MAX);
              });
    }
  }

  @Test
  void messagesForAnotherNodeAreNotTaken() {
    try (PeerLinks wrong = linksTo("n3");
        PeerLinks right = linksTo("n2")) {
      for (int i = 0; i < 20; i++) {
        wrong.send("n3", new byte[9]);
      }
      untilArrives(right, "n2", Duration.ofSeconds(10));
      wrong.send("n3", new byte[9]);
      untilArrives(right, "n2", Duration.ofSeconds(10));
      assertThat(arrived).containsOnly("n1:7");
    }
  }

  @Test
  void clientGetsANewConnectionAfterOneWentSilent() {
    try (LedgerClient client =
        LedgerClient.connect("127.0.0.1", proxy.port(), PLAINTEXT, Optional.empty())) {
      untilHeard(client);
      proxy.cut();
      assertThat(submit(client)).isInstanceOf(SubmitResult.Unknown.class);
      proxy.heal();
      untilHeard(client);
    }
  }

  private static void untilHeard(LedgerClient client) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> submit(client) instanceof SubmitResult.Busy);
  }

  private static SubmitResult submit(LedgerClient client) {
    CompletableFuture<SubmitResult> result = new CompletableFuture<>();
    client.submit(TransferContract.open("o", "a", 1), Duration.ofMillis(700), result::complete);
    return result.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
