package dev.assay.raft.log;

import dev.assay.raft.quorum.Membership;

/**
 * What a snapshot stands for. The same head has the same bytes on every node, so that an install
 * which one leader began can be finished by another.
 *
 * @param last the last position whose effects the snapshot holds; from index 1
 * @param membership in force at that position (§7)
 */
public record SnapshotHead(LogPosition last, Membership membership) {
  public SnapshotHead {
    if (last.index() < 1 || last.term() < 1) {
      throw new IllegalArgumentException("a snapshot at the impossible position " + last);
    }
  }
}
