package dev.assay.cli.shrink;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Swarm;
import dev.assay.history.Seed;
import dev.assay.workloads.LedgerWorkloads;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/**
 * Measures shrinking on one thread: failures of planted bugs as a campaign with default arguments
 * finds them, each made small. Times are of the processor.
 */
public final class BenchmarkMain {
  private static final int SEEDS_MAX = 150;
  private static final long LIMIT_NANOS = 600_000_000_000L;

  private BenchmarkMain() {}

  /**
   * Prints a line for each failure, then the medians of each mutant.
   *
   * @param args how many failures of each; then mutants by name, or a name, {@code @} and the seeds
   *     to try, with commas
   */
  public static void main(String[] args) {
    int failures = Integer.parseInt(args[0]);
    List<String> medians = new ArrayList<>();
    for (String mutant : Arrays.asList(args).subList(1, args.length)) {
      medians.add(measured(mutant, failures));
    }
    medians.forEach(System.out::println);
  }

  private static String measured(String subject, int failures) {
    int at = subject.indexOf('@');
    String mutant = at < 0 ? subject : subject.substring(0, at);
    PrimitiveIterator.OfLong seeds =
        at < 0
            ? LongStream.rangeClosed(1, SEEDS_MAX).iterator()
            : Arrays.stream(subject.substring(at + 1).split(",", -1))
                .mapToLong(Long::parseLong)
                .iterator();
    Swarm swarm =
        new Swarm(
            List.copyOf(LedgerWorkloads.usual().keySet()),
            List.of("all"),
            List.of(mutant),
            Swarm.Span.USUAL);
    List<long[]> sizes = new ArrayList<>();
    long seed = 0;
    while (sizes.size() < failures && seeds.hasNext()) {
      seed = seeds.nextLong();
      Life life = Life.of(swarm.draw(new Seed(seed)));
      if (life.verdict() == Verdict.FAIL) {
        sizes.add(shrunk(mutant, life));
      }
    }
    return String.format(
        Locale.ROOT,
        "%-30s %d failures up to seed %d; median faults %d operations %d, %.1f s",
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
        Shrinking.of(failed.scenario(), Bounds.until(System.nanoTime() + LIMIT_NANOS));
    long nanos = cpuNanos() - began;
    Life life = result.orElseThrow().life();
    long faults = life.scenario().disturbance().schedule().map(s -> s.entries().size()).orElse(-1);
    long operations = life.scenario().demand().script().map(s -> s.calls().size()).orElse(-1);
    System.out.printf(
        Locale.ROOT,
        "%s seed %d: from %s to faults %d operations %d nodes %d, %d lives, %.1f M events, %.1f s,"
            + " honest %s, %s%n",
        mutant,
        failed.scenario().seed().value(),
        ScenarioText.size(failed),
        faults,
        operations,
        life.scenario().subject().nodes(),
        result.get().lives(),
        result.get().events() / 1e6,
        nanos / 1e9,
        Life.of(honest(life.scenario())).results().cause(),
        result.get().signature());
    return new long[] {faults, operations, nanos};
  }

  /** The same without planted bugs, which must not fail. */
  private static Scenario honest(Scenario scenario) {
    return new Scenario(
        scenario.seed(),
        new Scenario.Subject(scenario.subject().nodes(), List.of()),
        scenario.demand(),
        scenario.disturbance(),
        scenario.surroundings());
  }

  private static long median(List<long[]> sizes, int column) {
    long[] sorted = sizes.stream().mapToLong(size -> size[column]).sorted().toArray();
    return sorted.length == 0 ? -1 : sorted[sorted.length / 2];
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
