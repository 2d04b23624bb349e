package dev.assay.benchmark;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A contender with its clients, connected to whoever leads when a round begins. */
final class LoadedContender {
  private final Contender contender;
  private final Connections connections;
  private final int clients;
  private final int connectionCount;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private Optional<Endpoint> leader = Optional.empty();

  LoadedContender(Contender contender, Connections connections, int clients, int connectionCount) {
    this.contender = contender;
    this.connections = connections;
    this.clients = clients;
    this.connectionCount = connectionCount;
  }

  String name() {
    return contender.name();
  }

  /** Loads it for a time. */
  Measurement round(Duration time) throws IOException, InterruptedException {
    connect();
    Duration before = contender.computed();
    return ClosedLoop.run(operations, time).costing(contender.computed().minus(before));
  }

  /** Lets so many operations happen, however long it takes. */
  Measurement count(long operationsMax) throws IOException, InterruptedException {
    connect();
    return ClosedLoop.count(operations, operationsMax);
  }

  private void connect() throws IOException, InterruptedException {
    Endpoint now = contender.leader();
    if (leader.filter(now::equals).isPresent()) {
      return;
    }
    boolean first = leader.isEmpty();
    leader = Optional.of(now);
    channels.forEach(ManagedChannel::shutdownNow);
    channels.clear();
    channels.addAll(connections.open(now, connectionCount));
    if (first) {
      contender.prepare(channels.getFirst());
    }
    operations.clear();
    for (int i = 0; i < clients; i++) {
      operations.add(contender.operation(i, channels.get(i % channels.size())));
    }
  }
}
