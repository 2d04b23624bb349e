package dev.assay.nemesis.schedule;

import dev.assay.nemesis.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one kind of fault does from its beginning to its end: disturbances, each held for a while,
 * and at the end the recovery from each that nothing before has ended.
 */
record Script(List<Step> steps) {
  /**
   * One fault or recovery.
   *
   * @param holdNanos until the next step; empty: as long as the {@link Rhythm} holds such a fault
   * @param awaited whether it waits for what makes it possible, and is tried again at once
   */
  record Step(Fault fault, OptionalLong holdNanos, boolean awaited) {
    boolean recovers() {
      return fault.recovery().equals(fault);
    }
  }

  Script {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a script without a step");
    }
    List<Step> all = new ArrayList<>(steps);
    Set<Fault> open = new LinkedHashSet<>();
    for (Step step : steps) {
      if (step.recovers()) {
        open.removeIf(recovery -> recovery.equals(step.fault));
      } else {
        open.add(step.fault.recovery());
      }
    }
    open.forEach(recovery -> all.add(new Step(recovery, OptionalLong.of(0), false)));
    steps = List.copyOf(all);
  }

  /** One disturbance, held as long as is usual. */
  static Script of(Fault fault) {
    return new Script(List.of(new Step(fault, OptionalLong.empty(), false)));
  }

  /** A step that is held for so long. */
  static Step step(Fault fault, long holdMillis) {
    return new Step(fault, OptionalLong.of(holdMillis * 1_000_000), false);
  }

  /** The same, done as soon as it can be. Never the first of a script. */
  static Step awaited(Fault fault, long holdMillis) {
    return new Step(fault, OptionalLong.of(holdMillis * 1_000_000), true);
  }

  /** Whether it is more than one disturbance. */
  boolean isCompound() {
    int disturbances = 0;
    for (Step step : steps) {
      disturbances += step.recovers() ? 0 : 1;
    }
    return disturbances > 1;
  }
}
