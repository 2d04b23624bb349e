package dev.assay.raft.log;

import dev.assay.raft.quorum.NodeId;
import java.util.Optional;

/**
 * What a node must not forget across a crash beside its log (figure 2, "persistent state").
 *
 * @param term the latest it has seen, from 0
 * @param vote whom it voted for in that term; empty if nobody yet
 */
public record HardState(long term, Optional<NodeId> vote) {
  /** A node that has never run. */
  public static final HardState INITIAL = new HardState(0, Optional.empty());

  public HardState {
    if (term < 0 || (term == 0 && vote.isPresent())) {
      throw new IllegalArgumentException(
          "a hard state has a term from 0 and no vote in term 0: term %d, vote %s"
              .formatted(term, vote));
    }
  }
}
