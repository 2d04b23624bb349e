package dev.assay.cli.sabotage;

import java.util.Arrays;
import java.util.Optional;

/** A planted bug of the verifier. This is the only place that names them. */
public enum HarnessMutant {
  IDLE_NEMESIS(
      "h1-idle-nemesis",
      "the nemesis does nothing, and says that it did",
      "any fault",
      "floors: no fault has a measurement"),
  IDLE_HEAL(
      "h2-idle-heal",
      "healing everything does nothing, and says that it did",
      "always",
      "the heal drill: a node that was paused just before stays silent"),
  UNKNOWN_IGNORED(
      "h3-unknown-ignored",
      "checkers take an unknown outcome for one that did not happen",
      "always",
      "the canaries of linearizability and acknowledged"),
  TIMEOUT_PASSES(
      "h4-timeout-passes",
      "a checker that did not come to an end counts as passed",
      "always",
      "the canary of linearizability that allows no step"),
  CLOCK_WITHOUT_EFFECT(
      "h5-clock-without-effect",
      "clocks are set off by nothing at all, with proof",
      "clock",
      "floors: what was measured is not what was asked for"),
  HIDDEN_RETRIES(
      "h6-hidden-retries",
      "clients ask again by themselves and report the last answer only",
      "always",
      "the count of requests against operations"),
  LOST_LAST_SECOND(
      "h7-lost-last-second",
      "the last second of the history is never written",
      "always",
      "the number of events that the run's end notes"),
  NO_CONTENTION(
      "h8-no-contention",
      "the load never has two operations under way at once",
      "always",
      "floors: no two operations overlapped"),
  NO_FINAL_READS(
      "h9-no-final-reads",
      "the last questions are not asked",
      "always",
      "availability: no node gave its last audit"),
  RENDERER_THROWS(
      "h10-renderer-throws",
      "the report can't be rendered when a run failed",
      "always",
      "the specimen of a failed run that is rendered beside each report");

  private final String id;
  private final String breaks;
  private final String exposedBy;
  private final String caughtBy;

  HarnessMutant(String id, String breaks, String exposedBy, String caughtBy) {
    this.id = id;
    this.breaks = breaks;
    this.exposedBy = exposedBy;
    this.caughtBy = caughtBy;
  }

  /** The name by which it is switched on. */
  public String id() {
    return id;
  }

  /** One line for people: what it breaks. */
  public String breaks() {
    return breaks;
  }

  /** For people: what brings it to light. */
  public String exposedBy() {
    return exposedBy;
  }

  /** For people: which self-check of the harness has to notice it. */
  public String caughtBy() {
    return caughtBy;
  }

  /** The mutant of this name; empty when there is none. */
  public static Optional<HarnessMutant> named(String id) {
    return Arrays.stream(values()).filter(mutant -> mutant.id.equals(id)).findFirst();
  }
}
