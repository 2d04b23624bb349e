package dev.assay.environment.proxy;

import dev.assay.history.Seed;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A proxy server, an echo server, and the official client. */
abstract class ProxyServerFixture {
  private static final int READ_MILLIS_MAX = 5_000;

  ProxyServer server;
  EchoServer echo;
  ToxiproxyClient client;

  @BeforeEach
  void startServers() throws IOException {
    server = ProxyServer.start(new Seed(7));
    echo = new EchoServer();
    client =
        new ToxiproxyClient(
            server.address().getAddress().getHostAddress(), server.address().getPort());
  }

  @AfterEach
  void stopServers() {
    server.close();
    echo.close();
  }

  Proxy proxy(String name) throws IOException {
    return client.createProxy(name, "127.0.0.1:0", echo.address());
  }

  static Socket connect(Proxy proxy) throws IOException {
    return connect(Integer.parseInt(proxy.getListen().substring("127.0.0.1:".length())));
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_MILLIS_MAX);
    return socket;
  }

  /** Sends the bytes and reads as many back. */
  static byte[] exchange(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return socket.getInputStream().readNBytes(bytes.length);
  }

  /** Sends one byte and waits for it to come back. */
  static boolean pings(Socket socket) throws IOException {
    return exchange(socket, new byte[] {42}).length == 1;
  }

  static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
