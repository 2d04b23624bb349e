package dev.assay.workloads.witness;

import dev.assay.node.Beliefs;
import dev.assay.node.Role;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Collection;
import java.util.Optional;

/**
 * What one node decides: as a primary, by counting, which it must have been elected for; else only
 * what a primary has decided.
 */
final class Office {
  private final NodeWitness node;
  private final Witness all;
  private long ledTerm;
  private long committedSeen;

  /** What it told peers to be decided, as a primary, and in which epoch; 0: that is looked at. */
  private long claimed;

  private long claimedIn;

  Office(NodeWitness node, Witness all) {
    this.node = node;
    this.all = all;
  }

  /** A life begins. */
  void lives() {
    ledTerm = 0;
  }

  /** So much is decided, as its snapshot says. */
  void recovered(long committed) {
    committedSeen = committed;
  }

  /** The node has done all that followed from one event. */
  void settled(Beliefs now, LogImage log) {
    if (now.role() == Role.PRIMARY && now.epoch() != ledTerm) {
      ledTerm = now.epoch();
      leads(log);
    }
    settleClaims();
    if (now.committed() != committedSeen) {
      committedSeen = now.committed();
      decides(log, committedSeen, now.role() == Role.PRIMARY ? ledTerm : 0);
    }
  }

  /** It has told peers that this much is decided; what it did in the same step comes later. */
  void claims(long index, long epoch) {
    claimed = index;
    claimedIn = epoch;
  }

  /** Looks at what it decided in a step that a crash may have cut short. */
  void settleClaims() {
    if (claimed > 0) {
      long index = claimed;
      claimed = 0;
      if (index > all.facts().decidedLast()) {
        decides(node.disk().written(), index, claimedIn);
      }
    }
  }

  private void leads(LogImage log) {
    Facts facts = all.facts();
    facts
        .leads(ledTerm, node.name())
        .ifPresent(other -> node.tell("leads epoch %d, and so did %s".formatted(ledTerm, other)));
    Membership members = log.members();
    if (!wonAmong(members.voters()) || (members.isJoint() && !wonAmong(members.outgoing()))) {
      node.tell(
          "leads epoch %d without the votes of a majority of %s%s"
              .formatted(ledTerm, members.voters(), members.isJoint() ? members.outgoing() : ""));
    }
    long decided = facts.decidedBefore(ledTerm);
    Optional<Long> term = facts.decidedTerm(decided);
    if (term.isPresent() && !log.has(decided, term.get())) {
      node.tell(
          "leads epoch %d without %d of epoch %d, which was decided"
              .formatted(ledTerm, decided, term.get()));
    }
    all.others(node).forEach(other -> other.checkLease(ledTerm));
  }

  private boolean wonAmong(Collection<NodeId> voters) {
    return 2
            * voters.stream()
                .filter(voter -> all.facts().hasVoteOf(voter.name(), ledTerm, node.name()))
                .count()
        > voters.size();
  }

  /**
   * @param epoch that it leads; 0: it leads none
   */
  private void decides(LogImage log, long index, long epoch) {
    Facts facts = all.facts();
    if (epoch == 0 && index > facts.decidedLast()) {
      all.others(node).forEach(other -> other.office().settleClaims());
    }
    Optional<Long> decided = facts.decidedTerm(index);
    long term = log.term(index);
    if (decided.isPresent()) {
      if (term != LogImage.NO_TERM && term != decided.get()) {
        node.tell(
            "takes its %d of epoch %d for decided, but that was epoch %d's"
                .formatted(index, term, decided.get()));
      }
    } else if (epoch == 0) {
      if (index > facts.decidedLast()) {
        node.tell("takes %d for decided, which no primary has decided".formatted(index));
      }
    } else {
      if (term != epoch) {
        node.tell("decides %d of epoch %d by counting, in epoch %d".formatted(index, term, epoch));
      }
      if (log.membersSince(facts.decidedLast()).stream().noneMatch(m -> isKept(index, term, m))) {
        node.tell(
            "decides %d of epoch %d, which a majority of %s could still lose"
                .formatted(index, term, log.members().voters()));
      }
      facts.decide(log, index, epoch);
    }
  }

  private boolean isKept(long index, long term, Membership members) {
    return all.isKept(index, term, members.voters())
        && (!members.isJoint() || all.isKept(index, term, members.outgoing()));
  }
}
