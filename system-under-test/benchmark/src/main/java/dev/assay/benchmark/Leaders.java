package dev.assay.benchmark;

import dev.assay.node.client.Polling;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a cluster to have a leader. */
final class Leaders {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration PACE = Duration.ofMillis(50);

  private Leaders() {}

  static Endpoint await(LocalProcesses processes, Supplier<Optional<Endpoint>> find)
      throws IOException, InterruptedException {
    return Polling.within(
            BOUND,
            PACE,
            () -> {
              processes.requireAlive();
              return find.get();
            })
        .orElseThrow(() -> new IOException("no leader within " + BOUND));
  }
}
