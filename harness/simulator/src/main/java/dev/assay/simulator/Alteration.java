package dev.assay.simulator;

import java.io.IOException;
import java.util.Optional;

/** Something that is changed on a disk by somebody who knows what its files mean. */
@FunctionalInterface
public interface Alteration {
  /** Puts bytes into the place of those in a file, behind the back of who wrote them. */
  @FunctionalInterface
  interface Replacement {
    void replace(String file, long offset, byte[] bytes) throws IOException;
  }

  /**
   * Changes something.
   *
   * @param disk to be read; what is written to it is not undone with the damage
   * @return what, for people; empty when there is nothing to change
   */
  Optional<String> on(SimulatedDisk disk, Replacement replacement) throws IOException;
}
