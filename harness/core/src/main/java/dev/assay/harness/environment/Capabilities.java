package dev.assay.harness.environment;

import java.util.Optional;

/** The faults that an environment can inject faithfully; a missing one is not offered. */
public record Capabilities(
    Optional<Processes> processes,
    Optional<Links> links,
    Optional<Clocks> clocks,
    Optional<CrashPoints> crashPoints) {

  /** What every environment has. */
  public Capabilities(
      Optional<Processes> processes, Optional<Links> links, Optional<Clocks> clocks) {
    this(processes, links, clocks, Optional.empty());
  }
}
