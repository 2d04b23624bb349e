package dev.assay.environment.proxy;

import static eu.rekawek.toxiproxy.model.ToxicDirection.DOWNSTREAM;
import static eu.rekawek.toxiproxy.model.ToxicDirection.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What toxics do to real connections, set with the official client. */
class ToxicsTest extends ProxyServerFixture {

  @Test
  void plainProxyForwardsBothWaysAndCounts() throws IOException {
    Proxy proxy = proxy("a");
    byte[] message = new byte[64 * 1024];
    message[65_000] = 9;

    try (Socket socket = connect(proxy)) {
      assertThat(exchange(socket, message)).isEqualTo(message);
      assertThat(exchange(socket, new byte[] {1, 2})).containsExactly(1, 2);
    }

    ProxyCounters counters = server.counters("a").orElseThrow();
    assertThat(counters.accepted()).isEqualTo(1);
    assertThat(counters.upstream()).isEqualTo(new ProxyCounters.Flow(65_538, 65_538, 0));
    assertThat(counters.downstream()).isEqualTo(new ProxyCounters.Flow(65_538, 65_538, 0));
  }

  @Test
  void dataArrivesThoughTheClientClosesAtOnce() throws IOException {
    Proxy proxy = proxy("a");

    try (Socket socket = connect(proxy)) {
      socket.getOutputStream().write(new byte[1000]);
    }

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> server.counters("a").orElseThrow().upstream().forwarded() == 1000);
  }

  @Test
  void unreachableUpstreamIsAnEndOfStream() throws IOException {
    String dead = echo.address();
    echo.close();
    Proxy proxy = client.createProxy("a", "127.0.0.1:0", dead);

    try (Socket socket = connect(proxy)) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.counters("a").orElseThrow().unreachable()).isEqualTo(1);
  }

  @Test
  void latencyAddsUpOverBothDirectionsAndToxics() throws IOException {
    Proxy proxy = proxy("a");
    try (Socket socket = connect(proxy)) {
      proxy.toxics().latency("up", UPSTREAM, 60);
      proxy.toxics().latency("down", DOWNSTREAM, 30);
      proxy.toxics().latency("more", DOWNSTREAM, 30);
      long start = System.nanoTime();

      assertThat(pings(socket)).isTrue();

      assertThat(millisSince(start)).isBetween(120L, 200L);
    }
  }

  @Test
  void latencyDoesNotLimitThroughput() throws IOException {
    Proxy proxy = proxy("a");
    proxy.toxics().latency("up", UPSTREAM, 200);
    try (Socket socket = connect(proxy)) {
      byte[] big = new byte[4 << 20];
      long start = System.nanoTime();
      Thread writer = Thread.ofVirtual().start(() -> write(socket, big));
      assertThat(socket.getInputStream().readNBytes(big.length)).hasSize(big.length);

      assertThat(millisSince(start)).isBetween(200L, 1_000L);
      assertThat(writer.isAlive()).isFalse();
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bandwidthIsHeld() throws IOException {
    Proxy proxy = proxy("a");
    proxy.toxics().bandwidth("slow", UPSTREAM, 1000);
    try (Socket socket = connect(proxy)) {
      byte[] message = new byte[480_000];
      long start = System.nanoTime();
      Thread.ofVirtual().start(() -> write(socket, message));
      assertThat(socket.getInputStream().readNBytes(message.length)).hasSize(message.length);

      assertThat(millisSince(start)).isBetween(475L, 560L);
    }
  }

  @Test
  void bandwidthZeroStallsUntilItIsRemovedAndLosesNothing() throws IOException {
    Proxy proxy = proxy("a");
    try (Socket socket = connect(proxy)) {
      proxy.toxics().bandwidth("stall", UPSTREAM, 0);
      socket.getOutputStream().write(new byte[] {1, 2, 3});
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> server.counters("a").orElseThrow().upstream().received() == 3);
      assertThat(server.counters("a").orElseThrow().upstream().forwarded()).isZero();

      proxy.toxics().get("stall").remove();

      assertThat(socket.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void slowCloseDelaysTheEndOnly() throws IOException {
    Proxy proxy = proxy("a");
    proxy.toxics().slowClose("late", DOWNSTREAM, 150);
    try (Socket socket = connect(proxy)) {
      assertThat(pings(socket)).isTrue();
      long start = System.nanoTime();
      echo.accepted().element().close();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(millisSince(start)).isBetween(150L, 250L);
    }
  }

  @Test
  void timeoutClosesWhenNothingCame() throws IOException {
    Proxy proxy = proxy("a");
    proxy.toxics().timeout("t", UPSTREAM, 100);
    try (Socket socket = connect(proxy)) {
      long start = System.nanoTime();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);

      assertThat(millisSince(start)).isBetween(95L, 200L);
    }
  }

  @Test
  void blackHoleDropsEverythingAndItsRemovalClosesBothEnds() throws IOException {
    Proxy proxy = proxy("a");
    try (Socket socket = connect(proxy)) {
      assertThat(pings(socket)).isTrue();
      proxy.toxics().timeout("cut", UPSTREAM, 0);
      socket.getOutputStream().write(new byte[10]);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> server.counters("a").orElseThrow().upstream().dropped() == 10);

      proxy.toxics().get("cut").remove();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      await().atMost(Duration.ofSeconds(5)).until(() -> echo.accepted().element().isClosed());
      assertThat(server.counters("a").orElseThrow().upstream().forwarded()).isEqualTo(1);
    }
    try (Socket again = connect(proxy)) {
      assertThat(pings(again)).isTrue();
    }
  }

  @Test
  void blackHoleHidesThatTheSenderClosed() throws IOException {
    Proxy proxy = proxy("a");
    try (Socket socket = connect(proxy)) {
      assertThat(pings(socket)).isTrue();
      proxy.toxics().timeout("cut", UPSTREAM, 0);
    }
    try (Socket probe = connect(proxy("b"))) {
      assertThat(pings(probe)).isTrue();
    }

    assertThat(echo.accepted().element().isClosed()).isFalse();
    client.getProxy("a").toxics().get("cut").remove();
    await().atMost(Duration.ofSeconds(5)).until(() -> echo.accepted().element().isClosed());
  }

  @Test
  void resetPeerResetsBothEnds() throws IOException {
    Proxy proxy = proxy("a");
    try (Socket socket = connect(proxy)) {
      proxy.toxics().resetPeer("r", UPSTREAM, 100);
      long start = System.nanoTime();
      socket.getOutputStream().write(1);

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(millisSince(start)).isBetween(100L, 200L);
    }
  }

  @Test
  void slicerCutsAndKeepsTheOrder() throws IOException {
    Proxy proxy = proxy("a");
    proxy.toxics().slicer("s", UPSTREAM, 1, 1000).setSizeVariation(0);
    byte[] message = new byte[24];
    message[23] = 7;
    try (Socket socket = connect(proxy)) {
      long start = System.nanoTime();
      assertThat(exchange(socket, message)).isEqualTo(message);
      assertThat(millisSince(start)).isBetween(23L, 120L);
    }
  }

  @Test
  void limitClosesExactlyWhenReachedAndItsCountSurvivesAnUpdate() throws IOException {
    Proxy proxy = proxy("a");
    LimitData limit = proxy.toxics().limitData("l", DOWNSTREAM, 10);
    try (Socket socket = connect(proxy)) {
      assertThat(exchange(socket, new byte[6])).hasSize(6);
      limit.setBytes(12);
      assertThat(exchange(socket, new byte[20])).hasSize(6);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    ProxyCounters.Flow downstream = server.counters("a").orElseThrow().downstream();
    assertThat(downstream.forwarded()).isEqualTo(12);
    assertThat(downstream.dropped()).isEqualTo(14);
  }

  @Test
  void disabledProxyEndsConnectionsAndRefusesNewOnes() throws IOException {
    Proxy proxy = proxy("a");
    try (Socket socket = connect(proxy)) {
      assertThat(pings(socket)).isTrue();
      proxy.disable();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThatThrownBy(() -> connect(proxy)).isInstanceOf(ConnectException.class);

    proxy.enable();
    try (Socket socket = connect(proxy)) {
      assertThat(pings(socket)).isTrue();
    }
  }

  @Test
  void updateToTheSameRouteKeepsConnectionsAndAnotherMovesTheProxy() throws IOException {
    Proxy proxy = proxy("a");
    String before = proxy.getListen();
    try (Socket socket = connect(proxy)) {
      proxy.setListen(before.replace("127.0.0.1", "localhost"));
      assertThat(pings(socket)).isTrue();

      proxy.setListen("127.0.0.1:0");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(proxy.getListen()).isNotEqualTo(before);
  }

  @Test
  void latencyBehindABlackHoleIsRemovedAtOnce() throws IOException {
    Proxy proxy = proxy("a");
    Latency latency = proxy.toxics().latency("l", UPSTREAM, 10_000);
    proxy.toxics().timeout("t", UPSTREAM, 0);
    try (Socket socket = connect(proxy)) {
      socket.getOutputStream().write(1);
      long start = System.nanoTime();
      latency.remove();
      assertThat(millisSince(start)).isLessThan(1_000);
    }
  }

  @Test
  void toxicityIsAShareOfConnectionsAndTheSeedDecidesWhich() throws IOException {
    Proxy proxy = proxy("a");
    proxy.toxics().limitData("l", UPSTREAM, 0).setToxicity(0.5f);
    StringBuilder which = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      try (Socket socket = connect(proxy)) {
        which.append(pings(socket) ? '.' : 'x');
      }
    }

    assertThat(which).hasToString(".x...x.x...x..xxxx.x...xxx.x.x.x.xx..x.x");
  }
}
