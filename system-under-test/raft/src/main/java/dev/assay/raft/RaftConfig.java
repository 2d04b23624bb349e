package dev.assay.raft;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Set;

/**
 * What a core is told about itself and its cluster.
 *
 * @param initial what counts until the log or a snapshot says otherwise: the first members, the
 *     same on all of them, or {@link Membership#EMPTY} on a node that is to join
 * @param mutants empty in an honest node
 */
public record RaftConfig(
    NodeId self,
    Membership initial,
    RaftTiming timing,
    RaftLimits limits,
    Set<RaftMutant> mutants) {
  public RaftConfig {
    mutants = Set.copyOf(mutants);
    if (initial.isChanging()) {
      throw new IllegalArgumentException("the first membership is in no change: " + initial);
    }
    if (!initial.isEmpty() && !initial.contains(self)) {
      throw new IllegalArgumentException(
          "node %s is not among the voters %s".formatted(self, initial.voters()));
    }
  }

  boolean has(RaftMutant mutant) {
    return mutants.contains(mutant);
  }
}
