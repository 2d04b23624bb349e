package dev.assay.benchmark;

import dev.assay.node.client.Polling;
import dev.assay.protocol.Role;
import dev.assay.protocol.StatusResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a node with a long chain takes to come back. */
final class RestartTrial {
  private static final Duration BOUND = Duration.ofMinutes(5);
  private static final Duration PACE = Duration.ofMillis(20);
  private static final int CLIENTS = 256;

  private final LedgerContender ledger;
  private final LoadedContender load;

  RestartTrial(LedgerContender ledger, Connections connections, int clients, int channels) {
    this.ledger = ledger;
    load = new LoadedContender(ledger, connections, Math.max(clients, CLIENTS), channels);
  }

  void run(long transfers, PrintStream out) throws IOException, InterruptedException {
    ledger.start();
    Measurement loaded = load.count(transfers);
    out.println("load     " + loaded.line("ledger"));
    for (boolean primary : List.of(false, true)) {
      awaitEqual();
      int number = number(primary);
      Duration answers = ledger.restart(number);
      long began = System.nanoTime();
      awaitEqual();
      Duration caughtUp = answers.plusNanos(System.nanoTime() - began);
      out.printf(
          "restart of a former %s after %d transfers: answers after %.2f s, has executed everything"
              + " after %.2f s%n",
          primary ? "primary" : "backup",
          transfers,
          answers.toMillis() / 1e3,
          caughtUp.toMillis() / 1e3);
    }
    ledger.facts().forEach(out::println);
  }

  private int number(boolean primary) throws IOException {
    List<Optional<StatusResponse>> statuses = ledger.statuses();
    for (int i = 0; i < statuses.size(); i++) {
      boolean leads = statuses.get(i).filter(it -> it.getRole() == Role.ROLE_PRIMARY).isPresent();
      if (leads == primary) {
        return i;
      }
    }
    throw new IOException("no such node");
  }

  private void awaitEqual() throws IOException, InterruptedException {
    if (Polling.within(BOUND, PACE, this::equal).isEmpty()) {
      throw new IOException("the nodes are not equal within " + BOUND);
    }
  }

  /** All answer, one leads, and all are in the same state; empty when that is not so. */
  private Optional<StatusResponse> equal() {
    List<Optional<StatusResponse>> statuses = ledger.statuses();
    long states =
        statuses.stream()
            .flatMap(Optional::stream)
            .map(StatusResponse::getHeadHash)
            .distinct()
            .count();
    return statuses.stream().allMatch(Optional::isPresent) && states == 1
        ? statuses.stream()
            .flatMap(Optional::stream)
            .filter(it -> it.getRole() == Role.ROLE_PRIMARY)
            .findFirst()
        : Optional.empty();
  }
}
