package dev.assay.environment.proxy;

import static eu.rekawek.toxiproxy.model.ToxicDirection.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Bytes on their way while toxics come and go, and what the path costs. */
class LinkPathTest extends ProxyServerFixture {

  @Test
  void nothingIsLostOrOvertakenWhileToxicsComeAndGo() throws IOException, InterruptedException {
    Proxy proxy = proxy("a");
    AtomicBoolean done = new AtomicBoolean();
    Thread toggler = Thread.ofPlatform().start(() -> toggle(proxy, done));
    try (Socket socket = connect(proxy)) {
      Thread writer = Thread.ofPlatform().start(() -> writeNumbers(socket));
      InputStream in = socket.getInputStream();
      for (int i = 0; i < 65_535; i++) {
        assertThat(ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xffff).isEqualTo(i);
      }
      writer.join();
    } finally {
      done.set(true);
      toggler.join();
    }
  }

  private static void writeNumbers(Socket socket) {
    try {
      for (int i = 0; i < 65_535; i++) {
        socket.getOutputStream().write(new byte[] {(byte) (i >> 8), (byte) i});
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void toggle(Proxy proxy, AtomicBoolean done) {
    try {
      while (!done.get()) {
        var latency = proxy.toxics().latency("l", UPSTREAM, 1);
        var slicer = proxy.toxics().slicer("s", UPSTREAM, 7, 0);
        var bandwidth = proxy.toxics().bandwidth("b", UPSTREAM, 5_000);
        latency.setLatency(2);
        latency.remove();
        slicer.remove();
        bandwidth.remove();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void meanAddedLatencyIsSmall() throws IOException {
    int rounds = 2_000;
    long[] direct = new long[rounds];
    long[] proxied = new long[rounds];
    try (Socket plain = connect(Integer.parseInt(echo.address().substring(10)));
        Socket through = connect(proxy("a"))) {
      for (int i = 0; i < rounds; i++) {
        direct[i] = roundTripNanos(plain);
        proxied[i] = roundTripNanos(through);
      }
    }
    Arrays.sort(direct);
    Arrays.sort(proxied);

    long addedMicros = (proxied[rounds / 2] - direct[rounds / 2]) / 1000;
    assertThat(addedMicros).isLessThan(1_000);
  }

  private static long roundTripNanos(Socket socket) throws IOException {
    long start = System.nanoTime();
    assertThat(pings(socket)).isTrue();
    return System.nanoTime() - start;
  }

  @Test
  void bulkDataGoesThroughFast() throws IOException {
    int blocks = 2_000;
    try (Socket socket = connect(proxy("a"))) {
      long start = System.nanoTime();
      Thread.ofPlatform().start(() -> writeBlocks(socket, blocks));
      byte[] buffer = new byte[64 * 1024];
      long left = blocks * 64L * 1024;
      while (left > 0) {
        int count = socket.getInputStream().read(buffer);
        assertThat(count).isPositive();
        left -= count;
      }

      assertThat(millisSince(start)).isLessThan(10_000);
    }
  }

  private static void writeBlocks(Socket socket, int blocks) {
    try {
      for (int i = 0; i < blocks; i++) {
        socket.getOutputStream().write(new byte[64 * 1024]);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
