package dev.assay.workloads.witness;

import dev.assay.node.Beliefs;
import dev.assay.node.Role;
import dev.assay.node.storage.Failpoint;
import dev.assay.node.storage.Recovered;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import dev.assay.simulator.Host;
import java.util.ArrayList;
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
  private final Office office;
  private final Faith faith;
  private final ReadPlaces places;
  private @Nullable Host host;
  private @Nullable Beliefs beliefs;
  private @Nullable DiskTruth truth;
  private @Nullable Syncs syncs;
  private @Nullable Rehearsal rehearsal;

  private boolean membersDoubted;
  private long appliedSeen;
  private long durableSeen;
  private long firstSeen;
  private boolean quietSeen;

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
    this.office = new Office(this, all);
    this.faith = new Faith(this, all);
    this.places = new ReadPlaces(this, all);
  }

  String name() {
    return name;
  }

  Speech speech() {
    return speech;
  }

  Office office() {
    return office;
  }

  Faith faith() {
    return faith;
  }

  ReadPlaces places() {
    return places;
  }

  Optional<DiskTruth> truth() {
    return Optional.ofNullable(truth);
  }

  Optional<Beliefs> beliefs() {
    return Optional.ofNullable(beliefs);
  }

  /**
   * A life begins: its storage is used before there is a node.
   *
   * @param recovery what the node's storage would make of a disk
   */
  public void boots(Host newHost, Rehearsal.Recovery recovery) {
    host = newHost;
    beliefs = null;
    if (truth == null) {
      rehearsal = new Rehearsal(this, all.rehearsals(), newHost.disk(), folder, recovery);
      truth = new DiskTruth(newHost.disk(), folder + "log-", first);
      syncs = new Syncs(newHost.disk(), folder, this::tell);
    }
  }

  /** The node is there. */
  public void lives(Beliefs newBeliefs) {
    beliefs = newBeliefs;
    membersDoubted = true;
    office.lives();
    quietSeen = false;
    durableSeen = -1;
    firstSeen = 0;
    faith.lives();
  }

  @Override
  public void recovered(Recovered recovered) {
    DiskTruth disk = disk();
    boolean empty = recovered.entries().isEmpty() && recovered.snapshot().isEmpty();
    if (host().isWiped() && empty && recovered.hardState().equals(HardState.INITIAL)) {
      disk.forgets(Membership.EMPTY);
      faith.forgets();
    }
    disk.found(recovered).ifPresent(this::tell);
    faith.found(recovered.hardState().term());
    recovered.snapshot().ifPresent(this::checkHead);
    appliedSeen = recovered.snapshot().map(head -> head.last().index()).orElse(0L);
    office.recovered(appliedSeen);
    syncs().demandLog("goes on with a log that its disk may still lose");
  }

  @Override
  public void asked(Persist write) {
    LogImage log = disk().written();
    Optional<HardState> state = write.hardState();
    if (state.isPresent() && !state.get().equals(log.hard())) {
      state.get().vote().ifPresent(vote -> speech.votes(state.get().term(), vote.name()));
    }
    List<Entry> entries = write.entries();
    Membership members = null;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      long before = i == 0 ? log.term(entry.index() - 1) : entries.get(i - 1).term();
      all.facts().written(entry, before).ifPresent(this::tell);
      if (entry.kind() == Entry.Kind.MEMBERSHIP) {
        Membership next = MembershipCodec.of(entry);
        MemberSteps.faultOf(
                members == null ? log.membersAt(entries.getFirst().index() - 1) : members, next)
            .ifPresent(this::tell);
        members = next;
      }
    }
    membersDoubted |= log.concernsMembers(write);
    if (rehearsal != null && !entries.isEmpty() && entries.getFirst().index() <= log.last()) {
      rehearsal.replaced();
    }
    durableSeen = -1;
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
    syncs().blocksWritten();
    heads.add(head);
  }

  @Override
  public void saved(SnapshotHead head) {
    syncs().demandBlocks("says that its snapshot is durable, but the blocks before it are not");
    stored(head);
  }

  @Override
  public void stored(SnapshotHead head) {
    syncs().demandSnapshots("says that a snapshot is durable, which is not");
    host()
        .disk()
        .tail(
            folder + "snapshot-%016d-%016d".formatted(head.last().index(), head.last().term()), 24)
        .flatMap(end -> all.facts().snapshotEnds(head.last().index(), end))
        .ifPresent(this::tell);
    disk().saved(head);
  }

  /** What a snapshot says of its place must be what was decided there. */
  private void checkHead(SnapshotHead head) {
    long index = head.last().index();
    Optional<Long> decided = all.facts().decidedTerm(index);
    if (decided.isEmpty()) {
      all.others(this).forEach(other -> other.office().settleClaims());
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
    syncs().reached(point);
    if (point == Failpoint.LOG_AFTER_SYNC) {
      disk().durable();
    }
    if (rehearsal != null && beliefs != null) {
      rehearsal.reached(point);
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
    settled();
    faith.ticked();
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
                .formatted(MemberSteps.words(now.members()), MemberSteps.words(log.members())));
      }
    }
    checkDurable(now, log);
    if (now.first() != firstSeen) {
      firstSeen = now.first();
      if (firstSeen - 1 > disk().snapshot()) {
        tell(
            "has forgotten its log up to %d, but its latest durable snapshot ends at %d"
                .formatted(firstSeen - 1, disk().snapshot()));
      }
    }
    if (now.quiet() != quietSeen) {
      quietSeen = now.quiet();
      if (quietSeen && !all.facts().removedAfter(now.applied(), new NodeId(name))) {
        tell("takes itself for removed, though nothing after %d says so".formatted(now.applied()));
      }
    }
    office.settled(now, log);
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

  /** What it takes for durable it vouches for, and executes. */
  private void checkDurable(Beliefs now, LogImage log) {
    long durable = now.durable();
    if (durable != durableSeen) {
      durableSeen = durable;
      long term = log.term(durable);
      if (term != LogImage.NO_TERM && durable > 0 && !disk().isDurable(durable, term)) {
        tell("takes all up to %d for durable, which its disk may still lose".formatted(durable));
      }
    }
  }

  /** A lease must have run out by the time that another can lead. */
  void checkLease(long laterTerm) {
    Beliefs now = beliefs;
    if (now != null
        && host().isRunning()
        && faith.knowsTheTime()
        && now.role() == Role.PRIMARY
        && now.epoch() < laterTerm
        && now.holdsLease()) {
      tell(
          "holds the lease of epoch %d while epoch %d has a primary"
              .formatted(now.epoch(), laterTerm));
    }
  }

  /** What time it is in the node's world. */
  public long worldNanos() {
    return host().endpoint().nowNanos();
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

  private Syncs syncs() {
    if (syncs == null) {
      throw new IllegalStateException(name + " has a storage before it boots");
    }
    return syncs;
  }

  DiskTruth disk() {
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
