package dev.assay.harness.driver;

import dev.assay.harness.client.Client;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client of one process: opened by its first operation, closed once. Any thread. */
final class Seat {
  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

  private final ProcessId process;
  private final Function<ProcessId, Client> clients;
  private Optional<Client> client = Optional.empty();
  private boolean closed;

  Seat(ProcessId process, Function<ProcessId, Client> clients) {
    this.process = process;
    this.clients = clients;
  }

  /**
   * Hands an operation to the client. A client that throws may have done it all the same, so what
   * it throws is an unknown outcome.
   */
  void fly(Flight flight) {
    try {
      Optional<Client> open = open();
      if (open.isPresent()) {
        open.get().invoke(flight.invocation(), flight::answer);
      }
    } catch (RuntimeException e) {
      LOG.warn("process {}: the client threw on '{}'", process, flight.invocation().f(), e);
      flight.answer(new Outcome.Unknown("the client threw " + e));
    }
  }

  private synchronized Optional<Client> open() {
    if (client.isEmpty() && !closed) {
      client = Optional.of(clients.apply(process));
    }
    return closed ? Optional.empty() : client;
  }

  void close() {
    Optional<Client> open = take();
    try {
      open.ifPresent(Client::close);
    } catch (RuntimeException e) {
      LOG.warn("process {}: the client could not be closed", process, e);
    }
  }

  private synchronized Optional<Client> take() {
    closed = true;
    Optional<Client> open = client;
    client = Optional.empty();
    return open;
  }
}
