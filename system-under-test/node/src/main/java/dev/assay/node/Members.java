package dev.assay.node;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who belongs to a channel, as one node knows it. Each list is sorted by name.
 *
 * @param voters whose word counts
 * @param outgoing not empty: a change is under way, and the word of these voters of before counts
 *     as well
 * @param learners follow the ordering until they know enough to become voters
 */
public record Members(List<Member> voters, List<Member> outgoing, List<Member> learners) {
  /**
   * One of them.
   *
   * @param address where it is reached; empty: only the configuration says
   */
  public record Member(String name, Optional<String> address) {}

  public Members {
    voters = List.copyOf(voters);
    outgoing = List.copyOf(outgoing);
    learners = List.copyOf(learners);
  }

  static Members of(Membership membership) {
    return new Members(
        list(membership, membership.voters()),
        list(membership, membership.outgoing()),
        list(membership, membership.learners()));
  }

  private static List<Member> list(Membership membership, Collection<NodeId> nodes) {
    List<Member> members = new ArrayList<>(nodes.size());
    for (NodeId node : nodes) {
      members.add(new Member(node.name(), membership.address(node)));
    }
    return members;
  }

  /** All names, sorted, each once. */
  public List<String> names() {
    return Stream.of(voters, outgoing, learners)
        .flatMap(List::stream)
        .map(Member::name)
        .sorted()
        .distinct()
        .toList();
  }
}
