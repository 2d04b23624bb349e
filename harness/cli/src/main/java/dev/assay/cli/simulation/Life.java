package dev.assay.cli.simulation;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.ChainLines;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.cli.sabotage.Sabotage;
import dev.assay.cli.verification.Decision;
import dev.assay.environment.sim.SimCluster;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.run.Collector;
import dev.assay.harness.run.Journal;
import dev.assay.harness.run.Run;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Event;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import dev.assay.workloads.simulated.LedgerSimulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A scenario that was lived, in memory: no file is written, nothing is formatted.
 *
 * @param history what clients and the nemesis saw
 * @param world what the simulator counted
 */
public record Life(Scenario scenario, RunEnd end, Results results, History history, World world) {
  /** Some tenths of a second: enough for the short lives that are lived by the thousand. */
  private static final Budget.Limits FEW_STEPS = new Budget.Limits(1_000_000, 200_000, () -> false);

  /**
   * What happened below.
   *
   * @param nanos of virtual time that passed
   * @param events that happened
   * @param hash over everything that happened: events, history and chains
   * @param stages when each stage of the run began, in its own time
   * @param secondUsed by so many nodes something was acknowledged in a second channel
   */
  public record World(
      long nanos, long events, long hash, Map<String, Long> stages, int secondUsed) {
    public World {
      stages = Collections.unmodifiableMap(new TreeMap<>(stages));
    }
  }

  /**
   * Lives it on the calling thread. Interrupting that ends it early, takes the interrupt, and
   * leaves it unjudged.
   */
  public static Life of(Scenario scenario) {
    return of(scenario, scenario.plan());
  }

  /** Lives it, and lets it be judged by these checkers alone, each with little time. */
  public static Life judged(Scenario scenario, List<Checker> checkers) {
    return of(scenario, scenario.plan(), _ -> checkers, FEW_STEPS);
  }

  /** Lives it by a plan that is at most watched more closely. */
  static Life of(Scenario scenario, RunPlan plan) {
    return of(scenario, plan, Decision::checkers, Budget.Limits.DEFAULT);
  }

  private static Life of(
      Scenario scenario,
      RunPlan plan,
      Function<Recording, List<Checker>> judges,
      Budget.Limits limits) {
    List<Event> events = new ArrayList<>();
    Nodes nodes = new Nodes();
    Map<String, Long> stages = new TreeMap<>();
    Journal journal =
        (nanos, _, _, facts) -> {
          if (facts.get("stage").orElse(Value.NIL) instanceof Value.Text(String stage)) {
            stages.put(stage, nanos);
          }
        };
    Manifest manifest = manifest(scenario, plan);
    Sabotage sabotage = Sabotage.of(manifest);
    Run run =
        new Run(
            sabotage.plan(plan),
            sabotage.environment(scenario.environment()),
            sabotage.history(events::add),
            journal,
            sabotage.collector(nodes));
    RunEnd end = run.execute();
    Fingerprint fingerprint = new Fingerprint();
    events.forEach(fingerprint::add);
    nodes.lines.values().forEach(fingerprint::add);
    fingerprint.add(nodes.trace);
    World world =
        new World(
            nodes.nanos, nodes.events, fingerprint.hash(), stages, nodes.usingSecondChannel());
    History history = History.of(events);
    if (end instanceof RunEnd.Interrupted) {
      return new Life(scenario, end, Decision.with(Results.of(List.of()), end), history, world);
    }
    Recording recording =
        new Recording(history, Optional.of(manifest), nodes.chains(), nodes.notes);
    Results decided =
        Decision.whole(
            decided(recording, judges.apply(recording), limits),
            history,
            OptionalLong.of(run.events()));
    return new Life(scenario, end, Decision.with(decided, end), history, world);
  }

  /** Whether it was cut short: then nothing was judged, since nodes had no time to settle. */
  public boolean interrupted() {
    return end instanceof RunEnd.Interrupted;
  }

  /** When a stage began; the end of time when it never did. */
  public long stageNanos(String stage) {
    return world.stages().getOrDefault(stage, Long.MAX_VALUE);
  }

  private static Manifest manifest(Scenario scenario, RunPlan plan) {
    return scenario.commission(List.of(), Value.fields()).manifest(plan, Instant.EPOCH);
  }

  public Verdict verdict() {
    return results.verdict();
  }

  private static Results decided(
      Recording recording, List<Checker> checkers, Budget.Limits limits) {
    if (recording.history().events().isEmpty()) {
      return Results.of(
          List.of(
              new CheckResult(
                  "history", Verdict.UNKNOWN, "Nothing happened.", List.of(), Value.fields())));
    }
    return Checks.run(checkers, recording, limits);
  }

  /** What the nodes had to tell at the end. */
  private static final class Nodes implements Collector {
    private final Map<String, List<String>> lines = new TreeMap<>();
    private final List<NodeEvent> notes = new ArrayList<>();
    private long trace;
    private long events;
    private long nanos;

    int usingSecondChannel() {
      return (int)
          notes.stream()
              .filter(note -> note.kind().equals(LedgerSimulation.SECOND_USED))
              .map(NodeEvent::node)
              .distinct()
              .count();
    }

    @Override
    public void collect(Cluster cluster, RunEnd end) {
      if (!(cluster instanceof SimCluster simulated)) {
        throw new IllegalStateException("only simulated clusters live in memory");
      }
      for (NodeId node : cluster.nodes()) {
        simulated.chain(node).ifPresent(chain -> lines.put(node.name(), chain));
        simulated.events(node).stream()
            .flatMap(line -> NodeEvent.of(line).stream())
            .map(event -> event.since(cluster.driver().originNanos()))
            .forEach(notes::add);
      }
      trace = simulated.world().trace();
      events = simulated.world().events();
      nanos = simulated.world().nowNanos();
    }

    Map<String, Chain> chains() {
      ChainLines reader = new ChainLines();
      Map<String, Chain> chains = new TreeMap<>();
      lines.forEach((node, chain) -> chains.put(node, reader.read(node, chain)));
      return chains;
    }
  }
}
