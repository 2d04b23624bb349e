package dev.assay.node.storage;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import java.util.List;
import java.util.Optional;

/**
 * What a node knew when it stopped; all of it is durable.
 *
 * @param hardState the last one written, {@link HardState#INITIAL} if none was
 * @param entries the whole log, from index 1 without gaps
 * @param cutTail what was removed because a crash had interrupted its writing
 */
public record Recovered(HardState hardState, List<Entry> entries, Optional<CutTail> cutTail) {
  public Recovered {
    entries = List.copyOf(entries);
  }
}
