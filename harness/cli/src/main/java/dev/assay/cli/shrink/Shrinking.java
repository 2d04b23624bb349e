package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Script;
import dev.assay.cli.simulation.Transcription;
import dev.assay.environment.sim.SimConditions;
import dev.assay.history.Operation;
import dev.assay.nemesis.schedule.Schedule;
import dev.assay.node.SnapshotPolicy;
import dev.assay.workloads.simulated.LedgerSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Shrinks one scenario, coarse before fine: what comes after the violation goes, then all but what
 * it speaks of, then nodes, faults, operations and clients one after the other until none can go.
 * What is left out changes what follows only a little, but not nothing: a candidate is tried in
 * several worlds of its seed, and the one in which it fails is part of the result.
 */
public final class Shrinking {
  private static final int WORLDS_AT_FIRST = 40;
  private static final int WORLDS_TO_JUMP = 6;
  private static final long SECOND = 1_000_000_000L;
  private static final List<Long> AFTER_NANOS = List.of(SECOND / 2, 3 * SECOND, 10 * SECOND);
  private static final List<Long> WINDOWS_NANOS =
      List.of(SECOND / 5, SECOND, 4 * SECOND, 15 * SECOND);
  private static final List<Long> GAPS_MILLIS = List.of(50L, 200L, 500L, 1_000L, 2_000L, 4_000L);

  private static final List<Long> SNAPSHOTS = List.of(2L, 5L);
  private static final long SNAPSHOTS_SELDOM = 1_000;

  private static final int FAULTS_FEW = 2;
  private static final int CALLS_FEW = 6;
  private static final int SAMPLES = 1_500;
  private static final int PERCENT_BEFORE_THE_LAST_ROUND = 75;

  private final Trials trials;
  private final long preparedNanos;

  /**
   * What shrinking came to.
   *
   * @param life of the smallest scenario, judged by every checker
   * @param lives how many were tried
   * @param events of the simulator in them
   * @param cutShort whether time was up, or somebody interrupted it, before the work was done
   */
  public record Result(Signature signature, Life life, int lives, long events, boolean cutShort) {}

  private Shrinking(Trials trials, long preparedNanos) {
    this.trials = trials;
    this.preparedNanos = preparedNanos;
  }

  /**
   * The smallest scenario found within the bounds; empty when this one does not fail. Interrupting
   * the calling thread ends it with what is smallest then; the interrupt is taken.
   */
  public static Optional<Result> of(Scenario scenario, Bounds bounds) {
    Life failed = Life.of(scenario);
    Optional<Signature> signature = Signature.of(failed.results());
    if (signature.isEmpty()) {
      return Optional.empty();
    }
    Trials trials = new Trials(signature.get(), failed, bounds);
    new Shrinking(trials, failed.stageNanos("load")).shrink();
    boolean interrupted = Thread.interrupted();
    return Optional.of(
        new Result(
            signature.get(),
            Life.of(trials.scenario()),
            trials.lives(),
            trials.events(),
            interrupted || bounds.timeIsUp()));
  }

  private void shrink() {
    if (trials.scenario().demand().script().isEmpty()
        && !trials.fails(Transcription.of(trials.scenario()), WORLDS_AT_FIRST)) {
      return;
    }
    leaveOutWhatFollows();
    eagerSnapshots();
    keepWhatIsNamed();
    leaveOutWhatCanGo();
    plainSurroundings();
    shorterGaps();
    leaveOutWhatCanGo();
    Sampling sampling = new Sampling(trials);
    while (isLarge() && !trials.spent(PERCENT_BEFORE_THE_LAST_ROUND) && sampling.finds(SAMPLES)) {
      leaveOutWhatCanGo();
    }
    shorterGaps();
    new SimplerFaults(trials).tryAll();
    leaveOutWhatCanGo();
  }

  private boolean isLarge() {
    return trials.faults().size() > FAULTS_FEW || trials.calls().size() > CALLS_FEW;
  }

  private void leaveOutWhatCanGo() {
    int size;
    do {
      size = trials.size();
      withoutClosing();
      fewerNodes();
      fewerCalls();
      fewerFaults();
      fewerClients();
    } while (trials.size() < size && !trials.over());
  }

  /** What was asked and injected after the evidence was complete: up to there nothing changes. */
  private void leaveOutWhatFollows() {
    long last =
        Needed.named(trials.smallest()).stream()
            .mapToLong(Operation::invokedNanos)
            .max()
            .orElse(Long.MAX_VALUE / 2);
    for (long after : AFTER_NANOS) {
      List<Script.Call> calls = until(trials.calls(), last + after);
      if (calls.size() == trials.calls().size()
          || trials.fails(calls, faultsUntil(last + after), 2)) {
        return;
      }
    }
  }

