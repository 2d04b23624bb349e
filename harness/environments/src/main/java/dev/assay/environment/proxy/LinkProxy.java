package dev.assay.environment.proxy;

import dev.assay.history.Seed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A listener, the connections that it accepted, and the toxics on them. Owned by the reactor. */
final class LinkProxy {
  private static final int CONNECTIONS_MAX = 1024;
  private static final int BACKLOG = 128;
  private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Reactor reactor;
  private final String name;
  private final StageFactory upstreamStages;
  private final StageFactory downstreamStages;
  private final List<Toxic> toxics = new ArrayList<>();
  private final Set<Connection> connections = new LinkedHashSet<>();
  private Endpoint listen;
  private Endpoint upstream;
  private Optional<Listener> listener = Optional.empty();
  private long accepted;
  private long unreachable;

  /** A proxy that is not started. */
  LinkProxy(Reactor reactor, Seed seed, ProxySpec spec) {
    this.reactor = reactor;
    this.name = spec.name();
    this.listen = spec.listen();
    this.upstream = spec.upstream();
    Seed own = seed.fork(name);
    upstreamStages = new StageFactory(own, Direction.UPSTREAM, new Meter());
    downstreamStages = new StageFactory(own, Direction.DOWNSTREAM, new Meter());
  }

  Reactor reactor() {
    return reactor;
  }

  boolean enabled() {
    return listener.isPresent();
  }

  boolean sameRoute(ProxySpec spec) {
    return listen.sameAddress(spec.listen()) && upstream.text().equals(spec.upstream().text());
  }

  /** What an update leaves as it is. */
  ProxySpec spec() {
    return new ProxySpec(name, listen, upstream, enabled());
  }

  void start() {
    if (listener.isEmpty()) {
      Listener opened = new Listener();
      listener = Optional.of(opened);
      listen = opened.endpoint;
    }
  }

  /** Refuses new connections from now on and closes those there are; may be called again. */
  void stop() {
    listener.ifPresent(Listener::close);
    listener = Optional.empty();
    for (Connection connection : List.copyOf(connections)) {
      connection.close();
    }
    try {
      reactor.releaseClosed();
    } catch (IOException e) {
      throw ApiFailure.internal("stopping proxy " + name + ": " + e.getMessage());
    }
  }

  /** Stops, and starts again elsewhere if asked; toxics stay. */
  void update(ProxySpec spec) {
    if (!sameRoute(spec)) {
      stop();
      listen = spec.listen();
      upstream = spec.upstream();
    }
    if (spec.enabled()) {
      start();
    } else {
      stop();
    }
  }

  ProxyView view() {
    return new ProxyView(name, listen.text(), upstream.text(), enabled(), toxics());
  }

  /** Upstream toxics first, each direction in order of creation. */
  List<Toxic> toxics() {
    List<Toxic> ordered = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      toxics.stream().filter(it -> it.direction() == direction).forEach(ordered::add);
    }
    return ordered;
  }

  Optional<Toxic> toxic(String wanted) {
    return toxics.stream().filter(it -> it.name().equals(wanted)).findFirst();
  }

  void add(Toxic toxic) {
    toxics.add(toxic);
    for (Connection connection : List.copyOf(connections)) {
      connection.link(toxic.direction()).add(toxic, reactor.now());
    }
  }

  /** Puts it in the place of the toxic of the same name. */
  void update(Toxic toxic) {
    toxics.replaceAll(it -> it.name().equals(toxic.name()) ? toxic : it);
    for (Connection connection : List.copyOf(connections)) {
      connection.link(toxic.direction()).update(toxic, reactor.now());
    }
  }

  void remove(Toxic toxic) {
    toxics.remove(toxic);
    for (Connection connection : List.copyOf(connections)) {
      connection.link(toxic.direction()).remove(toxic.name(), reactor.now());
    }
  }

  ProxyCounters counters() {
    return new ProxyCounters(
        accepted, unreachable, upstreamStages.meter().read(), downstreamStages.meter().read());
  }

  StageFactory stages(Direction direction) {
    return switch (direction) {
      case UPSTREAM -> upstreamStages;
      case DOWNSTREAM -> downstreamStages;
    };
  }

  InetSocketAddress upstreamAddress() throws IOException {
    return upstream.address().orElseThrow(() -> new IOException(upstream.problem()));
  }

  void dialFailed(Connection connection) {
    unreachable++;
    connection.close();
  }

  void forget(Connection connection) {
    connections.remove(connection);
  }

  private void accepted(SocketChannel client) throws IOException {
    long number = accepted++;
    if (connections.size() >= CONNECTIONS_MAX) {
      unreachable++;
      Reactor.close(client);
      return;
    }
    Connection connection;
    try {
      connection = connection(number, client);
    } catch (IOException e) {
      Reactor.close(client);
      throw e;
    }
    connections.add(connection);
    for (Toxic toxic : toxics) {
      connection.link(toxic.direction()).add(toxic, reactor.now());
    }
    connection.dial(reactor.now());
  }

  private Connection connection(long number, SocketChannel client) throws IOException {
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SocketChannel server = SocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new Connection(this, number, client, server);
    } catch (IOException e) {
      Reactor.close(server);
      throw e;
    }
  }

  /** The listening socket of a started proxy. */
  private final class Listener implements Reactor.Ready {
    private final ServerSocketChannel socket;
    private final SelectionKey key;
    private final Endpoint endpoint;
    private final Alarms.Alarm resume;

    /** Binds, or fails with the text of Toxiproxy's error. */
    Listener() {
      InetSocketAddress wanted =
          listen.address().orElseThrow(() -> failure(": " + listen.problem()));
      if (!wanted.getAddress().isLoopbackAddress()) {
        throw failure(
            " " + listen.text() + ": bind: this server listens on loopback addresses only");
      }
      try {
        socket = ServerSocketChannel.open();
        key = bind(wanted);
        endpoint = Endpoint.of((InetSocketAddress) socket.getLocalAddress());
      } catch (IOException e) {
        throw failure(
            " %s: bind: %s"
                .formatted(
                    Endpoint.of(wanted).text(),
                    String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)));
      }
      resume = reactor.alarms().create(_ -> key.interestOps(SelectionKey.OP_ACCEPT));
    }

    private SelectionKey bind(InetSocketAddress wanted) throws IOException {
      try {
        socket.bind(wanted, BACKLOG);
        SelectionKey registered = reactor.register(socket, this);
        registered.interestOps(SelectionKey.OP_ACCEPT);
        return registered;
      } catch (IOException e) {
        Reactor.close(socket);
        throw e;
      }
    }

    private ApiFailure failure(String why) {
      return ApiFailure.internal("listen tcp" + why);
    }

    @Override
    public void ready(SelectionKey ready, ByteBuffer buffer, long now) {
      try {
        SocketChannel client = socket.accept();
        if (client != null) {
          accepted(client);
        }
      } catch (IOException e) {
        // Most likely out of file descriptors: trying again at once would spin.
        key.interestOps(0);
        reactor.alarms().set(resume, now + ACCEPT_PAUSE_NANOS);
      }
    }

    @Override
    public void close() {
      reactor.alarms().set(resume, Stage.NEVER);
      Reactor.close(socket);
    }
  }
}
