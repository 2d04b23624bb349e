package dev.assay.workloads.witness;

import dev.assay.node.Beliefs;
import dev.assay.node.NodeConfig;
import dev.assay.node.Role;
import dev.assay.raft.RaftTiming;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Collection;

/**
 * What leases rest on (thesis 6.4.1): who has heard a primary helps nobody else to lead for some
 * time, restarted or not; and a primary claims its lease only while a majority is so bound to it,
 * however fast their clocks may run, and only until it has itself asked another to lead.
 */
final class Faith {
  private static final long NEVER = Long.MIN_VALUE;

  private final NodeWitness node;
  private final Witness all;

  /** When the node last heard a primary, by its own monotonic clock, in whatever life. */
  private long heardNanos = NEVER;

  /** The same moment by the primary's clock. */
  private long primaryNanos;

  private long heardTerm;

  /** The latest term in which this node, as the primary, asked another to stand. */
  private long handedOver;

  private long lastTickNanos;

  Faith(NodeWitness node, Witness all) {
    this.node = node;
    this.all = all;
  }

  /** Its disk is empty now, and it belongs to nobody; or it stands itself, having the right to. */
  void forgets() {
    heardNanos = NEVER;
  }

  /** It has found no later term than this on its disk, so that it never answered in one. */
  void found(long term) {
    if (term < heardTerm) {
      forgets();
    }
  }

  void lives() {
    lastTickNanos = node.nowNanos();
    checkBound();
  }

  /** A primary's message of its own term was taken in. */
  void heard(long term) {
    heardNanos = node.nowNanos();
    heardTerm = term;
    String primary = all.facts().leader(term);
    primaryNanos = primary == null ? 0 : all.node(primary).map(NodeWitness::nowNanos).orElse(0L);
    checkBound();
  }

  void handsOver(long term) {
    handedOver = Math.max(handedOver, term);
  }

  void ticked() {
    lastTickNanos = node.nowNanos();
    checkBound();
    checkClaim();
  }

  /** It helps another to lead. */
  void helps(String candidate) {
    if (isBound()) {
      node.tell(
          "helps %s to lead %d ms after it has heard a primary"
              .formatted(candidate, sinceHeardMillis()));
    }
  }

  /** Who was held, and has not ticked since, does not know yet how late it is. */
  boolean knowsTheTime() {
    return node.nowNanos() - lastTickNanos <= all.tickNanos();
  }

  /** A timer that was set before its clock began to run faster ends a little early. */
  private boolean isBound() {
    long faithful = (NodeConfig.FAITHFUL_TICKS - 1) * all.tickNanos() - all.tickNanos() / 2;
    return heardNanos != NEVER && node.nowNanos() - heardNanos < faithful;
  }

  private long sinceHeardMillis() {
    return (node.nowNanos() - heardNanos) / 1_000_000;
  }

  private void checkBound() {
    if (isBound() && node.beliefs().filter(now -> !now.faithful()).isPresent()) {
      node.tell(
          "would help another to lead %d ms after it has heard a primary"
              .formatted(sinceHeardMillis()));
    }
  }

  private void checkClaim() {
    Beliefs now = node.beliefs().orElse(null);
    if (now == null || now.role() != Role.PRIMARY || !now.holdsLease()) {
      return;
    }
    if (handedOver == now.epoch()) {
      node.tell(
          "holds the lease of epoch %d, in which it has asked another to lead"
              .formatted(now.epoch()));
    }
    long decided = all.facts().decidedBefore(now.epoch());
    if (now.committed() < decided) {
      node.tell(
          "holds the lease of epoch %d, but knows only up to %d of what was decided before, to %d"
              .formatted(now.epoch(), now.committed(), decided));
    }
    Membership members = now.members();
    if (!isKeptBy(members.voters(), now.epoch())
        || (members.isJoint() && !isKeptBy(members.outgoing(), now.epoch()))) {
      node.tell(
          "holds the lease of epoch %d, but a majority of %s may already help another to lead"
              .formatted(now.epoch(), members.voters()));
    }
  }

  private boolean isKeptBy(Collection<NodeId> voters, long term) {
    int bound = 0;
    for (NodeId voter : voters) {
      NodeWitness other = all.node(voter.name()).orElse(null);
      if (other == node || (other != null && other.faith().isBoundTo(term, node.nowNanos()))) {
        bound++;
      }
    }
    return 2 * bound > voters.size();
  }

  /** As far as the primary can know: this node's clock may run faster than the primary's. */
  private boolean isBoundTo(long term, long primaryNow) {
    double faithful = (NodeConfig.FAITHFUL_TICKS - 1) * all.tickNanos() / RaftTiming.DRIFT_MAX;
    return heardNanos != NEVER && heardTerm == term && primaryNow - primaryNanos <= faithful;
  }
}
