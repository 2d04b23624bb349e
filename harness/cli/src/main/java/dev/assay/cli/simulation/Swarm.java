package dev.assay.cli.simulation;

import dev.assay.environment.sim.SimConditions;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunTiming;
import dev.assay.history.Seed;
import dev.assay.history.run.Manifest;
import dev.assay.nemesis.schedule.FaultSelection;
import dev.assay.node.Flow;
import dev.assay.node.SnapshotPolicy;
import dev.assay.node.storage.LogLimits;
import dev.assay.simulator.Conditions;
import dev.assay.simulator.Limits;
import dev.assay.workloads.LedgerWorkloads;
import dev.assay.workloads.simulated.LedgerPace;
import dev.assay.workloads.simulated.LedgerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws a scenario from a seed, nearly everything of it: a campaign in which each run leaves out
 * something at random finds more than one in which all are alike (swarm testing: Groce, Zhang,
 * Eide, Chen, Regehr 2012).
 *
 * @param workloads that may be drawn, by name
 * @param faults families and kinds that may be drawn; none is an empty list
 * @param mutants planted bugs, in every run
 * @param span how long and busy they are
 */
public record Swarm(List<String> workloads, List<String> faults, List<String> mutants, Span span) {
  /**
   * How long and how busy runs are.
   *
   * @param seconds of load under faults, drawn from these
   * @param rates operations per second, drawn from these
   * @param operationsMax a run with a high rate is shorter
   */
  public record Span(List<Integer> seconds, List<Integer> rates, int operationsMax) {
    public static final Span USUAL =
        new Span(List.of(15, 20, 30, 45, 60), List.of(4, 10, 20, 40, 40, 80, 150, 300), 4_000);

    /** For a build that has no time. */
    public static final Span BRIEF = new Span(List.of(6, 8, 10), List.of(20, 40), 400);

    public Span {
      seconds = List.copyOf(seconds);
      rates = List.copyOf(rates);
    }
  }

  private static final long MILLI = 1_000_000;

  /** So many runs have one with a second channel among them. */
  private static final int SECOND_ONE_IN = 16;

  /** Who leaves the default channel may still count in another when its disk is wiped. */
  private static final String WIPES = "replace-one";

  private static final List<Integer> SIZES = List.of(3, 3, 4, 5, 5, 5, 6, 7);

  /** With fewer operations a second it is no fault of anybody's that no two of them meet. */
  private static final int CONTENDED_RATE = 20;

  /** With all workloads. */
  public Swarm(List<String> faults, List<String> mutants, Span span) {
    this(List.copyOf(LedgerWorkloads.usual().keySet()), faults, mutants, span);
  }

  public Swarm {
    if (workloads.isEmpty()) {
      throw new IllegalArgumentException("no workload to draw from");
    }
    workloads = List.copyOf(workloads);
    faults = List.copyOf(faults);
    mutants = List.copyOf(mutants);
  }

  public Scenario draw(Seed seed) {
    Seed choices = seed.fork("swarm");
    int rate = of(span.rates, choices, "rate");
    int seconds = Math.min(of(span.seconds, choices, "seconds"), span.operationsMax / rate);
    return new Scenario(
        seed,
        new Scenario.Subject(of(SIZES, choices, "size"), mutants),
        new Scenario.Demand(
            new Load(between(choices, "concurrency", 3, 20), rate),
            Shapes.draw(of(workloads, choices, "workload"), choices.fork("shape")),
            timing(Duration.ofSeconds(seconds), rate),
            floors(rate),
            Optional.empty()),
        // What is drawn need not find the time to happen: the campaign sees to it that it does.
        new Scenario.Disturbance(
            faults.isEmpty() ? List.of() : List.of("all"), faultMix(choices), Optional.empty()),
        new Scenario.Surroundings(
            conditions(choices),
            new LedgerSettings(
                pace(choices), snapshots(choices), log(choices), flow(choices), second(choices))));
  }

  /** A run in which little was acknowledged still shows what it shows; the campaign counts. */
  private static Manifest.Floors floors(int rate) {
    return new Manifest.Floors(
        Math.min(20, rate), 1, 0, Duration.ofSeconds(20), rate >= CONTENDED_RATE);
  }

