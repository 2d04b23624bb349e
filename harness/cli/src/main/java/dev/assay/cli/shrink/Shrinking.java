package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Script;
import dev.assay.cli.simulation.Transcription;
import dev.assay.environment.sim.SimConditions;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.nemesis.schedule.Schedule;
import dev.assay.workloads.simulated.LedgerSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Shrinks one scenario. What is left out changes every delay after it, so each candidate is tried
 * in several worlds of its seed; the one in which it fails is part of the result.
 */
public final class Shrinking {
  private static final int WORLDS_AT_FIRST = 40;
  private static final int WORLDS_TO_KEEP = 12;
  private static final long AFTER_NANOS = 500_000_000L;
  private static final List<Long> WINDOWS_NANOS =
      List.of(200_000_000L, 1_000_000_000L, 4_000_000_000L, 15_000_000_000L);
  private static final List<Long> GAPS_MILLIS = List.of(50L, 200L, 500L, 1_000L, 2_000L, 4_000L);

  private final Signature signature;
  private final long deadlineNanos;
  private Life smallest;
  private int lives;

  /**
   * What shrinking came to.
   *
   * @param life of the smallest scenario
   * @param lives how many were tried
   */
  public record Result(Signature signature, Life life, int lives) {}

  private Shrinking(Signature signature, Life failed, long deadlineNanos) {
    this.signature = signature;
    this.smallest = failed;
    this.deadlineNanos = deadlineNanos;
  }

  /**
   * The smallest scenario found until then; empty when this one does not fail.
   *
   * @param deadlineNanos by {@link System#nanoTime}
   */
  public static Optional<Result> of(Scenario scenario, long deadlineNanos) {
    Life failed = Life.of(scenario);
    Optional<Signature> signature = Signature.of(failed.results());
    if (signature.isEmpty()) {
      return Optional.empty();
    }
    Shrinking shrinking = new Shrinking(signature.get(), failed, deadlineNanos);
    shrinking.shrink();
    return Optional.of(new Result(signature.get(), shrinking.smallest, shrinking.lives));
  }

  private void shrink() {
    if (smallest.scenario().demand().script().isEmpty()
        && !fails(Transcription.of(smallest.scenario()), WORLDS_AT_FIRST)) {
      return;
    }
    leaveOutWhatFollows();
    keepWhatIsNamed();
    fails(
        Transcription.scripted(
            smallest.scenario(),
            new Script(calls(), script().closing(), true),
            new Schedule(faults())),
        worlds());
    int size;
    do {
      size = size();
      fewerNodes();
      fewerCalls();
      fewerFaults();
      withoutClosing();
      fewerClients();
    } while (size() < size && !over());
    plainSurroundings();
    shorterGaps();
  }

  /**
   * Often the operations that the evidence speaks of are enough, or those shortly before its last
   * one, asked of the nodes that were asked then, or of whoever the clients take for the primary.
   */
  private void keepWhatIsNamed() {
    List<Operation> named = named();
    List<Script.Call> exactly =
        calls().stream().filter(call -> named.stream().anyMatch(o -> isOf(call, o))).toList();
    if (exactly.isEmpty() || keepOnly(exactly, faults())) {
      return;
    }
    long last = exactly.getLast().atNanos();
    List<Schedule.Entry> before =
        faults().stream().filter(f -> f.atNanos() <= last + AFTER_NANOS).toList();
    for (long window : WINDOWS_NANOS) {
      List<Script.Call> near =
          calls().stream()
              .filter(c -> c.atNanos() >= last - window && c.atNanos() <= last + AFTER_NANOS)
              .toList();
      if (keepOnly(near, before)) {
        return;
      }
    }
  }

  private boolean keepOnly(List<Script.Call> calls, List<Schedule.Entry> faults) {
    List<Script.Call> free = calls.stream().map(Script.Call::undirected).toList();
    Schedule schedule = new Schedule(faults);
    boolean closing = script().closing();
    return fails(
            Transcription.scripted(smallest.scenario(), new Script(calls, closing, true), schedule),
            WORLDS_TO_KEEP)
        || fails(
            Transcription.scripted(smallest.scenario(), new Script(free, closing, true), schedule),
            WORLDS_TO_KEEP);
  }

  /** What was asked and injected after the evidence was complete: up to there nothing changes. */
  private void leaveOutWhatFollows() {
    long began = smallest.stageNanos("load");
    long last =
        named().stream().mapToLong(Operation::invokedNanos).max().orElse(Long.MAX_VALUE / 2)
            - began;
    for (long after : List.of(AFTER_NANOS, 5 * AFTER_NANOS, 20 * AFTER_NANOS)) {
      long end = last + after;
      List<Script.Call> calls = calls().stream().filter(call -> call.atNanos() <= end).toList();
      List<Schedule.Entry> faults = faults().stream().filter(f -> f.atNanos() <= end).toList();
      if (calls.size() == calls().size()
          || fails(
              Transcription.scripted(
                  smallest.scenario(), script().with(calls), new Schedule(faults)),
              2)) {
        return;
      }
    }
  }

