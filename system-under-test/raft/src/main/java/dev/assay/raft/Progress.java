package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How far a leader knows one follower to be, and what is on the way to it. It probes, one request
 * at a time, until the follower's log is known to agree; then it replicates, sending on without
 * waiting up to a bound (thesis 10.2.1). A loss shows as a refused request and brings back the
 * probing.
 */
final class Progress {
  private record Sent(long last, long weight) {}

  /** Invariant: match < next. */
  private long match;

  private long next;
  private boolean probing = true;
  private boolean probeSent;
  private final Deque<Sent> inFlight = new ArrayDeque<>();
  private long inFlightWeight;
  private long acknowledgedRound;
  private int silentTicks;

  Progress(long next) {
    this.next = next;
  }

  /** The follower's log agrees with the leader's, durably, up to here. */
  long match() {
    return match;
  }

  /** The next entry to send. */
  long next() {
    return next;
  }

  boolean probing() {
    return probing;
  }

  PeerProgress shown() {
    return new PeerProgress(
        probing ? PeerProgress.Mode.PROBE : PeerProgress.Mode.REPLICATE, match, next, silentTicks);
  }

  long acknowledgedRound() {
    return acknowledgedRound;
  }

  /** Ticks since the follower last answered in this term. */
  int silentTicks() {
    return silentTicks;
  }

  void tick() {
    silentTicks++;
  }

  /** Any answer of this term acknowledges the leader, whatever it says about the log. */
  void heard(long round) {
    silentTicks = 0;
    acknowledgedRound = Math.max(acknowledgedRound, round);
  }

  boolean maySend(RaftLimits limits) {
    return probing
        ? !probeSent
        : inFlight.isEmpty()
            || inFlightWeight + limits.appendBytesMax() <= limits.inFlightBytesMax();
  }

  void sent(List<Entry> entries) {
    Invariant.check(
        entries.getFirst().index() == next,
        "sent from %d, next was %d",
        entries.getFirst().index(),
        next);
    if (probing) {
      probeSent = true;
      return;
    }
    long weight = entries.stream().mapToLong(Entry::weight).sum();
    inFlight.add(new Sent(entries.getLast().index(), weight));
    inFlightWeight += weight;
    next = entries.getLast().index() + 1;
  }

  void accepted(long index) {
    match = Math.max(match, index);
    while (!inFlight.isEmpty() && inFlight.getFirst().last() <= match) {
      inFlightWeight -= inFlight.removeFirst().weight();
    }
    if (probing && match >= next - 1) {
      probing = false;
      probeSent = false;
    }
    next = Math.max(next, match + 1);
  }

  /** Whether a refusal answers something still believed; repeated and late ones change nothing. */
  boolean isNews(long previousIndex) {
    return previousIndex > match && (probing ? previousIndex == next - 1 : previousIndex < next);
  }

  /** Goes back to probing from a next entry before the refused place. */
  void backTo(long index) {
    Invariant.check(
        index > match && index <= next, "back to %d from next %d, match %d", index, next, match);
    next = index;
    probing = true;
    probeSent = false;
    inFlight.clear();
    inFlightWeight = 0;
  }
}
