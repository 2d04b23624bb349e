package dev.assay.harness.interpreter;

import dev.assay.harness.generator.Generator;

/**
 * A part of a run that begins when every operation of the part before has completed.
 *
 * @param name for people
 */
public record Stage(String name, Generator generator) {
  /** Told when a stage begins, by the run's thread. */
  public interface Listener {
    void began(long nowNanos, String stage);
  }
}
