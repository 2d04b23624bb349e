package dev.assay.workloads.witness;

import dev.assay.node.Beliefs;
import dev.assay.node.Role;
import dev.assay.node.storage.Failpoint;
import dev.assay.node.storage.Recovered;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import dev.assay.simulator.Host;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one node's part of one channel, in all of its lives. On the world's thread; changes
 * nothing.
 */
public final class NodeWitness implements Watch {
  /** More of one node say nothing new. */
  private static final int REPORTS_MAX = 20;

  private final String name;
  private final Witness all;
  private final Membership first;
  private final String folder;
  private final Report report;
  private final Speech speech;
  private @Nullable Host host;
  private @Nullable Beliefs beliefs;
  private @Nullable DiskTruth truth;

  private boolean membersDoubted;
  private long appliedSeen;
  private long committedSeen;
  private long ledTerm;
  private long lastTickNanos;

  /** The disk's latest change when the blocks up to a snapshot had been written. */
  private long blocksChange;

  private long segmentChange;

  /** What it told peers to be decided, as a primary, and in which epoch; 0: that is looked at. */
  private long claimed;

  private long claimedIn;

  /** Snapshots of its own that are not looked at yet. */
  private final List<SnapshotHead> heads = new ArrayList<>();

  private int reports;

  NodeWitness(String name, Witness all, Membership first, String folder, Report report) {
    this.name = name;
    this.all = all;
    this.first = first;
    this.folder = folder;
    this.report = report;
    this.speech = new Speech(this, all);
  }

  String name() {
    return name;
  }

  Speech speech() {
    return speech;
  }

  Optional<DiskTruth> truth() {
    return Optional.ofNullable(truth);
  }

  Optional<Beliefs> beliefs() {
    return Optional.ofNullable(beliefs);
  }

  /** A life begins: its storage is used before there is a node. */
  public void boots(Host newHost) {
    host = newHost;
    beliefs = null;
    if (truth == null) {
      truth = new DiskTruth(newHost.disk(), folder + "log-", first);
    }
  }

  /** The node is there. */
  public void lives(Beliefs newBeliefs) {
    beliefs = newBeliefs;
    membersDoubted = true;
    ledTerm = 0;
    lastTickNanos = nowNanos();
  }

  @Override
  public void recovered(Recovered recovered) {
    DiskTruth disk = disk();
    boolean empty = recovered.entries().isEmpty() && recovered.snapshot().isEmpty();
    if (host().isWiped() && empty && recovered.hardState().equals(HardState.INITIAL)) {
      disk.forgets(Membership.EMPTY);
      speech.forgets();
    }
    disk.found(recovered).ifPresent(this::tell);
    recovered.snapshot().ifPresent(this::checkHead);
    committedSeen = recovered.snapshot().map(head -> head.last().index()).orElse(0L);
    appliedSeen = committedSeen;
    if (host().disk().undurableSince(folder + "log-") != Long.MAX_VALUE) {
      tell("goes on with a log that its disk may still lose");
    }
  }

