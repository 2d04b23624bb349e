package dev.assay.workloads.witness;

import dev.assay.node.Beliefs;
import dev.assay.raft.log.LogPosition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one node says to its peers: nothing that promises something may leave before what it
 * promises is durable, and nothing is acknowledged, or granted, that nobody has asked for.
 */
final class Speech {
  /** What was asked of one peer in a term. */
  private static final class Asked {
    private long term;
    private long round;
    private long upTo;

    void in(long newTerm) {
      if (newTerm > term) {
        term = newTerm;
        round = 0;
        upTo = 0;
      }
    }
  }

  /** How it stood for election. */
  private record Stand(LogPosition last, boolean handover) {}

  private final NodeWitness node;
  private final Witness all;
  private final Map<String, Asked> asked = new HashMap<>();

  /** By term: what is asked may arrive when the next is asked already. */
  private final Map<Long, Stand> stands = new HashMap<>();

  private long preVoteTerm;
  private LogPosition preVoteLast = LogPosition.ZERO;

  /** The latest term in which a primary asked this node to stand. */
  private long handoverTerm;

  Speech(NodeWitness node, Witness all) {
    this.node = node;
    this.all = all;
  }

  /** It has taken this in; of its own term it is, if it was taken at all. */
  void heard(Packet packet) {
    if (packet.kind() == Packet.APPEND || packet.kind() == Packet.INSTALL) {
      Optional<Beliefs> now = node.beliefs();
      if (now.isPresent() && now.get().epoch() == packet.term()) {
        node.faith().heard(packet.term());
        if (packet.kind() == Packet.APPEND) {
          checkQuiet(now.get());
        }
      }
    }
  }

  void sent(String peer, byte[] message) {
    Packet packet = Packet.of(message, 0);
    long term = packet.term();
    switch (packet.kind()) {
      case Packet.APPEND -> {
        Asked of = of(peer, term);
        of.round = Math.max(of.round, packet.number(3));
        of.upTo = Math.max(of.upTo, packet.appendsUpTo());
        node.places().begins(term, of.round);
        if (packet.number(2) > all.facts().decidedLast()) {
          node.office().claims(packet.number(2), term);
        }
      }
      case Packet.INSTALL -> {
        Asked of = of(peer, term);
        of.round = Math.max(of.round, packet.installRound());
        of.upTo = Math.max(of.upTo, packet.number(0));
        node.places().begins(term, of.round);
      }
      case Packet.ACCEPTED -> accepted(peer, term, packet.number(0), packet.number(1));
      case Packet.REJECTED, Packet.INSTALLED -> checkRound(peer, term, packet.number(3));
      case Packet.VOTE -> asksForVote(term, position(packet), packet.flag(2));
      case Packet.VOTED -> {
        if (packet.flag(0)) {
          voted(term, peer);
        }
      }
      case Packet.PRE_VOTE -> {
        LogPosition last = position(packet);
        boolean newer = term > preVoteTerm || last.compareTo(preVoteLast) > 0;
        preVoteLast = newer ? last : preVoteLast;
        preVoteTerm = Math.max(preVoteTerm, term);
        node.faith().helps(node.name());
      }
      case Packet.PRE_VOTED -> {
        if (packet.flag(0)) {
          preVoted(term, peer);
        }
      }
      case Packet.TIMEOUT_NOW -> {
        node.faith().handsOver(term);
        all.node(peer).ifPresent(to -> to.speech().handoverTerm = term);
      }
      case Packet.READ -> node.places().asks(peer, term, packet);
      case Packet.READ_AT -> node.places().answers(peer, term, packet);
      default -> {}
    }
  }

  private static LogPosition position(Packet packet) {
    return new LogPosition(packet.number(0), packet.number(1));
  }

  private Asked of(String peer, long term) {
    Asked known = asked.get(peer);
    if (known == null) {
      known = new Asked();
      asked.put(peer, known);
    }
    known.in(term);
    return known;
  }

