package dev.assay.cli.gate;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.shrink.Bounds;
import dev.assay.cli.shrink.ScenarioText;
import dev.assay.cli.shrink.Shrinking;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.history.Seed;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.schedule.Schedule;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * Measures shrinking on one thread: failures of planted bugs as the gate draws them, each made
 * small. Times are of the processor.
 */
public final class ShrinkBenchmark {
  private static final int FAILURES = 3;
  private static final int SEEDS_MAX = 3_000;
  private static final long LIMIT_NANOS = 600_000_000_000L;

  /** Recoveries are no faults, and counted apart. */
  private record Size(long faults, long recoveries, long operations, long nanos) {}

  private ShrinkBenchmark() {}

  /**
   * Prints a line for each failure, then the medians of each mutant.
   *
   * @param args how many failures of each, {@value #FAILURES} when it is missing; then the mutants
   *     of nodes, all when none is named
   */
  public static void main(String[] args) {
    int failures = args.length == 0 ? FAILURES : Integer.parseInt(args[0]);
    List<String> named = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
    List<String> medians = new ArrayList<>();
    for (Exposure exposure : Exposures.all()) {
      if (!exposure.breaksHarness() && (named.isEmpty() || named.contains(exposure.name()))) {
        medians.add(measured(exposure, failures));
      }
    }
    medians.forEach(System.out::println);
  }

  private static String measured(Exposure exposure, int failures) {
    List<Size> sizes =
        LongStream.rangeClosed(1, SEEDS_MAX)
            .mapToObj(seed -> Life.of(exposure.draw(new Seed(seed))))
            .filter(life -> life.verdict() == Verdict.FAIL)
            .limit(failures)
            .map(life -> shrunk(exposure.name(), life))
            .toList();
    return sizes.isEmpty()
        ? "%-30s no failure in %d lives".formatted(exposure.name(), SEEDS_MAX)
        : String.format(
            Locale.ROOT,
            "%-30s %d failures; median faults %d, recoveries %d, operations %d, %.1f s",
            exposure.name(),
            sizes.size(),
            median(sizes, Size::faults),
            median(sizes, Size::recoveries),
            median(sizes, Size::operations),
            median(sizes, Size::nanos) / 1e9);
  }

  private static Size shrunk(String mutant, Life failed) {
    long began = cpuNanos();
    Optional<Shrinking.Result> shrunk =
        Shrinking.of(failed.scenario(), Bounds.until(System.nanoTime() + LIMIT_NANOS));
    long nanos = cpuNanos() - began;
    Shrinking.Result result = shrunk.orElseThrow();
    Scenario least = result.life().scenario();
    List<Schedule.Entry> entries =
        least.disturbance().schedule().map(Schedule::entries).orElseThrow();
    long recoveries = entries.stream().filter(it -> isRecovery(it.fault())).count();
    Size size =
        new Size(
            entries.size() - recoveries,
            recoveries,
            least.demand().script().map(script -> script.calls().size()).orElseThrow(),
            nanos);
    System.out.printf(
        Locale.ROOT,
        "%s seed %d: from %s to faults %d, recoveries %d, operations %d, nodes %d, %d lives,"
            + " %.1f M events, %.1f s, honest %s, %s%n",
        mutant,
        least.seed().value(),
        ScenarioText.size(failed),
        size.faults(),
        size.recoveries(),
        size.operations(),
        least.subject().nodes(),
        result.lives(),
        result.events() / 1e6,
        nanos / 1e9,
        Life.of(honest(least)).verdict(),
        result.signature());
    return size;
  }

  private static boolean isRecovery(Fault fault) {
    return fault.equals(fault.recovery());
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

  private static long median(List<Size> sizes, ToLongFunction<Size> of) {
    long[] sorted = sizes.stream().mapToLong(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
