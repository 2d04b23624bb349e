package dev.assay.harness.system;

import dev.assay.simulator.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link SimulatedSystem}'s programs boot: a node that can also be asked directly, outside
 * of the simulated network and in no virtual time. Called on the world's thread.
 */
public interface SimulatedNode extends Program.Instance {
  NodeStatus status();

  /** Its members, when they can be changed. */
  default Optional<SimulatedMembers> members() {
    return Optional.empty();
  }

  /** What the node executed so far, line by line, as {@link #export} writes it. */
  List<String> chain();

  /**
   * Writes what the node can tell at the end of a run (its chain) into the folder, which exists.
   * Equal worlds write equal bytes.
   */
  void export(Path folder) throws IOException;
}
