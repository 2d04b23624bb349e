package dev.assay.benchmark;

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
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() - deadline < 0) {
      List<Optional<StatusResponse>> statuses = ledger.statuses();
      boolean led =
          statuses.stream()
              .anyMatch(it -> it.filter(s -> s.getRole() == Role.ROLE_PRIMARY).isPresent());
      boolean all = statuses.stream().allMatch(Optional::isPresent);
      long states =
          statuses.stream()
              .flatMap(Optional::stream)
              .map(StatusResponse::getHeadHash)
              .distinct()
              .count();
      if (led && all && states == 1) {
        return;
      }
      Thread.sleep(20);
    }
    throw new IOException("the nodes are not equal within " + BOUND);
  }
}
