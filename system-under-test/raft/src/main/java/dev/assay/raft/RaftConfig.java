package dev.assay.raft;

import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Set;

/**
 * What a core is told about its cluster.
 *
 * @param voters all members, this node among them, 1 to {@value #VOTERS_MAX}; kept sorted
 * @param mutants empty in an honest node
 */
public record RaftConfig(
    NodeId self,
    List<NodeId> voters,
    RaftTiming timing,
    RaftLimits limits,
    Set<RaftMutant> mutants) {
  public static final int VOTERS_MAX = 9;

  public RaftConfig {
    voters = voters.stream().sorted().toList();
    mutants = Set.copyOf(mutants);
    if (voters.isEmpty() || voters.size() > VOTERS_MAX) {
      throw new IllegalArgumentException(
          "a cluster has 1 to %d voters, not %d: %s".formatted(VOTERS_MAX, voters.size(), voters));
    }
    if (Set.copyOf(voters).size() != voters.size()) {
      throw new IllegalArgumentException("a voter is named twice: " + voters);
    }
    if (!voters.contains(self)) {
      throw new IllegalArgumentException(
          "node %s is not among the voters %s".formatted(self, voters));
    }
  }

  /** All voters but this node, sorted. */
  public List<NodeId> peers() {
    return voters.stream().filter(voter -> !voter.equals(self)).toList();
  }

  boolean has(RaftMutant mutant) {
    return mutants.contains(mutant);
  }
}
