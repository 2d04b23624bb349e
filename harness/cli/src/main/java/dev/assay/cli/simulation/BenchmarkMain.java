package dev.assay.cli.simulation;

import com.sun.management.ThreadMXBean;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunTiming;
import dev.assay.history.Seed;
import dev.assay.history.run.Manifest;
import dev.assay.workloads.shape.TransferShape;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the simulator on one thread: five nodes, ten clients, all faults, 60 simulated seconds
 * from the first start of a node to the last question, and at least 1,000 operations of clients in
 * each run. Times are of the processor, not of the clock on the wall, so that a busy machine
 * disturbs less, and include the garbage collector's pauses; the compiler, which works beside it
 * until the program is warm, is not counted.
 */
public final class BenchmarkMain {
  private static final int RUNS = 20;
  private static final int ROUNDS_MAX = 100;

  /**
   * Of all clients together: enough for a thousand operations also where faults kept them waiting.
   */
  private static final int RATE = 22;

  /** Load under faults; preparing, calibration, settling and last questions take the rest of 60. */
  private static final Duration MAIN = Duration.ofSeconds(51);

  /** Rounds in which stacks are looked at, which takes time: they are not among the measured. */
  private static final int ROUNDS_SAMPLED = 3;

  /** Of this JDK, which counts what a thread allocates too. */
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private BenchmarkMain() {}

  /**
   * Prints a line for each round of 20 runs, one for the median of the last half of them, then
   * where the time goes.
   *
   * @param args how many rounds, 2..100; 20 when none is given: the first ten warm up
   */
  public static void main(String[] args) {
    int rounds = Math.clamp(args.length == 0 ? 20 : Integer.parseInt(args[0]), 2, ROUNDS_MAX);
    List<Round> measured = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Round round = round(i);
      measured.add(round);
      System.out.println(round.line());
    }
    List<Round> warm = new ArrayList<>(measured.subList(rounds / 2, rounds));
    warm.sort(Comparator.comparingLong(Round::nanos));
    System.out.println("median of the last " + warm.size() + ":");
    System.out.println(warm.get(warm.size() / 2).line());
    StackSamples samples = new StackSamples(Thread.currentThread());
    samples.start();
    for (int i = 0; i < ROUNDS_SAMPLED; i++) {
      round(rounds + i);
    }
    samples.stop();
    samples
        .shares()
        .forEach(
            (part, percent) -> System.out.printf(Locale.ROOT, "%5.1f %%  %s%n", percent, part));
  }

  private record Round(long nanos, long bytes, long events, long fewest, CampaignCounts counts) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%.1f ms and %.1f MB a run, at least %d operations each, %.0f events/s; %s",
          nanos / 1e6 / RUNS,
          bytes / 1e6 / RUNS,
          fewest,
          events * 1e9 / nanos,
          counts.line(nanos));
    }
  }

  private static Round round(int round) {
    long beganNanos = usedNanos();
    long beganBytes = THREADS.getCurrentThreadAllocatedBytes();
    CampaignCounts counts = new CampaignCounts();
    long events = 0;
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      Life life = Life.of(scenario((long) round * RUNS + i));
      counts.add(life);
      events += life.world().events();
      fewest = Math.min(fewest, life.history().clientOperations().size());
    }
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - beganBytes;
    return new Round(usedNanos() - beganNanos, bytes, events, fewest, counts);
  }

  /** Of the processor by this thread, and the pauses in which the collector had it. */
  private static long usedNanos() {
    long pausedMillis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      pausedMillis += Math.max(0, collector.getCollectionTime());
    }
    return THREADS.getCurrentThreadCpuTime() + pausedMillis * 1_000_000;
  }

  private static Scenario scenario(long seed) {
    return new Scenario(
        new Seed(seed),
        new Scenario.Subject(5, List.of()),
        new Scenario.Demand(
            new Load(10, RATE),
            TransferShape.USUAL,
            RunTiming.of(MAIN),
            Manifest.Floors.DEFAULT,
            Optional.empty()),
        new Scenario.Disturbance(List.of("all"), List.of("all"), Optional.empty()),
        Scenario.Surroundings.USUAL);
  }

  /** For {@link StackSamples}: packages by the part of the work that they are. */
  static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("dev.assay.raft", "node: Raft"),
          Map.entry("dev.assay.ledger", "node: ledger"),
          Map.entry("dev.assay.node.storage", "node: storage"),
          Map.entry("dev.assay.node", "node: the rest"),
          Map.entry("dev.assay.protocol", "node: protobuf"),
          Map.entry("dev.assay.simulator", "simulator"),
          Map.entry("dev.assay.environment", "simulator"),
          Map.entry("dev.assay.workloads", "workload and ports"),
          Map.entry("dev.assay.harness", "harness"),
          Map.entry("dev.assay.history", "history"),
          Map.entry("dev.assay.nemesis", "nemesis"),
          Map.entry("dev.assay.checkers", "checkers"));
}
