package dev.assay.cli.shrink;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Swarm;
import dev.assay.history.Seed;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures shrinking on one thread: failures of planted bugs as a campaign with default arguments
 * finds them, each made small. Times are of the processor.
 */
public final class BenchmarkMain {
  private static final int SEEDS_MAX = 400;
  private static final long LIMIT_NANOS = 60_000_000_000L;

  private BenchmarkMain() {}

  /**
   * Prints a line for each failure, then the medians of each mutant.
   *
   * @param args how many failures of each; then mutants by name
   */
  public static void main(String[] args) {
    int failures = Integer.parseInt(args[0]);
    List<String> medians = new ArrayList<>();
    for (String mutant : Arrays.asList(args).subList(1, args.length)) {
      medians.add(measured(mutant, failures));
    }
    medians.forEach(System.out::println);
  }

  private static String measured(String mutant, int failures) {
    Swarm swarm = new Swarm(List.of("all"), List.of(mutant), Swarm.Span.USUAL);
    List<long[]> sizes = new ArrayList<>();
    long seed = 0;
    while (sizes.size() < failures && seed < SEEDS_MAX) {
      seed++;
      Life life = Life.of(swarm.draw(new Seed(seed)));
      if (life.verdict() == Verdict.FAIL) {
        sizes.add(shrunk(mutant, life));
      }
    }
    return String.format(
        Locale.ROOT,
        "%-30s %d failures in %d seeds; median faults %d operations %d, %.1f s",
        mutant,
        sizes.size(),
        seed,
        median(sizes, 0),
        median(sizes, 1),
        median(sizes, 2) / 1e9);
  }

  private static long[] shrunk(String mutant, Life failed) {
    long began = cpuNanos();
    Optional<Shrinking.Result> result =
        Shrinking.of(failed.scenario(), System.nanoTime() + LIMIT_NANOS);
    long nanos = cpuNanos() - began;
    Life life = result.orElseThrow().life();
    long faults = life.scenario().disturbance().schedule().map(s -> s.entries().size()).orElse(-1);
    long operations = life.history().clientOperations().size();
    System.out.printf(
        Locale.ROOT,
        "%s seed %d: from %s to faults %d operations %d nodes %d, %d lives, %.1f s, %s%n",
        mutant,
        failed.scenario().seed().value(),
        ScenarioText.size(failed.history()),
        faults,
        operations,
        life.scenario().subject().nodes(),
        result.get().lives(),
        nanos / 1e9,
        result.get().signature());
    return new long[] {faults, operations, nanos};
  }

  private static long median(List<long[]> sizes, int column) {
    long[] sorted = sizes.stream().mapToLong(size -> size[column]).sorted().toArray();
    return sorted.length == 0 ? -1 : sorted[sorted.length / 2];
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