  /**
   * Often the operations that the evidence speaks of are enough, or those shortly before its last
   * one, asked of the nodes that were asked then, or of whoever the clients take for the primary.
   */
  private void keepWhatIsNamed() {
    List<Script.Call> named = Needed.calls(trials.calls(), Needed.named(trials.smallest()));
    if (named.isEmpty() || keepOnly(named, trials.faults())) {
      return;
    }
    long last = named.getLast().atNanos();
    for (long window : WINDOWS_NANOS) {
      List<Script.Call> near =
          trials.calls().stream()
              .filter(c -> named.contains(c) || c.atNanos() >= last - window)
              .filter(c -> c.atNanos() <= last + AFTER_NANOS.getFirst())
              .toList();
      if (keepOnly(near, trials.faults())) {
        return;
      }
    }
  }

  private boolean keepOnly(List<Script.Call> calls, List<Schedule.Entry> faults) {
    List<Script.Call> kept = Needed.prepared(trials.calls(), calls, preparedNanos);
    return trials.fails(kept, faults, WORLDS_TO_JUMP)
        || trials.fails(
            kept.stream().map(call -> call.through(Optional.empty())).toList(),
            faults,
            WORLDS_TO_JUMP);
  }

  private void fewerNodes() {
    int nodes = trials.scenario().subject().nodes();
    for (int fewer = 3; fewer < nodes; fewer++) {
      if (trials.fails(Nodes.fewer(trials.scenario(), fewer), trials.worlds())) {
        return;
      }
    }
  }

  private void fewerFaults() {
    DeltaDebugging.minimized(
        FaultUnits.of(trials.faults()),
        fewer -> trials.fails(trials.calls(), FaultUnits.entries(fewer), trials.worlds()));
    DeltaDebugging.minimized(
        trials.faults(), fewer -> trials.fails(trials.calls(), fewer, trials.worlds()));
  }

  private void fewerCalls() {
    DeltaDebugging.minimized(trials.calls(), fewer -> trials.fails(fewer, trials.worlds()));
  }

  /** What only the last questions bring to light needs few of them, late, but not too late. */
  private void withoutClosing() {
    if (!trials.script().closing()
        || trials.fails(
            Transcription.scripted(
                trials.scenario(),
                new Script(trials.calls(), false),
                new Schedule(trials.faults())),
            trials.worlds())) {
      return;
    }
    // An honest system is granted so long, and no less.
    Scenario.Demand demand = trials.scenario().demand();
    if (demand.timing().closing().compareTo(demand.floors().answerWithin()) > 0) {
      trials.fails(Gaps.lateClosing(trials.scenario()), trials.worlds());
    }
  }

  /** Numbers the clients without gaps, or lets fewer of them do it all. */
  private void fewerClients() {
    List<Integer> places =
        trials.calls().stream().map(Script.Call::place).distinct().sorted().toList();
    for (int clients = 1; clients <= places.size(); clients++) {
      int some = clients;
      List<Script.Call> calls =
          trials.calls().stream()
              .map(call -> call.by(places.indexOf(call.place()) % some))
              .toList();
      if (places.getLast() >= clients && trials.fails(calls, trials.worlds())) {
        return;
      }
    }
  }

  /** Whoever needs a snapshot needs fewer operations for it when one is taken after each few. */
  private void eagerSnapshots() {
    Scenario scenario = trials.scenario();
    LedgerSettings own = scenario.surroundings().settings();
    for (long entries : SNAPSHOTS) {
      LedgerSettings eager =
          new LedgerSettings(
              own.pace(),
              new SnapshotPolicy(entries, own.snapshots().bytes()),
              own.log(),
              own.flow(),
              own.second());
      if (own.snapshots().entries() > SNAPSHOTS_SELDOM
          || own.snapshots().entries() <= entries
          || trials.fails(
              Variation.surrounded(
                  scenario, new Scenario.Surroundings(scenario.surroundings().conditions(), eager)),
              WORLDS_TO_JUMP)) {
        return;
      }
    }
  }

  private void plainSurroundings() {
    Scenario scenario = trials.scenario();
    SimConditions conditions = scenario.surroundings().conditions();
    SimConditions calm =
        new SimConditions(
            SimConditions.USUAL.clientLinks(),
            SimConditions.USUAL.clientLinks(),
            conditions.limits(),
            conditions.variation());
    List<LedgerSettings> settings =
        new ArrayList<>(List.of(LedgerSettings.USUAL, scenario.surroundings().settings()));
    for (LedgerSettings some : settings) {
      if (trials.fails(
          Variation.surrounded(scenario, new Scenario.Surroundings(calm, some)), trials.worlds())) {
        return;
      }
    }
  }

  /** Time in which nothing is asked or injected is cut, as much as can be. */
  private void shorterGaps() {
    for (long gap : GAPS_MILLIS) {
      if (trials.fails(Gaps.shortened(trials.scenario(), gap), trials.worlds())) {
        return;
      }
    }
  }

  private List<Schedule.Entry> faultsUntil(long nanos) {
    return trials.faults().stream().filter(fault -> fault.atNanos() <= nanos).toList();
  }

  private static List<Script.Call> until(Collection<Script.Call> calls, long nanos) {
    return calls.stream().filter(call -> call.atNanos() <= nanos).toList();
  }
}
