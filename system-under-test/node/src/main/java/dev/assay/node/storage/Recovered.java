package dev.assay.node.storage;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.SnapshotHead;
import java.util.List;
import java.util.Optional;

/**
 * What a node knew when it stopped; all of it is durable.
 *
 * @param hardState the last one written, {@link HardState#INITIAL} if none was
 * @param snapshot the newest one, verified
 * @param entries the log after the snapshot, or from index 1, without gaps
 * @param cutTail what was removed because a crash had interrupted its writing
 */
public record Recovered(
    HardState hardState,
    Optional<SnapshotHead> snapshot,
    List<Entry> entries,
    Optional<CutTail> cutTail) {
  public Recovered {
    entries = List.copyOf(entries);
  }
}
