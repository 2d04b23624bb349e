package dev.assay.harness.system;

import dev.assay.history.Value;
import dev.assay.simulator.Alteration;
import dev.assay.simulator.Program;
import dev.assay.simulator.SimulatedDisk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

  /**
   * Changes what the node's disk says, while it is down, so that every checksum is right and the
   * node must notice all the same before it has gone on from there.
   *
   * @param choice any number, picks what
   * @return what, for people; empty when there is nothing of that kind
   */
  default Optional<String> alter(SimulatedDisk disk, Alteration.Replacement replacement, int choice)
      throws IOException {
    return Optional.empty();
  }

  /** Undoes what {@link #alter} changed, while the node is down, if it is still there. */
  default void undo(SimulatedDisk disk) throws IOException {}

  /** Whether the present life has gone on with what {@link #alter} changed: then it is its own. */
  default boolean goesOnAltered() {
    return false;
  }
}
