package dev.assay.environment.process;

import dev.assay.environment.proxy.ProxyCounters;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends a byte into a cut link. With the embedded server its counters tell what became of it, and
 * that nothing else passed meanwhile; the byte never reaches a node. Another server has no
 * counters: there a link is silent when it takes the byte and neither answers nor closes.
 */
final class CutProbe {
  /** What a look at a link found; a link to a node that is down can't be told from a cut one. */
  enum Finding {
    SILENT,
    PASSES,
    CANNOT_TELL
  }

  private static final int ATTEMPTS = 3;
  private static final int CONNECT_MILLIS = 1_000;
  private static final int SILENCE_MILLIS = 200;
  private static final Duration COUNTED_BOUND = Duration.ofSeconds(1);
  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final LinkProxies proxies;

  CutProbe(LinkProxies proxies) {
    this.proxies = proxies;
  }

  /** Bytes that were on their way when the link was cut may still arrive: then it looks again. */
  Finding look(Edge edge) {
    Finding finding = Finding.CANNOT_TELL;
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<ProxyCounters> before = proxies.counters(edge);
      finding = before.isPresent() ? counted(edge, before.orElseThrow()) : listened(edge);
      if (finding != Finding.PASSES) {
        return finding;
      }
    }
    return finding;
  }

  private Finding counted(Edge edge, ProxyCounters before) {
    try (Socket socket = connect(edge)) {
      socket.getOutputStream().write(0);
      boolean[] unreachable = new boolean[1];
      boolean dropped =
          Waiting.until(
              COUNTED_BOUND,
              POLL_NANOS,
              () -> {
                ProxyCounters now = counters(edge);
                unreachable[0] = now.unreachable() > before.unreachable();
                return unreachable[0] || now.upstream().dropped() > before.upstream().dropped();
              });
      if (unreachable[0]) {
        return Finding.CANNOT_TELL;
      }
      ProxyCounters after = counters(edge);
      boolean quiet =
          after.upstream().forwarded() == before.upstream().forwarded()
              && after.downstream().forwarded() == before.downstream().forwarded();
      return dropped && quiet ? Finding.SILENT : Finding.PASSES;
    } catch (IOException e) {
      return Finding.CANNOT_TELL;
    }
  }

  private ProxyCounters counters(Edge edge) {
    return proxies
        .counters(edge)
        .orElseThrow(() -> new EnvironmentException("the proxy of link " + edge + " is gone"));
  }

  private Finding listened(Edge edge) {
    if (!proxies.isCut(edge)) {
      return Finding.PASSES;
    }
    try (Socket socket = connect(edge)) {
      socket.getOutputStream().write(0);
      socket.setSoTimeout(SILENCE_MILLIS);
      return socket.getInputStream().read() < 0 ? Finding.CANNOT_TELL : Finding.PASSES;
    } catch (SocketTimeoutException silent) {
      return Finding.SILENT;
    } catch (IOException e) {
      return Finding.CANNOT_TELL;
    }
  }

  private Socket connect(Edge edge) throws IOException {
    Address address = proxies.address(edge);
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
