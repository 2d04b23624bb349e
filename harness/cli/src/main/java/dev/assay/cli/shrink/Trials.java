package dev.assay.cli.shrink;

import dev.assay.checkers.Checker;
import dev.assay.checkers.run.CheckRun;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Script;
import dev.assay.cli.simulation.Transcription;
import dev.assay.nemesis.schedule.Schedule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries candidates, and keeps the last one that failed for the same reason. Only the checkers that
 * know the reason judge; none is tried twice; and work is counted in events of the simulator, so
 * that the same failure shrinks to the same scenario on every machine that has the time.
 */
final class Trials {
  /** What a life costs that hardly anything happens in. */
  private static final long EVENTS_MIN = 2_000;

  /** Worlds beside the scenario's own are numbered; which ones are tried depends on the last. */
  private static final int WORLDS = 1 << 20;

  private static final long EVENTS_PER_CANDIDATE = 120_000;
  private static final int WORLDS_MAX = 16;

  private final Signature signature;
  private final List<Checker> checkers;
  private final Bounds bounds;
  private final Set<Scenario> survived = new HashSet<>();
  private Life smallest;
  private long events;
  private int lives;

  Trials(Signature signature, Life failed, Bounds bounds) {
    this.signature = signature;
    this.checkers =
        CheckRun.checkers(failed.scenario().demand().shape().workload()).stream()
            .filter(checker -> signature.kinds().containsKey(checker.name()))
            .toList();
    this.smallest = failed;
    this.bounds = bounds;
  }

  /**
   * Tries a candidate in so many worlds; one that fails for the same reason is the smallest now.
   */
  boolean fails(Scenario candidate, int worlds) {
    long usual = candidate.surroundings().conditions().variation();
    for (int i = 0; i < worlds && !over(); i++) {
      Scenario tried = i == 0 ? candidate : Variation.of(candidate, (usual + i) % WORLDS);
      if (survived.contains(tried)) {
        continue;
      }
      Life life = Life.judged(tried, checkers);
      if (life.interrupted()) {
        Thread.currentThread().interrupt();
        return false;
      }
      lives++;
      events += life.world().events() + EVENTS_MIN;
      if (signature.in(life.results())) {
        smallest = life;
        return true;
      }
      survived.add(tried);
    }
    return false;
  }

  /** The smallest with other calls. */
  boolean fails(List<Script.Call> calls, int worlds) {
    return fails(calls, faults(), worlds);
  }

  /** The smallest with other calls and faults. */
  boolean fails(List<Script.Call> calls, List<Schedule.Entry> faults, int worlds) {
    return fails(
        Transcription.scripted(scenario(), script().with(calls), new Schedule(faults)), worlds);
  }

  boolean over() {
    return events >= bounds.events() || bounds.timeIsUp() || Thread.currentThread().isInterrupted();
  }

  /** Whether this part of the work has been done. */
  boolean spent(int percent) {
    return events >= bounds.events() / 100 * percent || over();
  }

  Life smallest() {
    return smallest;
  }

  Scenario scenario() {
    return smallest.scenario();
  }

  Script script() {
    return scenario().demand().script().orElseThrow();
  }

  List<Script.Call> calls() {
    return script().calls();
  }

  List<Schedule.Entry> faults() {
    return scenario().disturbance().schedule().orElseThrow().entries();
  }

  int lives() {
    return lives;
  }

  long events() {
    return events;
  }

  Signature signature() {
    return signature;
  }

  /** Short lives are cheap: the less happens in one, the more worlds are tried. */
  int worlds() {
    return Math.clamp(EVENTS_PER_CANDIDATE / (smallest.world().events() + 1), 1, WORLDS_MAX);
  }

  /** A measure of what is left. */
  int size() {
    return scenario().subject().nodes()
        + calls().size()
        + faults().size()
        + (script().closing() ? 1 : 0);
  }
}
