package dev.assay.node.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on loopback. When it is cut it swallows everything without closing anything, and the
 * connections of that time stay dead for ever, as after a long cut of a network.
 */
public final class CuttableProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /** Connections of an era that is over are dead. */
  private final AtomicInteger era = new AtomicInteger();

  private volatile boolean cut;

  public CuttableProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public void cut() {
    // In this order a connection that is accepted meanwhile is dead either way.
    cut = true;
    era.incrementAndGet();
  }

  public void heal() {
    era.incrementAndGet();
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        sockets.add(near);
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(far);
        int born = era.get();
        boolean dead = cut;
        Thread.ofVirtual().start(() -> pump(near, far, born, dead));
        Thread.ofVirtual().start(() -> pump(far, near, born, dead));
      }
    } catch (IOException e) {
      // Closed, or there is no target any more: nobody is accepted from now on.
    }
  }

  private void pump(Socket from, Socket to, int born, boolean dead) {
    byte[] chunk = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        if (!dead && born == era.get()) {
          out.write(chunk, 0, count);
          out.flush();
        }
      }
      if (!dead && born == era.get()) {
        to.close();
      }
    } catch (IOException e) {
      // One end is gone; the other will find out by itself.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
