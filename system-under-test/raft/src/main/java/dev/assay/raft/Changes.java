package dev.assay.raft;

import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.Payload;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Leads the cluster through a change of its members, step by step: each is an entry of the log, and
 * the next is taken when it is committed (§6, thesis 4.2 and 4.3). What a former leader began is
 * gone on with.
 */
final class Changes {
  /** Appends an entry to the leader's log. */
  interface Log {
    void append(Kind kind, Payload payload);
  }

  private final CoreState state;
  private final Followers followers;
  private final Log log;
  private final Map<NodeId, CatchUp> learners = new TreeMap<>();

  /** Whom this leader owes an answer. */
  private OptionalLong asked = OptionalLong.empty();

  private boolean abandoned;

  Changes(CoreState state, Followers followers, Log log) {
    this.state = state;
    this.followers = followers;
    this.log = log;
  }

  /**
   * Takes a change, if none is under way and this leader has committed an entry of its own term:
   * before that, it does not know whether a change of its predecessor is committed, and two changes
   * at once need not share a voter in their majorities (the bug of single-server changes, Ongaro on
   * raft-dev, 10 July 2015; joint consensus keeps to the same rule).
   */
  void request(long change, MembershipChange what) {
    Optional<Membership> asked = state.membership().toward(what).map(this::firstStep);
    if (this.asked.isPresent() || state.membership().isChanging() || !isSettled()) {
      refuse(change, Refusal.BUSY);
    } else if (asked.isEmpty()) {
      refuse(change, Refusal.INVALID);
    } else {
      this.asked = OptionalLong.of(change);
      abandoned = false;
      if (!asked.get().equals(state.membership())) {
        append(asked.get());
      }
      advance();
    }
  }

  private boolean isSettled() {
    return state.membershipIsCommitted()
        && (state.termIsCommitted() || state.config().has(RaftMutant.SINGLE_CHANGE_2015));
  }

  private Membership firstStep(Membership asked) {
    boolean atOnce = asked.isChanging() && state.config().has(RaftMutant.SINGLE_CHANGE_2015);
    return atOnce ? (asked.isJoint() ? asked : asked.promoted()).settled() : asked;
  }

  void tick() {
    learners.values().forEach(CatchUp::tick);
    advance();
  }

  /** Takes the next step, if it is time for it. */
  void advance() {
    Membership now = state.membership();
    if ((now.isChanging() || asked.isPresent()) && isSettled()) {
      if (now.isJoint()) {
        append(now.settled());
      } else if (now.learners().contains(state.self())) {
        return; // Won while it did not know that it is out; it steps down now, the next goes on.
      } else if (now.isChanging()) {
        promoteOrAbandon(now);
      } else {
        answer(now);
      }
    }
  }

  private void promoteOrAbandon(Membership now) {
    learners.keySet().retainAll(now.learners());
    boolean done = true;
    boolean hopeless = false;
    for (NodeId learner : now.learners()) {
      Progress progress = followers.known(learner);
      CatchUp catchUp =
          learners.computeIfAbsent(
              learner, _ -> new CatchUp(state.config().timing(), state.log().lastIndex()));
      catchUp.reached(progress.match(), state.log().lastIndex());
      done &= catchUp.isDone(progress.silentTicks());
      hopeless |= catchUp.isHopeless(progress.silentTicks());
    }
    if (done) {
      append(now.promoted());
    } else if (hopeless) {
      abandoned = true;
      append(now.abandoned());
    }
  }

  private void answer(Membership now) {
    long change = asked.orElseThrow();
    asked = OptionalLong.empty();
    if (abandoned) {
      refuse(change, Refusal.TIMED_OUT);
    } else {
      state.outbox().emit(new Effect.Changed(change, now));
    }
  }

  /** This node leads no longer; the next leader goes on with what is in the log. */
  void leave(Optional<NodeId> leader) {
    asked.ifPresent(
        change ->
            state.outbox().emit(new Effect.ChangeRefused(change, Refusal.LEADERSHIP_LOST, leader)));
  }

  private void append(Membership membership) {
    log.append(Kind.MEMBERSHIP, Payload.of(MembershipCodec.encode(membership)));
  }

  private void refuse(long change, Refusal reason) {
    state.outbox().emit(new Effect.ChangeRefused(change, reason, Optional.of(state.self())));
  }
}
