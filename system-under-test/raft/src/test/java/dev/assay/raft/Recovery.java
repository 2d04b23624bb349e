package dev.assay.raft;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Optional;

/**
 * Liveness: a healed cluster soon has a leader that commits, applies the same on all members, reads
 * on leader and follower, finishes the membership change on its way and one asked anew, and hands
 * over.
 */
final class Recovery {
  /** In longest election timeouts. */
  private static final int TIMEOUTS_MAX = 60;

  private final Chaos chaos;
  private final Cluster cluster;
  private final Agenda agenda;

  Recovery(Chaos chaos, Cluster cluster, Agenda agenda) {
    this.chaos = chaos;
    this.cluster = cluster;
    this.agenda = agenda;
  }

  void run() {
    SafetyOracle oracle = cluster.oracle();
    long committed = oracle.commitMax();
    int reads = oracle.readsServed();
    int changes = oracle.changed();
    int transfers = oracle.transferred();
    long timeout = (long) Chaos.TIMING.electionTicksMax() * Swarm.TICK;
    for (int i = 0; i < TIMEOUTS_MAX; i++) {
      agenda.runUntil(agenda.now() + timeout);
      Optional<NodeId> leader = cluster.leader();
      if (leader.isEmpty()) {
        continue;
      }
      boolean moved =
          oracle.commitMax() > committed
              && oracle.readsServed() > reads + 3
              && (oracle.changed() > changes || cluster.nodes().size() < 3)
              && (oracle.transferred() > transfers || cluster.nodes().size() < 2);
      if (moved && alike(leader.get())) {
        return;
      }
      if (!moved) {
        ask(leader.get());
      }
    }
    throw new AssertionError(
        "liveness: not healed after %d election timeouts: leader %s, commit %d (was %d), reads %d (%d), changes %d (%d), transfers %d (%d)"
            .formatted(
                TIMEOUTS_MAX,
                cluster.leader().map(this::shown),
                oracle.commitMax(),
                committed,
                oracle.readsServed(),
                reads,
                oracle.changed(),
                changes,
                oracle.transferred(),
                transfers));
  }

  private void ask(NodeId leader) {
    chaos.propose(leader);
    for (NodeId member : cluster.core(leader).membership().members()) {
      chaos.read(member);
    }
    if (chaos.random().nextBoolean()) {
      chaos.change(leader);
    } else {
      chaos.transfer(leader, chaos.anyNode());
    }
  }

  private boolean alike(NodeId leader) {
    RaftCore core = cluster.core(leader);
    Membership membership = core.membership();
    return !membership.isChanging()
        && membership.members().stream()
            .allMatch(
                member ->
                    cluster.state(member).equals(cluster.state(leader))
                        && cluster.state(member).index() == core.commitIndex()
                        && cluster.core(member).membership().equals(membership));
  }

  private String shown(NodeId leader) {
    RaftCore core = cluster.core(leader);
    return leader + " " + core.membership() + " " + core.progress();
  }
}
