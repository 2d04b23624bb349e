package dev.assay.environment.proxy;

import com.sun.net.httpserver.HttpServer;
import dev.assay.history.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An embedded server of Toxiproxy's API on a loopback port of its own, and the proxies that it is
 * told to make, which listen on loopback addresses only. It holds no state on disk; closing it ends
 * all of them. All methods may be called from any thread.
 *
 * <p>Differences to the reference server: it honours a seed; a listener on another than a loopback
 * address is refused; a reset_peer resets connections also that were opened before it; an update or
 * removal of one toxic does not draw its predecessor's toxicity anew; a slicer with average size
 * zero is refused.
 */
public final class ProxyServer implements AutoCloseable {
  private static final int BACKLOG = 64;

  static {
    // Without it each answer waits for the client's delayed acknowledgement, some 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Reactor reactor;
  private final Registry registry;
  private final HttpServer http;
  private final ExecutorService requests;

  private ProxyServer(Reactor reactor, Registry registry, HttpServer http) {
    this.reactor = reactor;
    this.registry = registry;
    this.http = http;
    this.requests =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("proxy-api-", 0).factory());
    http.createContext("/", new ApiHandler(new Api(reactor, registry)));
    http.setExecutor(requests);
  }

  /**
   * Starts a server on a free loopback port.
   *
   * @param seed decides which connections a toxic with a toxicity below one takes hold of, jitter
   *     and sizes of slices
   */
  public static ProxyServer start(Seed seed) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    Reactor reactor = new Reactor();
    ProxyServer server = new ProxyServer(reactor, new Registry(reactor, seed), http);
    http.start();
    return server;
  }

  /** Where the API is served. */
  public InetSocketAddress address() {
    return http.getAddress();
  }

  /** What went through a proxy since it was created; empty when there is none of that name. */
  public Optional<ProxyCounters> counters(String proxy) {
    return reactor.call(() -> registry.find(proxy).map(LinkProxy::counters));
  }

  @Override
  public void close() {
    http.stop(0);
    requests.shutdownNow();
    reactor.close();
  }
}
