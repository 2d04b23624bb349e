package dev.assay.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.raft.invariant.InvariantBroken;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RaftCoreTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("n2");
  private static final NodeId N3 = new NodeId("n3");
  private static final RaftTiming TIMING = new RaftTiming(10, 20, 2);
  private static final RaftConfig CONFIG =
      new RaftConfig(
          N1, Membership.ofVoters(List.of(N3, N1, N2)), TIMING, RaftLimits.STANDARD, Set.of());

  private static final HardState TERM_3 = new HardState(3, Optional.empty());

  @Test
  void restartedVoterRemembersItsVote() {
    RaftCore core = core(new HardState(4, Optional.of(N2)), List.of());
    assertThat(core.step(received(N3, 4, new VoteRequest(LogPosition.ZERO, false))))
        .containsExactly(send(N3, 4, new VoteReply(false)));
    assertThat(core.step(received(N2, 4, new VoteRequest(LogPosition.ZERO, false))))
        .containsExactly(send(N2, 4, new VoteReply(true)));
  }

  @Test
  void voteGoesOnlyToALogAtLeastAsUpToDate() {
    List<Entry> log = List.of(entry(1, 1), entry(2, 3));
    Map<LogPosition, Boolean> grants =
        Map.of(
            new LogPosition(9, 2), false,
            new LogPosition(1, 3), false,
            new LogPosition(2, 3), true,
            new LogPosition(1, 4), true);
    grants.forEach(
        (last, granted) -> {
          RaftCore core = new RaftCore(CONFIG, (min, max) -> max, recovered(TERM_3, log));
          for (int i = 0; i < TIMING.electionTicksMin(); i++) {
            core.step(new Input.Tick());
          }
          core.step(received(N2, 4, new VoteRequest(last, false)));
          assertThat(core.step(new Input.Persisted(1)))
              .as("log that ends at %s", last)
              .containsExactly(send(N2, 4, new VoteReply(granted)));
        });
  }

  @Test
  void messagesForOthersAndItsOwnAreIgnored() {
    RaftCore core = core(HardState.INITIAL, List.of());
    for (NodeId from : List.of(N2, N1)) {
      NodeId to = from.equals(N2) ? N3 : N1;
      Message message = new Message(from, to, 7, new VoteRequest(LogPosition.ZERO, false));
      assertThat(core.step(new Input.Received(message)))
          .containsExactly(new Effect.Noted(new RaftEvent.MessageIgnored(from, to)));
    }
    assertThat(core.term()).isZero();
  }

  /** Its membership may be the newer one (thesis 4.1). */
  @Test
  void nodeOutsideTheMembershipGetsAVote() {
    RaftCore core = core(HardState.INITIAL, List.of());
    NodeId stranger = new NodeId("n9");
    core.step(received(stranger, 7, new VoteRequest(LogPosition.ZERO, false)));
    assertThat(core.step(new Input.Persisted(1)))
        .containsExactly(send(stranger, 7, new VoteReply(true)));
  }

  /** It does not know whom it heard before it stopped, and a lease may rest on its silence. */
  @Test
  void restartedNodeHelpsNobodyForAnElectionTimeout() {
    RaftCore core = new RaftCore(CONFIG, (min, max) -> max, recovered(TERM_3, List.of()));
    Input wanted = received(N2, 4, new VoteRequest(LogPosition.ZERO, false));
    for (int i = 0; i < TIMING.electionTicksMin(); i++) {
      assertThat(core.step(wanted)).isEmpty();
      core.step(new Input.Tick());
    }
    assertThat(core.step(wanted)).isNotEmpty();
  }

  /** Its answer renewed that leader's lease: it may not help another to win right after it. */
  @Test
  void whoSoundedOutAMajorityIsFaithfulToTheLeaderItHears() {
    RaftCore core = new RaftCore(CONFIG, (min, _) -> min, recovered(TERM_3, List.of()));
    for (int i = 0; i < TIMING.electionTicksMin(); i++) {
      core.step(new Input.Tick());
    }
    assertThat(core.role()).isEqualTo(RaftRole.PRE_CANDIDATE);
    core.step(received(N2, 3, new AppendRequest(LogPosition.ZERO, List.of(), 0, 0)));
    assertThat(core.step(received(N3, 4, new VoteRequest(LogPosition.ZERO, false)))).isEmpty();
    assertThat(core.term()).isEqualTo(3);
  }

  @Test
  void delayedShorterAppendUndoesNothing() {
    RaftCore core = core(new HardState(1, Optional.empty()), List.of());
    List<Entry> entries = List.of(entry(1, 1), entry(2, 1));
    core.step(received(N2, 1, new AppendRequest(LogPosition.ZERO, entries, 0, 0)));
    AppendRequest shorter = new AppendRequest(LogPosition.ZERO, entries.subList(0, 1), 0, 0);
    assertThat(core.step(received(N2, 1, shorter))).isEmpty();
    assertThat(core.lastIndex()).isEqualTo(2);
  }

  /**
   * A node that has won the term of the refusal meanwhile would take a repeated round for one of
   * its own, and a read for confirmed.
   */
  @Test
  void refusalOfAFormerTermNamesNoRound() {
    RaftCore core = core(TERM_3, List.of());
    AppendRequest late = new AppendRequest(new LogPosition(1, 1), List.of(), 1, 57);
    AppendRejected refusal = new AppendRejected(1, LogPosition.ZERO, 0);
    assertThat(refusal.isStale()).isTrue();
    assertThat(core.step(received(N2, 2, late))).containsExactly(send(N2, 3, refusal));
  }

  @Test
  void followerCommitsOnlyWhatTheRequestVouchesFor() {
    RaftCore core = core(new HardState(2, Optional.empty()), List.of(entry(1, 1), entry(2, 1)));
    core.step(received(N2, 2, new AppendRequest(new LogPosition(1, 1), List.of(), 2, 0)));
    assertThat(core.commitIndex()).isEqualTo(1);
  }

  @Test
  void secondLeaderOfATermStopsTheNode() {
    RaftCore core = core(new HardState(1, Optional.empty()), List.of());
    AppendRequest heartbeat = new AppendRequest(LogPosition.ZERO, List.of(), 0, 0);
    core.step(received(N2, 1, heartbeat));
    assertThatThrownBy(() -> core.step(received(N3, 1, heartbeat)))
        .isInstanceOf(InvariantBroken.class)
        .hasMessage("two leaders in term 1: n2 and n3: was a vote given twice?");
  }

  @Test
  void conflictWithACommittedEntryStopsTheNode() {
    RaftCore core = core(new HardState(2, Optional.empty()), List.of(entry(1, 1)));
    core.step(received(N2, 2, new AppendRequest(new LogPosition(1, 1), List.of(), 1, 0)));
    AppendRequest conflicting = new AppendRequest(LogPosition.ZERO, List.of(entry(1, 2)), 1, 0);
    assertThatThrownBy(() -> core.step(received(N2, 2, conflicting)))
        .isInstanceOf(InvariantBroken.class)
        .hasMessageContaining("conflicts with commit 1");
  }

  @Test
  void tokenThatWasNeverIssuedStopsTheNode() {
    RaftCore core = core(HardState.INITIAL, List.of());
    assertThatThrownBy(() -> core.step(new Input.Persisted(1)))
        .isInstanceOf(InvariantBroken.class)
        .hasMessageContaining("token 1 reported as persisted, but only 1 to 0 were issued");
  }

  @Test
  void logWithoutItsHardStateIsRefused() {
    assertThatThrownBy(() -> core(HardState.INITIAL, List.of(entry(1, 1))))
        .isInstanceOf(InvariantBroken.class)
        .hasMessage("the log ends at 1@1 but the recovered term is 0: was the hard state lost?");
  }

  @Test
  void messagesHeldForADeadDiskAreBounded() {
    RaftCore core = core(new HardState(1, Optional.empty()), List.of());
    core.step(received(N2, 1, new AppendRequest(LogPosition.ZERO, List.of(entry(1, 1)), 0, 0)));
    AppendRequest heartbeat = new AppendRequest(new LogPosition(1, 1), List.of(), 0, 0);
    for (int i = 0; i < 2 * Outbox.HELD_MAX; i++) {
      assertThat(core.step(received(N2, 1, heartbeat))).isEmpty();
    }
    assertThat(core.step(new Input.Persisted(1))).hasSize(Outbox.HELD_MAX);
  }

  @Test
  void impossibleConfigurationsAreRefusedWithTheirValues() {
    assertThatThrownBy(() -> new RaftTiming(10, 10, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heartbeat 2, election 10 to 10");
    assertThatThrownBy(() -> new RaftTiming(3, 10, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RaftLimits(100, 10, 5, 200, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in flight 5");
    assertThatThrownBy(
            () ->
                new RaftConfig(
                    N1,
                    Membership.ofVoters(List.of(N2, N3)),
                    TIMING,
                    RaftLimits.STANDARD,
                    Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("node n1 is not among the voters [n2, n3]");
    assertThatThrownBy(() -> Membership.ofVoters(List.of(N1, N1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("named twice");
  }

  /** A node that draws the longest time-out waits for it, unless it draws none. */
  @Test
  void noElectionJitterMakesAllTimeoutsTheShortest() {
    assertThat(roleAfter(TIMING.electionTicksMin(), Set.of(RaftMutant.NO_ELECTION_JITTER)))
        .isEqualTo(RaftRole.PRE_CANDIDATE);
    assertThat(roleAfter(TIMING.electionTicksMin(), Set.of())).isEqualTo(RaftRole.FOLLOWER);
    assertThat(roleAfter(TIMING.electionTicksMax(), Set.of())).isEqualTo(RaftRole.PRE_CANDIDATE);
  }

  private static RaftRole roleAfter(int ticks, Set<RaftMutant> mutants) {
    RaftConfig config =
        new RaftConfig(
            N1, Membership.ofVoters(List.of(N1, N2, N3)), TIMING, RaftLimits.STANDARD, mutants);
    RaftCore core = new RaftCore(config, (_, max) -> max, recovered(HardState.INITIAL, List.of()));
    for (int i = 0; i < ticks; i++) {
      core.step(new Input.Tick());
    }
    return core.role();
  }

  private static RaftCore core(HardState hardState, List<Entry> log) {
    return new RaftCore(CONFIG, (min, max) -> min, recovered(hardState, log));
  }

  private static RecoveredLog recovered(HardState hardState, List<Entry> log) {
    return new RecoveredLog(hardState, Optional.empty(), log);
  }

  private static Entry entry(long index, long term) {
    return new Entry(index, term, Kind.COMMAND, Payload.ofText("e" + index));
  }

  private static Input received(NodeId from, long term, Message.Body body) {
    return new Input.Received(new Message(from, N1, term, body));
  }

  private static Effect send(NodeId to, long term, Message.Body body) {
    return new Effect.Send(new Message(N1, to, term, body));
  }
}