  /** It says that its log agrees with the primary's up to there, durably. */
  private void accepted(String primary, long term, long match, long round) {
    checkRound(primary, term, round);
    DiskTruth disk = node.truth().orElseThrow();
    LogImage log = disk.written();
    if (log.hard().term() > term) {
      return; // Of a former primary's log, which was replaced since; nobody counts it any more.
    }
    if (match > log.last()
        || (match > 0 && match >= log.base() && !disk.isDurable(match, log.term(match)))) {
      node.tell("acknowledges %d to %s, which its disk may still lose".formatted(match, primary));
    } else if (disk.durable().hard().term() < term) {
      node.tell("follows %s in epoch %d, which its disk may still lose".formatted(primary, term));
    }
    Asked of = all.node(primary).map(other -> other.speech().of(node.name(), term)).orElse(null);
    long committed = node.beliefs().map(Beliefs::committed).orElse(0L);
    if (of != null && of.term == term && match > Math.max(of.upTo, committed)) {
      node.tell(
          "acknowledges %d to %s, which has asked for no more than %d"
              .formatted(match, primary, of.upTo));
    }
    all.node(primary)
        .flatMap(NodeWitness::truth)
        .map(DiskTruth::written)
        .filter(theirs -> theirs.hard().term() == term && theirs.term(match) != LogImage.NO_TERM)
        .filter(theirs -> log.term(match) != LogImage.NO_TERM)
        .filter(theirs -> theirs.term(match) != log.term(match))
        .ifPresent(
            theirs ->
                node.tell(
                    "acknowledges %d to %s as of epoch %d, but it is of epoch %d there"
                        .formatted(match, primary, log.term(match), theirs.term(match))));
  }

  /** Who acknowledges a round in a term must have been asked in that term. */
  private void checkRound(String primary, long term, long round) {
    if (round == 0) {
      return;
    }
    node.places().acknowledges(term, round);
    Asked of = all.node(primary).map(other -> other.speech().asked.get(node.name())).orElse(null);
    if (of == null || of.term < term || (of.term == term && round > of.round)) {
      node.tell(
          "acknowledges round %d of epoch %d to %s, which has not begun it"
              .formatted(round, term, primary));
    }
  }

  private void asksForVote(long term, LogPosition last, boolean handover) {
    stands.put(term, new Stand(last, handover));
    node.faith().forgets();
    DiskTruth disk = node.truth().orElseThrow();
    checkVote(term, node.name());
    if (last.index() > 0 && !disk.isDurable(last.index(), last.term())) {
      node.tell("stands with a log up to %s, which its disk may still lose".formatted(last));
    }
    if (handover && handoverTerm != term - 1) {
      node.tell("stands for epoch %d as if it had been asked to".formatted(term));
    }
    countVote(term, node.name());
  }

  private void voted(long term, String candidate) {
    checkVote(term, candidate);
    countVote(term, candidate);
  }

  private void checkVote(long term, String candidate) {
    var hard = node.truth().orElseThrow().durable().hard();
    boolean kept =
        hard.term() > term
            || (hard.term() == term
                && hard.vote().filter(vote -> vote.name().equals(candidate)).isPresent());
    if (!kept) {
      node.tell(
          "votes for %s in epoch %d, which its disk may still lose".formatted(candidate, term));
    }
  }

  private void countVote(long term, String candidate) {
    all.facts()
        .votes(term, node.name(), candidate)
        .ifPresent(
            other ->
                node.tell(
                    "votes for %s in epoch %d, and for %s before"
                        .formatted(candidate, term, other)));
  }

  /** It decides to vote so; that is not written yet. */
  void votes(long term, String candidate) {
    if (candidate.equals(node.name())) {
      return;
    }
    Stand stand = all.node(candidate).map(other -> other.speech().stands.get(term)).orElse(null);
    if (stand == null) {
      node.tell("votes for %s in epoch %d, which did not ask".formatted(candidate, term));
      return;
    }
    LogPosition own = node.truth().orElseThrow().written().lastPosition();
    if (stand.last().compareTo(own) < 0) {
      node.tell(
          "votes for %s, whose log ends at %s, with a log up to %s"
              .formatted(candidate, stand.last(), own));
    }
    if (!stand.handover()) {
      node.faith().helps(candidate);
    }
  }

  private void preVoted(long term, String candidate) {
    Optional<Speech> other = all.node(candidate).map(NodeWitness::speech);
    LogPosition own = node.truth().orElseThrow().written().lastPosition();
    if (other.isEmpty() || other.get().preVoteTerm < term) {
      node.tell("encourages %s in epoch %d, which did not ask".formatted(candidate, term));
    } else if (other.get().preVoteTerm == term && other.get().preVoteLast.compareTo(own) < 0) {
      node.tell(
          "encourages %s, whose log ends at %s, with a log up to %s"
              .formatted(candidate, other.get().preVoteLast, own));
    }
    node.faith().helps(candidate);
  }

  /** Whoever hears a primary belongs to the cluster. */
  private void checkQuiet(Beliefs now) {
    if (now.quiet()) {
      node.tell(
          "takes itself for removed, though the primary of epoch %d writes to it"
              .formatted(now.epoch()));
    }
  }
}
