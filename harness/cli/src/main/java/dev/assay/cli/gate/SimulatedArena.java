package dev.assay.cli.gate;

import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.verification.Verification;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.Spectator;
import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.Seed;
import dev.assay.history.file.HistoryReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * In virtual time. Against nodes a run is a life in memory; against the verifier it is a whole run
 * with its files, history and report, since those can be broken too.
 */
public final class SimulatedArena implements Arena {
  @Override
  public String name() {
    return "sim";
  }

  /** What other programs do on this machine takes nothing from a mutant's budget. */
  @Override
  public long nanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Override
  public Attempt attempt(Exposure exposure, Seed seed) {
    Scenario scenario = exposure.draw(seed);
    if (exposure.breaksHarness()) {
      return verified(scenario, seed);
    }
    Life life = Life.of(scenario);
    if (life.interrupted()) {
      Thread.currentThread().interrupt();
    }
    return Attempt.of(seed.value(), life.results(), life.history());
  }

  private static Attempt verified(Scenario scenario, Seed seed) {
    try {
      Path folder = Files.createTempDirectory("assay-gate");
      try {
        Verification.Outcome outcome =
            new Verification(
                    scenario.environment(), scenario.plan(), scenario.commission(List.of()))
                .run(folder, Spectator.NOBODY);
        if (outcome.end() instanceof RunEnd.Interrupted) {
          Thread.currentThread().interrupt();
        }
        return Attempt.of(
            seed.value(), outcome.results(), history(outcome.directory().historyFile()));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a run of the gate", e);
    }
  }

  /** A broken one is what some mutants leave. */
  static History history(Path file) {
    try {
      return HistoryReader.readReadablePart(file).history();
    } catch (HistoryException e) {
      return History.of(List.of());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
