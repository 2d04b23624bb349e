package dev.assay.workloads.witness;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches a simulated cluster in one channel, for as long as its world lasts. Knows what no node
 * can: what all disks hold, and what happens at the same moment. On the world's thread.
 */
public final class Witness {
  private final Membership first;
  private final long tickNanos;
  private final Facts facts;
  private final Rehearsals rehearsals = new Rehearsals();
  private final SecondChannel second = new SecondChannel();
  private final Map<String, NodeWitness> nodes = new LinkedHashMap<>();

  /**
   * @param members that the cluster begins with
   * @param tickNanos from one tick of a node to the next, by its own clock
   */
  public Witness(Collection<String> members, long tickNanos) {
    this.first = Membership.ofVoters(members.stream().map(NodeId::new).toList());
    this.tickNanos = tickNanos;
    this.facts = new Facts(first);
  }

  /**
   * Watches this node from now on.
   *
   * @param folder prefix of its files' names
   */
  public NodeWitness watch(String node, String folder, Report report) {
    boolean member = first.contains(new NodeId(node));
    NodeWitness watched =
        new NodeWitness(node, this, member ? first : Membership.EMPTY, folder, report);
    nodes.put(node, watched);
    return watched;
  }

  /** What is known of another channel, where there is one. */
  public SecondChannel second() {
    return second;
  }

  Rehearsals rehearsals() {
    return rehearsals;
  }

  Facts facts() {
    return facts;
  }

  long tickNanos() {
    return tickNanos;
  }

  Optional<NodeWitness> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  List<NodeWitness> others(NodeWitness one) {
    return nodes.values().stream().filter(node -> node != one).toList();
  }

  /** Whether the disks of a majority of these would keep that place. */
  boolean isKept(long index, long term, Collection<NodeId> voters) {
    int kept = 0;
    for (NodeId voter : voters) {
      NodeWitness node = nodes.get(voter.name());
      if (node != null && node.truth().filter(disk -> disk.isDurable(index, term)).isPresent()) {
        kept++;
      }
    }
    return 2 * kept > voters.size();
  }
}
