package dev.assay.harness.system;

import dev.assay.history.Value;
import dev.assay.simulator.Program;
import java.util.List;

/**
 * The program of one node in all of its lives. What its nodes noted outlives them: a node that is
 * down at the end of a run is the one whose last words matter.
 */
public interface SimulatedProgram extends Program {
  /**
   * What all lives noted so far, oldest first, each as a line of {@code events.jsonl}: {@code time}
   * (virtual nanoseconds), {@code source}, {@code event}, {@code epoch}, {@code detail}.
   */
  List<Value.Fields> events();
}
