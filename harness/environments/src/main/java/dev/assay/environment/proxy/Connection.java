package dev.assay.environment.proxy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** A client's connection, the proxy's own to the upstream, and a link each way. Reactor's. */
final class Connection implements Reactor.Ready {
  private static final long DIAL_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

  private final LinkProxy proxy;
  private final Reactor reactor;
  private final long number;
  private final SocketChannel client;
  private final SocketChannel server;
  private final SelectionKey clientKey;
  private final SelectionKey serverKey;
  private final Link upstream;
  private final Link downstream;
  private final Alarms.Alarm dialDeadline;
  private boolean dialling = true;
  private boolean closed;

  /** Takes both sockets over; begin with {@link #dial}. */
  Connection(LinkProxy proxy, long number, SocketChannel client, SocketChannel server)
      throws IOException {
    this.proxy = proxy;
    this.reactor = proxy.reactor();
    this.number = number;
    this.client = client;
    this.server = server;
    clientKey = reactor.register(client, this);
    serverKey = reactor.register(server, this);
    upstream = new Link(this, proxy.stages(Direction.UPSTREAM), client, server);
    downstream = new Link(this, proxy.stages(Direction.DOWNSTREAM), server, client);
    dialDeadline = reactor.alarms().create(_ -> proxy.dialFailed(this));
  }

  /** Position among the connections that the proxy accepted, from 0. */
  long number() {
    return number;
  }

  Alarms alarms() {
    return reactor.alarms();
  }

  Link link(Direction direction) {
    return switch (direction) {
      case UPSTREAM -> upstream;
      case DOWNSTREAM -> downstream;
    };
  }

  void dial(long now) {
    try {
      if (server.connect(proxy.upstreamAddress())) {
        established();
      } else {
        alarms().set(dialDeadline, now + DIAL_NANOS_MAX);
        serverKey.interestOps(SelectionKey.OP_CONNECT);
      }
    } catch (IOException | RuntimeException unreachable) {
      proxy.dialFailed(this);
    }
  }

  private void established() {
    dialling = false;
    alarms().set(dialDeadline, Stage.NEVER);
    updateInterest();
  }

  @Override
  public void ready(SelectionKey key, ByteBuffer buffer, long now) {
    if (key.isConnectable()) {
      finishDial();
      return;
    }
    Link in = key.equals(clientKey) ? upstream : downstream;
    Link out = key.equals(clientKey) ? downstream : upstream;
    if (key.isValid() && key.isWritable()) {
      out.pump(now);
    }
    if (key.isValid() && key.isReadable() && in.wantsRead()) {
      in.read(buffer, now);
    }
  }

  private void finishDial() {
    try {
      server.finishConnect();
      established();
    } catch (IOException unreachable) {
      proxy.dialFailed(this);
    }
  }

  /** Tells the selector what the links can use now. */
  void updateInterest() {
    if (dialling || closed) {
      return;
    }
    setInterest(clientKey, upstream, downstream);
    setInterest(serverKey, downstream, upstream);
  }

  private static void setInterest(SelectionKey key, Link in, Link out) {
    int wanted =
        (in.wantsRead() ? SelectionKey.OP_READ : 0)
            | (out.wantsWrite() ? SelectionKey.OP_WRITE : 0);
    if (key.isValid() && key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /** A direction has ended: its receiver is closed, which ends the other direction's source. */
  void linkFinished(Link link, long now) {
    Reactor.close(link.destination());
    Link other = link == upstream ? downstream : upstream;
    other.sourceEnded(now);
    if (upstream.finished() && downstream.finished()) {
      close();
    }
  }

  /** Closes both ends so that they see a reset. */
  void reset() {
    for (SocketChannel end : new SocketChannel[] {client, server}) {
      try {
        end.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException alreadyClosed) {
        // Then that end has seen its end of stream already.
      }
    }
    close();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    alarms().set(dialDeadline, Stage.NEVER);
    upstream.finish();
    downstream.finish();
    Reactor.close(client);
    Reactor.close(server);
    proxy.forget(this);
  }
}