  /** So small, most of the time, that a node which was away for a while needs one. */
  private static SnapshotPolicy snapshots(Seed choices) {
    long entries = of(List.of(10, 25, 60, 150, 400, 1_000_000), choices, "snapshotEntries");
    return new SnapshotPolicy(entries, SnapshotPolicy.STANDARD.bytes());
  }

  private static LogLimits log(Seed choices) {
    return new LogLimits(
        of(List.of(2, 8, 32, 128), choices, "segment") << 10,
        of(List.of(0, 1, 4), choices, "preallocated") << 10);
  }

  /** Seldom, since it makes a run dearer. */
  private static boolean second(Seed choices) {
    return choices.fork("second").below(0, SECOND_ONE_IN) == 0;
  }

  /**
   * Half of the time so little that entries travel one by one, and that who was away for a while
   * finds the log gone.
   */
  private static Flow flow(Seed choices) {
    Seed drawn = choices.fork("flow");
    if (drawn.below(0, 2) == 0) {
      return Flow.STANDARD;
    }
    int message = of(List.of(1, 400, 2_000, 16_000), drawn, "message");
    return new Flow(
        message, Math.max(message, of(List.of(400, 2_000, 16_000, 64_000), drawn, "underWay")));
  }

  /**
   * Phase one: load under faults. Phase two: healed, every node answers within a minute. Before
   * that, who asks seldom and with pauses needs longer until somebody is answered.
   */
  private static RunTiming timing(Duration main, int rate) {
    return new RunTiming(
        Duration.ofSeconds(60),
        Duration.ofSeconds(rate < CONTENDED_RATE ? 6 : 3),
        main,
        Duration.ofSeconds(2),
        Duration.ofSeconds(60));
  }

  /** Each fault that may be is in or out, but something is always in. */
  private List<String> faultMix(Seed choices) {
    if (faults.isEmpty()) {
      return List.of();
    }
    List<String> kinds = new ArrayList<>(FaultSelection.parse(String.join(",", faults)).words());
    if (kinds.size() > 1 && second(choices)) {
      kinds.remove(WIPES);
    }
    Seed mix = choices.fork("faults");
    int percent = 15 + mix.below(-1, 86);
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      if (mix.below(i, 100) < percent) {
        drawn.add(kinds.get(i));
      }
    }
    return drawn.isEmpty() ? List.of(kinds.get(mix.below(-2, kinds.size()))) : drawn;
  }

  private static SimConditions conditions(Seed choices) {
    Seed drawn = choices.fork("network");
    long shortest = between(drawn, "shortest", 50, 2_000) * 1_000L;
    long longest = shortest + between(drawn, "spread", 1, 20) * shortest / 4;
    Conditions nodes =
        new Conditions(
            shortest,
            longest,
            rarely(drawn, "tail", 20_000),
            between(drawn, "tailLength", 1, 300) * MILLI,
            rarely(drawn, "loss", 20_000),
            rarely(drawn, "duplicate", 20_000),
            rarely(drawn, "overtake", 100_000));
    Conditions clients =
        new Conditions(
            shortest,
            longest,
            rarely(drawn, "clientTail", 5_000),
            50 * MILLI,
            rarely(drawn, "clientLoss", 3_000),
            0,
            0);
    return new SimConditions(nodes, clients, Limits.standard(), 0);
  }

  private static LedgerPace pace(Seed choices) {
    Seed drawn = choices.fork("pace");
    long sync = of(List.of(100, 1_000, 5_000, 20_000), drawn, "sync") * 1_000L;
    return new LedgerPace(
        of(List.of(25, 40, 50, 50, 70), drawn, "tick") * MILLI,
        sync / 4,
        sync * 2,
        of(List.of(10, 100, 1_000), drawn, "slow"),
        between(drawn, "slowSync", 5, 300) * MILLI);
  }

  /** Half of the time never, else up to so many in a million, smaller chances more likely. */
  private static int rarely(Seed seed, String name, int perMillionMax) {
    Seed drawn = seed.fork(name);
    return drawn.below(0, 2) == 0
        ? 0
        : 1 + drawn.below(1, perMillionMax) / (1 << drawn.below(2, 8));
  }

  private static int between(Seed seed, String name, int low, int high) {
    return low + seed.fork(name).below(0, high - low + 1);
  }

  private static <T> T of(List<T> choices, Seed seed, String name) {
    return choices.get(seed.fork(name).below(0, choices.size()));
  }
}
