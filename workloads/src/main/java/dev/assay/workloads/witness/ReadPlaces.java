package dev.assay.workloads.witness;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The places at which a primary lets a peer read (thesis 6.4): none before what was decided when
 * the peer asked, and, where no lease was to be trusted, none before a majority has acknowledged a
 * round that began after that.
 */
final class ReadPlaces {
  /**
   * A node's latest question.
   *
   * @param decided how far all was decided when it was asked first
   * @param primary who was asked
   * @param round the latest that the primary had begun by then
   */
  private record Question(
      long life, long batch, long decided, boolean lease, String primary, long term, long round) {
    boolean is(long ofLife, long ofBatch) {
      return life == ofLife && batch == ofBatch;
    }
  }

  private final NodeWitness node;
  private final Witness all;
  private Question question = new Question(0, 0, 0, true, "", 0, 0);

  /** The latest round that this node has begun as a primary, and in which term. */
  private long begun;

  private long begunIn;

  /** By term the latest round that this node has acknowledged: answers may be long on their way. */
  private final Map<Long, Long> acknowledged = new HashMap<>();

  ReadPlaces(NodeWitness node, Witness all) {
    this.node = node;
    this.all = all;
  }

  /** As the primary of this term it has sent something of this round. */
  void begins(long term, long round) {
    begun = term > begunIn ? round : Math.max(begun, round);
    begunIn = Math.max(begunIn, term);
  }

  /** It acknowledges a round to the primary of this term. */
  void acknowledges(long term, long round) {
    acknowledged.merge(term, round, Math::max);
  }

  /** It asks, perhaps not for the first time. */
  void asks(String primary, long term, Packet packet) {
    long life = packet.number(0);
    long batch = packet.number(1);
    if (!question.is(life, batch)) {
      long round =
          all.node(primary).map(NodeWitness::places).filter(p -> p.begunIn == term).stream()
              .mapToLong(places -> places.begun)
              .sum();
      question =
          new Question(
              life, batch, all.facts().decidedLast(), packet.flag(2), primary, term, round);
    }
  }

  /** It tells a peer where to read. */
  void answers(String peer, long term, Packet packet) {
    Question asked = all.node(peer).map(it -> it.places().question).orElse(question);
    if (!asked.is(packet.number(0), packet.number(1))) {
      return;
    }
    long index = packet.number(2);
    if (index < asked.decided()) {
      node.tell(
          "lets %s read at %d, but %d was decided when it asked"
              .formatted(peer, index, asked.decided()));
    }
    Membership members = node.beliefs().map(now -> now.members()).orElse(Membership.EMPTY);
    boolean counts = !asked.lease() && asked.term() == term && asked.primary().equals(node.name());
    if (counts
        && (!isConfirmed(members.voters(), asked)
            || (members.isJoint() && !isConfirmed(members.outgoing(), asked)))) {
      node.tell(
          "lets %s read at %d, but no majority of %s has acknowledged it since it was asked"
              .formatted(peer, index, members.voters()));
    }
  }

  private boolean isConfirmed(Collection<NodeId> voters, Question asked) {
    int confirmed = 0;
    for (NodeId voter : voters) {
      NodeWitness other = all.node(voter.name()).orElse(null);
      if (other == node
          || (other != null
              && other.places().acknowledged.getOrDefault(asked.term(), 0L) > asked.round())) {
        confirmed++;
      }
    }
    return 2 * confirmed > voters.size();
  }
}
