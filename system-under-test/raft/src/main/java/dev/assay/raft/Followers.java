package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.quorum.Majority;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All other members as a leader sees them, and what a majority of the voters has reached: of both
 * sets of voters in joint consensus (§6). A leader counts itself only where it is a voter (thesis
 * 4.2.2).
 */
final class Followers {
  /** The others in a set of voters, and room for a number of each voter. */
  private static final class Half {
    private final List<Progress> others;
    private final boolean withSelf;
    private final long[] numbers;

    Half(List<Progress> others, boolean withSelf) {
      this.others = others;
      this.withSelf = withSelf;
      this.numbers = new long[others.size() + (withSelf ? 1 : 0)];
    }

    long reached(ToLongFunction<Progress> what, long own) {
      int count = others.size();
      for (int i = 0; i < count; i++) {
        numbers[i] = what.applyAsLong(others.get(i));
      }
      if (withSelf) {
        numbers[count] = own;
      }
      return Majority.reached(numbers);
    }
  }

  private final NodeId self;
  private final boolean countsAnybody;
  private final Map<NodeId, Progress> byName = new TreeMap<>();

  /** The values of {@link #byName}, for loops without an iterator over the tree. */
  private List<Progress> all = List.of();

  /** One, or two in joint consensus. */
  private Half[] halves = {};

  Followers(RaftConfig config) {
    this.self = config.self();
    this.countsAnybody = config.has(RaftMutant.REMOVED_NODE_COUNTED);
  }

  /**
   * Counts on this membership from now on.
   *
   * <p>One that is a member again begins anew, as one that was never heard of: it may have come
   * back with an empty disk, and what it acknowledged before says nothing any more.
   *
   * @param next where a new member is probed first
   * @param round the first of which an answer of a new member counts
   * @param leaveTicks how long one that is no member any more is still sent the log, so that it
   *     learns that it is none
   */
  void follow(Membership membership, long next, long round, int leaveTicks) {
    for (NodeId member : membership.members()) {
      if (!member.equals(self)) {
        byName.compute(
            member,
            (peer, known) ->
                known == null
                    ? new Progress(peer, next, 0)
                    : known.isLeaving() ? new Progress(peer, next, round) : known);
      }
    }
    for (Progress follower : byName.values()) {
      if (!membership.contains(follower.peer())) {
        follower.leaveIn(leaveTicks);
      }
    }
    all = List.copyOf(byName.values());
    halves =
        membership.isJoint()
            ? new Half[] {half(membership.voters()), half(membership.outgoing())}
            : new Half[] {half(membership.voters())};
    if (countsAnybody) {
      Collection<NodeId> anybody = new TreeSet<>(byName.keySet());
      anybody.add(self);
      halves = new Half[] {half(anybody)};
    }
  }

  private Half half(Collection<NodeId> voters) {
    List<Progress> others = new ArrayList<>();
    for (Progress follower : byName.values()) {
      if (voters.contains(follower.peer())) {
        others.add(follower);
      }
    }
    return new Half(List.copyOf(others), voters.contains(self));
  }

  /** In the order of their names. */
  List<Progress> all() {
    return all;
  }

  @Nullable Progress get(NodeId peer) {
    return byName.get(peer);
  }

  /** A member other than this leader. */
  Progress known(NodeId member) {
    Progress follower = byName.get(member);
    if (follower == null) {
      throw Invariant.broken("member %s is not among %s", member, byName.keySet());
    }
    return follower;
  }

  void tick() {
    boolean gone = false;
    for (int i = 0; i < all.size(); i++) {
      all.get(i).tick();
      gone |= all.get(i).hasLeft();
    }
    if (gone) {
      byName.values().removeIf(Progress::hasLeft);
      all = List.copyOf(byName.values());
    }
  }

  /**
   * What a majority of the voters has reached.
   *
   * @param own what the leader itself has, as a voter
   */
  long reached(ToLongFunction<Progress> what, long own) {
    long reached = Long.MAX_VALUE;
    for (Half half : halves) {
      reached = Math.min(reached, half.reached(what, own));
    }
    return reached;
  }
}
