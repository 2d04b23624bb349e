package dev.assay.harness.run;

import java.util.Optional;

/**
 * How far a run is, for people who watch it.
 *
 * @param stage deploy, setup, load, heal, settle, closing, collect or end
 * @param elapsedNanos since the run's start, in the environment's time
 * @param counts operations of clients so far
 * @param nemesis the fault or recovery that was injected last, by name
 */
public record Progress(String stage, long elapsedNanos, Counts counts, Optional<String> nemesis) {

  /** Operations of clients by outcome, and those under way. */
  public record Counts(long ok, long failed, long unknown, long underWay) {}
}
