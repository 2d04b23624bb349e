package dev.assay.benchmark;

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
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() - deadline < 0) {
      processes.requireAlive();
      Optional<Endpoint> leader = find.get();
      if (leader.isPresent()) {
        return leader.get();
      }
      Thread.sleep(PACE);
    }
    throw new IOException("no leader within " + BOUND);
  }
}
