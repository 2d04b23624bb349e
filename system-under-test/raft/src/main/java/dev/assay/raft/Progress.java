package dev.assay.raft;

import dev.assay.raft.PeerProgress.Mode;
import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * How far a leader knows one other member to be, and what is on the way to it. It probes, one
 * request at a time, until the member's log is known to agree; then it replicates, sending on
 * without waiting up to a bound (thesis 10.2.1). A loss shows as a refused request and brings back
 * the probing. A member that needs what only a snapshot has left is sent that first (§7).
 */
final class Progress {
  private static final int STAYS = -1;

  private final NodeId peer;

  /** An answer to an earlier round is of a former membership of this node. */
  private final long firstRound;

  /** Invariant: match < next. */
  private long match;

  private long next;
  private boolean probing = true;
  private boolean probeSent;
  private final Flight flight = new Flight();
  private Optional<Install> install = Optional.empty();
  private long acknowledgedRound;
  private int silentTicks;

  /** Counts down once it is no member any more. */
  private int ticksToLeave = STAYS;

  Progress(NodeId peer, long next, long firstRound) {
    this.peer = peer;
    this.next = next;
    this.firstRound = firstRound;
  }

  /** Whether an answer to a request of this round is one of this membership. */
  boolean counts(long round) {
    return round >= firstRound;
  }

  NodeId peer() {
    return peer;
  }

  /** The member's log agrees with the leader's, durably, up to here. */
  long match() {
    return match;
  }

  /** The next entry to send. */
  long next() {
    return next;
  }

  /** The snapshot that is being sent, while that is what the member needs. */
  Optional<Install> install() {
    return install;
  }

  PeerProgress shown() {
    Mode mode = install.isPresent() ? Mode.SNAPSHOT : probing ? Mode.PROBE : Mode.REPLICATE;
    return new PeerProgress(mode, match, next, silentTicks);
  }

  long acknowledgedRound() {
    return acknowledgedRound;
  }

  /** Ticks since the member last answered in this term. */
  int silentTicks() {
    return silentTicks;
  }

  void tick() {
    silentTicks++;
    install.ifPresent(Install::tick);
    if (ticksToLeave > 0) {
      ticksToLeave--;
    }
  }

  /** Is no member any more. */
  boolean isLeaving() {
    return ticksToLeave != STAYS;
  }

  void leaveIn(int ticks) {
    if (ticksToLeave == STAYS) {
      ticksToLeave = ticks;
    }
  }

  boolean hasLeft() {
    return ticksToLeave == 0;
  }

  /** Any answer of this term acknowledges the leader, whatever it says about the log. */
  void heard(long round) {
    silentTicks = 0;
    acknowledgedRound = Math.max(acknowledgedRound, round);
  }

  boolean maySend(RaftLimits limits) {
    return install.isEmpty() && (probing ? !probeSent : flight.hasRoom(limits));
  }

  void sent(List<Entry> entries) {
    long first = entries.getFirst().index();
    Invariant.check(first == next, "sent from %d, next was %d", first, next);
    if (probing) {
      probeSent = true;
      return;
    }
    long weight = 0;
    for (int i = 0; i < entries.size(); i++) {
      weight += entries.get(i).weight();
    }
    flight.add(entries.getLast().index(), weight);
    next = entries.getLast().index() + 1;
  }

  /**
   * The member has the log up to an index.
   *
   * @param base where the leader's log begins: what is before it only a snapshot brings
   */
  void accepted(long index, long base) {
    match = Math.max(match, index);
    flight.acknowledged(match);
    if (probing && match >= next - 1) {
      probing = false;
      probeSent = false;
    }
    next = Math.max(next, match + 1);
    if (install.isPresent() && match >= base) {
      install = Optional.empty();
      probe(match + 1);
      probing = false;
    }
  }

  /** Whether a refusal answers something still believed; repeated and late ones change nothing. */
  boolean isNews(long previousIndex) {
    return install.isEmpty()
        && previousIndex > match
        && (probing ? previousIndex == next - 1 : previousIndex < next);
  }

  /** Goes back to probing from a next entry before the refused place. */
  void backTo(long index) {
    Invariant.check(
        index > match && index <= next, "back to %d from next %d, match %d", index, next, match);
    probe(index);
  }

  /** What comes next is no longer in the log: the snapshot goes first. */
  Install install(SnapshotHead head) {
    Invariant.check(install.isEmpty(), "%s is being sent %s already", peer, head.last());
    probe(next);
    Install begun = new Install(head);
    install = Optional.of(begun);
    return begun;
  }

  private void probe(long index) {
    next = index;
    probing = true;
    probeSent = false;
    flight.clear();
  }
}
