package dev.assay.cli.simulation;

import com.sun.management.ThreadMXBean;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunTiming;
import dev.assay.history.Seed;
import dev.assay.history.run.Manifest;
import dev.assay.workloads.shape.TransferShape;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the simulator on one thread: five nodes, ten clients, all faults, 60 simulated seconds,
 * some 1,200 operations. Times are of the processor, not of the clock on the wall, so that a busy
 * machine disturbs less.
 */
public final class BenchmarkMain {
  private static final int RUNS = 20;
  private static final int ROUNDS_MAX = 100;

  /** Of this JDK, which counts what a thread allocates too. */
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private BenchmarkMain() {}

  /**
   * Prints a line for each round of 20 runs, then where the time of the last half went.
   *
   * @param args how many rounds, 2..100; 10 when none is given
   */
  public static void main(String[] args) {
    int rounds = Math.clamp(args.length == 0 ? 10 : Integer.parseInt(args[0]), 2, ROUNDS_MAX);
    StackSamples samples = new StackSamples(Thread.currentThread());
    for (int round = 0; round < rounds; round++) {
      if (round == rounds / 2) {
        samples.start();
      }
      System.out.println(round(round));
    }
    samples.stop();
    samples
        .shares()
        .forEach(
            (part, percent) -> System.out.printf(Locale.ROOT, "%5.1f %%  %s%n", percent, part));
  }

  private static String round(int round) {
    long beganNanos = THREADS.getCurrentThreadCpuTime();
    long beganBytes = THREADS.getCurrentThreadAllocatedBytes();
    CampaignCounts counts = new CampaignCounts();
    long events = 0;
    for (int i = 0; i < RUNS; i++) {
      Life life = Life.of(scenario((long) round * RUNS + i));
      counts.add(life);
      events += life.world().events();
    }
    long nanos = THREADS.getCurrentThreadCpuTime() - beganNanos;
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - beganBytes;
    return String.format(
        Locale.ROOT,
        "%.1f ms and %.1f MB a run, %.0f events/s; %s",
        nanos / 1e6 / RUNS,
        bytes / 1e6 / RUNS,
        events * 1e9 / nanos,
        counts.line(nanos));
  }

  private static Scenario scenario(long seed) {
    return new Scenario(
        new Seed(seed),
        new Scenario.Subject(5, List.of()),
        new Scenario.Demand(
            new Load(10, 20),
            TransferShape.USUAL,
            RunTiming.of(Duration.ofSeconds(60)),
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