  @Override
  public void asked(Persist write) {
    LogImage log = disk().written();
    Optional<HardState> state = write.hardState();
    if (state.isPresent() && !state.get().equals(log.hard())) {
      state.get().vote().ifPresent(vote -> speech.votes(state.get().term(), vote.name()));
    }
    List<Entry> entries = write.entries();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      long before = i == 0 ? log.term(entry.index() - 1) : entries.get(i - 1).term();
      all.facts().written(entry, before).ifPresent(this::tell);
    }
    membersDoubted |= log.concernsMembers(write);
    disk().asked(write);
  }

  @Override
  public void appended(int count) {
    disk().appended(count);
  }

  @Override
  public void restarted(SnapshotHead head) {
    checkHead(head);
    disk().restarted(head);
    membersDoubted = true;
  }

  @Override
  public void saves(SnapshotHead head) {
    blocksChange = host().disk().changes();
    heads.add(head);
  }

  @Override
  public void saved(SnapshotHead head) {
    if (host().disk().undurableSince(folder + "chain") <= blocksChange) {
      tell("says that its snapshot is durable, but the blocks before it are not");
    }
    stored(head);
  }

  @Override
  public void stored(SnapshotHead head) {
    if (host().disk().undurableSince(folder + "snapshot-") != Long.MAX_VALUE) {
      tell("says that a snapshot is durable, which is not");
    }
    disk().saved(head);
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
        decides(disk().written(), index, claimedIn);
      }
    }
  }

  /** What a snapshot says of its place must be what was decided there. */
  private void checkHead(SnapshotHead head) {
    long index = head.last().index();
    Optional<Long> decided = all.facts().decidedTerm(index);
    if (decided.isEmpty()) {
      all.others(this).forEach(NodeWitness::settleClaims);
      if (index > all.facts().decidedLast()) {
        tell("has a snapshot of %s, which nobody has decided".formatted(head.last()));
      }
    } else if (decided.get() != head.last().term()) {
      tell(
          "has a snapshot of %s, but decided there was epoch %d's"
              .formatted(head.last(), decided.get()));
    } else if (!all.facts().membersAt(index).equals(head.membership())) {
      tell(
          "has a snapshot of %s with voters %s, but decided were %s"
              .formatted(
                  head.last(), head.membership().voters(), all.facts().membersAt(index).voters()));
    }
  }

  @Override
  public void reached(Failpoint point) {
    switch (point) {
      case LOG_AFTER_SYNC -> {
        demandDurable("log-", "has synced its log, but its disk may still lose some of it");
        disk().durable();
      }
      case LOG_SEGMENT_CLOSED ->
          demandDurable("log-", "has closed a segment of its log that is not durable");
      case LOG_SEGMENT_BEGUN -> segmentChange = host().disk().changes();
      case LOG_AFTER_APPEND -> {
        if (host().disk().undurableSince(folder + "log-") <= segmentChange) {
          tell("writes to a segment of its log that is not durable itself");
        }
      }
      case MARK_BEFORE_RENAME -> {
        if (host().disk().undurableSince(folder + "chain") <= blocksChange) {
          tell("marks blocks as durable that are not");
        }
      }
      case COMPACTION_BEFORE_DELETE ->
          demandDurable(
              "snapshot-", "forgets a part of its log for a snapshot that is not durable");
      default -> {}
    }
  }

  private void demandDurable(String files, String otherwise) {
    if (host().disk().undurableSince(folder + files) != Long.MAX_VALUE) {
      tell(otherwise);
    }
  }

  /** The node has sent this to a peer. */
  public void sent(String peer, byte[] message) {
    speech.sent(peer, message);
  }

  /**
   * The node has taken in what a peer sent.
   *
   * @param start of the message in the frame
   */
  public void heard(byte[] frame, int start) {
    speech.heard(Packet.of(frame, start));
    settled();
  }

  /** The node has ticked. */
  public void ticked() {
    lastTickNanos = nowNanos();
    settled();
    Beliefs now = beliefs;
    if (now != null && now.role() == Role.PRIMARY && now.epoch() < all.facts().ledLast()) {
      checkLease(all.facts().ledLast());
    }
  }

  /** The node has done all that followed from one event. */
  public void settled() {
    Beliefs now = beliefs;
    if (now == null || !host().isRunning()) {
      return;
    }
    LogImage log = disk().written();
    if (now.last() != log.last() || now.epoch() != log.hard().term()) {
      tell(
          "believes that its log ends at %d in epoch %d, but has written %s"
              .formatted(now.last(), now.epoch(), log));
    }
    if (membersDoubted) {
      membersDoubted = false;
      if (!now.members().equals(log.members())) {
        tell(
            "counts on %s, but the latest in its log are %s"
                .formatted(words(now.members()), words(log.members())));
      }
    }
    if (now.role() == Role.PRIMARY && now.epoch() != ledTerm) {
      ledTerm = now.epoch();
      leads(log);
    }
    settleClaims();
    if (now.committed() != committedSeen) {
      committedSeen = now.committed();
      decides(log, committedSeen, now.role() == Role.PRIMARY ? ledTerm : 0);
    }
    if (!heads.isEmpty()) {
      heads.forEach(this::checkHead);
      heads.clear();
    }
    if (now.applied() != appliedSeen) {
      appliedSeen = now.applied();
      long term = log.term(appliedSeen);
      if (term != LogImage.NO_TERM && !disk().isDurable(appliedSeen, term)) {
        tell("has executed %d, which its disk may still lose".formatted(appliedSeen));
      }
    }
  }

  private void leads(LogImage log) {
    Facts facts = all.facts();
    facts
        .leads(ledTerm, name)
        .ifPresent(other -> tell("leads epoch %d, and so did %s".formatted(ledTerm, other)));
    Membership members = log.members();
    if (!wonAmong(members.voters()) || (members.isJoint() && !wonAmong(members.outgoing()))) {
      tell(
          "leads epoch %d without the votes of a majority of %s%s"
              .formatted(ledTerm, members.voters(), members.isJoint() ? members.outgoing() : ""));
    }
    long decided = facts.decidedBefore(ledTerm);
    Optional<Long> term = facts.decidedTerm(decided);
    if (term.isPresent() && !log.has(decided, term.get())) {
      tell(
          "leads epoch %d without %d of epoch %d, which was decided"
              .formatted(ledTerm, decided, term.get()));
    }
    all.others(this).forEach(other -> other.checkLease(ledTerm));
  }

  private static String words(Membership members) {
    return "voters %s%s%s"
        .formatted(
            members.voters(),
            members.isJoint() ? ", outgoing " + members.outgoing() : "",
            members.learners().isEmpty() ? "" : ", learners " + members.learners());
  }

  private boolean wonAmong(Collection<NodeId> voters) {
    return 2
            * voters.stream()
                .filter(voter -> all.facts().hasVoteOf(voter.name(), ledTerm, name))
                .count()
        > voters.size();
  }

  /**
   * @param epoch that it leads; 0: it leads none
   */
  private void decides(LogImage log, long index, long epoch) {
    Facts facts = all.facts();
    if (epoch == 0 && index > facts.decidedLast()) {
      all.others(this).forEach(NodeWitness::settleClaims);
    }
    Optional<Long> decided = facts.decidedTerm(index);
    long term = log.term(index);
    if (decided.isPresent()) {
      if (term != LogImage.NO_TERM && term != decided.get()) {
        tell(
            "takes its %d of epoch %d for decided, but that was epoch %d's"
                .formatted(index, term, decided.get()));
      }
    } else if (epoch == 0) {
      if (index > facts.decidedLast()) {
        tell("takes %d for decided, which no primary has decided".formatted(index));
      }
    } else {
      if (term != epoch) {
        tell("decides %d of epoch %d by counting, in epoch %d".formatted(index, term, epoch));
      }
      if (log.membersSince(facts.decidedLast()).stream().noneMatch(m -> isKept(index, term, m))) {
        tell(
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

  /** A lease must have run out by the time that another can lead. */
  private void checkLease(long laterTerm) {
    Beliefs now = beliefs;
    // Who was held, and has not ticked since, does not know yet how late it is.
    if (now != null
        && host().isRunning()
        && nowNanos() - lastTickNanos <= all.tickNanos()
        && now.role() == Role.PRIMARY
        && now.epoch() < laterTerm
        && now.holdsLease()) {
      tell(
          "holds the lease of epoch %d while epoch %d has a primary"
              .formatted(now.epoch(), laterTerm));
    }
  }

  long nowNanos() {
    return host().monotonicNanos();
  }

  void tell(String what) {
    if (reports < REPORTS_MAX) {
      reports++;
      long epoch = beliefs == null ? 0 : beliefs.epoch();
      report.witnessed(host().endpoint().nowNanos(), epoch, what);
    }
  }

  private DiskTruth disk() {
    if (truth == null) {
      throw new IllegalStateException(name + " has a storage before it boots");
    }
    return truth;
  }

  private Host host() {
    if (host == null) {
      throw new IllegalStateException(name + " is watched before it boots");
    }
    return host;
  }
}