  /** The operations that each failing checker speaks of first. */
  private List<Operation> named() {
    Set<Long> indices =
        Signature.failed(smallest.results()).stream()
            .flatMap(check -> check.evidence().stream().limit(1))
            .flatMap(evidence -> evidence.operations().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return smallest.history().clientOperations().stream()
        .filter(operation -> indices.contains(operation.index()))
        .toList();
  }

  private static boolean isOf(Script.Call call, Operation operation) {
    return operation.f().equals(call.what().f())
        && operation.input() instanceof Value.Fields asked
        && call.what().value().fields().entrySet().stream()
            .allMatch(field -> asked.get(field.getKey()).equals(Optional.of(field.getValue())));
  }

  private void fewerNodes() {
    int nodes = smallest.scenario().subject().nodes();
    for (int fewer = 3; fewer < nodes; fewer++) {
      if (fails(FewerNodes.of(smallest.scenario(), fewer), worlds())) {
        return;
      }
    }
  }

  private void fewerFaults() {
    DeltaDebugging.minimized(
        faults(),
        fewer ->
            fails(
                Transcription.scripted(smallest.scenario(), script(), new Schedule(fewer)),
                worlds()));
  }

  private void fewerCalls() {
    DeltaDebugging.minimized(calls(), fewer -> fails(with(fewer), worlds()));
  }

  private void withoutClosing() {
    if (script().closing()) {
      fails(
          Transcription.scripted(
              smallest.scenario(),
              new Script(calls(), false, script().lean()),
              new Schedule(faults())),
          worlds());
    }
  }

  /** Numbers the clients without gaps, or lets fewer of them do it all. */
  private void fewerClients() {
    List<Integer> places = calls().stream().map(Script.Call::place).distinct().sorted().toList();
    for (int clients = 1; clients <= places.size(); clients++) {
      int some = clients;
      List<Script.Call> calls =
          calls().stream().map(call -> call.at(places.indexOf(call.place()) % some)).toList();
      if (!places.isEmpty() && places.getLast() >= clients && fails(with(calls), worlds())) {
        return;
      }
    }
  }

  private void plainSurroundings() {
    Scenario scenario = smallest.scenario();
    SimConditions conditions = scenario.surroundings().conditions();
    SimConditions calm =
        new SimConditions(
            SimConditions.USUAL.clientLinks(),
            SimConditions.USUAL.clientLinks(),
            conditions.limits(),
            conditions.variation());
    fails(
        Variation.surrounded(scenario, new Scenario.Surroundings(calm, LedgerSettings.USUAL)),
        worlds());
  }

  /** Time in which nothing is asked or injected is cut, as much as can be. */
  private void shorterGaps() {
    for (long gap : GAPS_MILLIS) {
      if (fails(Gaps.shortened(smallest.scenario(), gap), worlds())) {
        return;
      }
    }
  }

  /** Tries a candidate in some worlds; one that fails for the same reason is the smallest now. */
  private boolean fails(Scenario candidate, int worlds) {
    long usual = candidate.surroundings().conditions().variation();
    for (int i = 0; i < worlds && !over(); i++) {
      long variation = i == 0 ? usual : (usual + i) % Math.max(worlds, WORLDS_AT_FIRST);
      Life life = Life.of(Variation.of(candidate, variation));
      lives++;
      if (signature.in(life.results())) {
        smallest = life;
        return true;
      }
    }
    return false;
  }

  private boolean over() {
    return System.nanoTime() - deadlineNanos >= 0 || Thread.currentThread().isInterrupted();
  }

  private Scenario with(List<Script.Call> calls) {
    return Transcription.scripted(
        smallest.scenario(), script().with(calls), new Schedule(faults()));
  }

  /** Short lives are cheap: the fewer operations, the more worlds are tried. */
  private int worlds() {
    int calls = calls().size();
    return calls > 300 ? 1 : calls > 60 ? 2 : 6;
  }

  private int size() {
    return smallest.scenario().subject().nodes()
        + calls().size()
        + faults().size()
        + (script().closing() ? 1 : 0);
  }

  private Script script() {
    return smallest.scenario().demand().script().orElseThrow();
  }

  private List<Script.Call> calls() {
    return script().calls();
  }

  private List<Schedule.Entry> faults() {
    return smallest.scenario().disturbance().schedule().orElseThrow().entries();
  }
}
