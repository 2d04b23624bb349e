package dev.assay.cli.gate;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.simulation.Shard;
import dev.assay.history.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hunts every mutant in every campaign and makes honest runs beside them, several at a time, each
 * wholly on one thread. What is drawn does not depend on how many threads there are, nor on what
 * else is asked for.
 */
public final class Gate {
  private final Arena arena;
  private final List<Exposure> exposures;
  private final Plan plan;
  private final BooleanSupplier stopping;

  /**
   * How much is tried.
   *
   * @param campaigns their numbers, from 1; each mutant has one after the other
   * @param budget of the arena's time for a campaign: no run is begun after it
   * @param clean honest runs
   * @param jobs threads
   * @param shard the part of all of it that is done here
   */
  public record Plan(
      Seed seed, List<Integer> campaigns, Duration budget, int clean, int jobs, Shard shard) {
    public Plan {
      campaigns = List.copyOf(campaigns);
    }
  }

  /** Told what is over, one at a time, by the gate's threads. */
  public interface Observer {
    void hunted(Hunt hunt);

    void lived(Attempt clean);
  }

  /**
   * A gate of these mutants.
   *
   * @param stopping whether somebody wants it to end: known before the calling thread is
   *     interrupted, and asked by all of the gate's. What is under way then may come to any end.
   */
  public Gate(Arena arena, List<Exposure> exposures, Plan plan, BooleanSupplier stopping) {
    this.arena = arena;
    this.exposures = List.copyOf(exposures);
    this.plan = plan;
    this.stopping = stopping;
  }

  /** How many hunts and honest runs there are to be. */
  public int parts() {
    return tasks(_ -> {}, _ -> {}).size();
  }

  /** Returns when all is over; interrupting the calling thread ends what is under way. */
  public GateResults run(Observer observer) {
    List<Hunt> hunts = new ArrayList<>();
    List<Attempt> clean = new ArrayList<>();
    List<Runnable> tasks =
        tasks(
            hunt -> {
              synchronized (this) {
                if (!isCut() || hunt.kill().isPresent()) {
                  hunts.add(hunt);
                  observer.hunted(hunt);
                }
              }
            },
            attempt -> {
              synchronized (this) {
                if (!isCut()) {
                  clean.add(attempt);
                  observer.lived(attempt);
                }
              }
            });
    boolean whole = new Crew(plan.jobs()).work(tasks) && !stopping.getAsBoolean();
    hunts.sort(
        Comparator.comparingInt((Hunt hunt) -> exposures.indexOf(hunt.exposure()))
            .thenComparingInt(Hunt::campaign));
    clean.sort(Comparator.comparingLong(Attempt::seed));
    return new GateResults(arena.name(), plan, exposures, hunts, clean, whole);
  }

  private List<Runnable> tasks(Consumer<Hunt> hunted, Consumer<Attempt> lived) {
    List<Runnable> all = new ArrayList<>();
    for (int campaign : plan.campaigns()) {
      for (Exposure exposure : exposures) {
        all.add(
            () ->
                hunted.accept(
                    Hunt.of(arena, exposure, plan.seed(), campaign, plan.budget(), this::isCut)));
      }
    }
    Exposure honest = new Exposure("clean", List.of(), Trap.of("all"), List.of("nobody"));
    for (int i = 0; i < plan.clean(); i++) {
      Seed seed = new Seed(plan.seed().fork("clean").draw(i) >>> 1);
      all.add(
          () -> {
            if (!isCut()) {
              lived.accept(arena.attempt(honest, seed));
            }
          });
    }
    List<Runnable> mine = new ArrayList<>();
    for (long i = 0; i < plan.shard().count(all.size()); i++) {
      mine.add(all.get(Math.toIntExact(plan.shard().at(i))));
    }
    return mine;
  }

  /** An environment that is being closed may swallow the interrupt of a thread. */
  private boolean isCut() {
    return stopping.getAsBoolean() || Thread.currentThread().isInterrupted();
  }

  /** Whether the verdict of an honest run is as it must be. */
  static boolean isClean(Attempt attempt) {
    return attempt.verdict() == Verdict.PASS;
  }
}
