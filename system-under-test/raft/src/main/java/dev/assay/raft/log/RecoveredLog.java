package dev.assay.raft.log;

import java.util.List;
import java.util.Optional;

/**
 * What was durable when a node stopped.
 *
 * @param hardState as last persisted, {@link HardState#INITIAL} on a new node
 * @param snapshot the newest complete one
 * @param entries all durable ones that follow the snapshot, without a gap; from index 1 without a
 *     snapshot
 */
public record RecoveredLog(
    HardState hardState, Optional<SnapshotHead> snapshot, List<Entry> entries) {
  /** A node that has never run. */
  public static final RecoveredLog NONE =
      new RecoveredLog(HardState.INITIAL, Optional.empty(), List.of());

  public RecoveredLog {
    entries = List.copyOf(entries);
    long base = snapshot.map(head -> head.last().index()).orElse(0L);
    if (!entries.isEmpty() && entries.getFirst().index() != base + 1) {
      throw new IllegalArgumentException(
          "the log begins with entry %d, the snapshot ends at %d: were entries lost?"
              .formatted(entries.getFirst().index(), base));
    }
  }
}
