package dev.assay.workloads.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.node.NodeConfig;
import dev.assay.node.storage.Failpoint;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.InstallRequest;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.ReadReply;
import dev.assay.raft.message.Message.ReadRequest;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.MembershipChange;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class WitnessTest extends PuppetNodes {
  @Test
  void aVoteThatLeavesBeforeItIsDurableIsSeen() {
    stands("n1", 1, LogPosition.ZERO);
    node("n2").writes(new HardState(1, Optional.of(id("n1"))));
    node("n2").says("n1", 1, new VoteReply(true));
    assertThat(seen).containsExactly("n2 votes for n1 in epoch 1, which its disk may still lose");
    node("n2").syncs();
    node("n2").says("n1", 1, new VoteReply(true));
    assertThat(seen).hasSize(1);
  }

  @Test
  void aCandidateThatAsksBeforeItsOwnVoteIsDurableIsSeen() {
    node("n1").writes(new HardState(1, Optional.of(id("n1"))));
    node("n1").says("n2", 1, new VoteRequest(LogPosition.ZERO, false));
    assertThat(seen).containsExactly("n1 votes for n1 in epoch 1, which its disk may still lose");
  }

  @Test
  void twoVotesInATermAreSeenEvenOfTwoLives() {
    stands("n1", 1, LogPosition.ZERO);
    stands("n3", 1, LogPosition.ZERO);
    votes("n2", "n1", 1);
    node("n2").loses();
    node("n2").boots(HardState.INITIAL, List.of());
    seen.clear();
    votes("n2", "n3", 1);
    assertThat(seen).containsExactly("n2 votes for n3 in epoch 1, and for n1 before");
  }

  @Test
  void aVoteForAShorterLogIsSeen() {
    node("n2").writes(new HardState(1, Optional.empty()), entry(1, 1));
    stands("n1", 2, LogPosition.ZERO);
    votes("n2", "n1", 2);
    assertThat(seen)
        .containsExactly("n2 votes for n1, whose log ends at 0@0, with a log up to 1@1");
  }

  @Test
  void helpingOneToLeadRightAfterAnotherWasHeardIsSeen() {
    leads("n1", 1);
    node("n2").writes(new HardState(1, Optional.empty()));
    node("n2").hears("n1", 1, new AppendRequest(LogPosition.ZERO, List.of(), 0, 1));
    world.runFor(200_000_000);
    node("n3").says("n2", 1, new PreVoteRequest(LogPosition.ZERO));
    node("n2").says("n3", 1, new PreVoteReply(true));
    assertThat(seen).containsExactly("n2 helps n3 to lead 200 ms after it has heard a primary");
    world.runFor(NodeConfig.FAITHFUL_TICKS * TICK);
    node("n2").says("n3", 1, new PreVoteReply(true));
    assertThat(seen).hasSize(1);
  }

  @Test
  void whatIsAcknowledgedMustBeDurableAndAsked() {
    leads("n1", 1);
    node("n1").says("n2", 1, new AppendRequest(LogPosition.ZERO, List.of(entry(1, 1)), 0, 3));
    node("n2").writes(new HardState(1, Optional.empty()), entry(1, 1));
    node("n2").says("n1", 1, new AppendAccepted(1, 3));
    assertThat(seen).containsExactly("n2 acknowledges 1 to n1, which its disk may still lose");
    node("n2").syncs();
    node("n2").says("n1", 1, new AppendAccepted(1, 3));
    assertThat(seen).hasSize(1);
    node("n2").writes(new HardState(1, Optional.empty()), entry(2, 1));
    node("n2").syncs();
    node("n2").says("n1", 1, new AppendAccepted(2, 3));
    assertThat(seen.removeLast())
        .isEqualTo("n2 acknowledges 2 to n1, which has asked for no more than 1");
    node("n2").says("n1", 1, new AppendRejected(1, LogPosition.ZERO, 4));
    assertThat(seen.removeLast())
        .isEqualTo("n2 acknowledges round 4 of epoch 1 to n1, which has not begun it");
  }

  @Test
  void whatAFormerPrimaryIsToldLateCountsForNobody() {
    leads("n1", 1);
    node("n1").says("n2", 1, new AppendRequest(LogPosition.ZERO, List.of(entry(1, 1)), 0, 3));
    node("n2").writes(new HardState(1, Optional.empty()), entry(1, 1));
    node("n2").syncs();
    node("n2").writes(new HardState(2, Optional.empty()), entry(1, 2));
    node("n2").says("n1", 1, new AppendAccepted(1, 3));
    assertThat(seen).isEmpty();
  }

  @Test
  void aPieceOfASnapshotAsksForItsRoundToo() {
    leads("n1", 1);
    InstallRequest piece =
        new InstallRequest(
            new SnapshotHead(new LogPosition(5, 1), ALL), 0, Payload.ofText("piece"), 9, 8);
    node("n1").says("n2", 1, piece);
    node("n2").says("n1", 1, new AppendRejected(1, LogPosition.ZERO, 8));
    assertThat(seen).isEmpty();
    node("n2").says("n1", 1, new AppendRejected(1, LogPosition.ZERO, 9));
    assertThat(seen).hasSize(1);
  }

  @Test
  void whatAMajorityCouldStillLoseIsNotDecided() {
    leads("n1", 1);
    node("n1").writes(new HardState(1, Optional.of(id("n1"))), entry(1, 1));
    node("n1").syncs();
    node("n1").beliefs().committed = 1;
    node("n1").settles();
    assertThat(seen)
        .containsExactly(
            "n1 decides 1 of epoch 1, which a majority of [n1, n2, n3] could still lose");
  }

  @Test
  void onlyEntriesOfTheOwnTermAreDecidedByCounting() {
    for (String name : puppets.keySet()) {
      node(name).writes(new HardState(1, Optional.empty()), entry(1, 1));
      node(name).syncs();
    }
    leads("n1", 2);
    node("n1").beliefs().committed = 1;
    node("n1").settles();
    assertThat(seen).containsExactly("n1 decides 1 of epoch 1 by counting, in epoch 2");
  }

  @Test
  void aPrimaryWithoutVotesOrWithoutWhatWasDecidedIsSeen() {
    leads("n1", 1);
    for (String name : List.of("n1", "n2")) {
      node(name).writes(node(name).hard(), entry(1, 1));
      node(name).syncs();
    }
    node("n1").beliefs().committed = 1;
    node("n1").settles();
    assertThat(seen).isEmpty();
    stands("n3", 2, LogPosition.ZERO);
    node("n3").leads();
    assertThat(seen)
        .containsExactly(
            "n3 leads epoch 2 without the votes of a majority of [n1, n2, n3]",
            "n3 leads epoch 2 without 1 of epoch 1, which was decided");
  }

  @Test
  void aLeaseBesideALaterPrimaryIsSeen() {
    leads("n1", 1);
    node("n1").beliefs().lease = true;
    leads("n2", 2);
    assertThat(seen).containsExactly("n1 holds the lease of epoch 1 while epoch 2 has a primary");
    seen.clear();
    world.runFor(2 * TICK);
    leads("n3", 3);
    assertThat(seen).as("who has not ticked does not know yet").isEmpty();
    node("n1").ticks();
    assertThat(seen).contains("n1 holds the lease of epoch 1 while epoch 3 has a primary");
  }

  @Test
  void membersThatAreNotTheLatestInTheLogAreSeen() {
    Membership two = ALL.toward(removing("n3")).orElseThrow();
    Entry change = new Entry(1, 1, Kind.MEMBERSHIP, Payload.of(MembershipCodec.encode(two)));
    node("n1").writes(new HardState(1, Optional.empty()), change);
    node("n1").beliefs().members = two;
    node("n1").settles();
    assertThat(seen).isEmpty();
    node("n1").writes(new HardState(2, Optional.empty()), entry(1, 2));
    node("n1").settles();
    assertThat(seen)
        .containsExactly(
            "n1 counts on voters [n1, n2], outgoing [n1, n2, n3],"
                + " but the latest in its log are voters [n1, n2, n3]");
  }

  @Test
  void membersThatCannotFollowThoseBeforeAreSeen() {
    Membership joint = ALL.toward(removing("n3")).orElseThrow();
    node("n1").writes(new HardState(1, Optional.empty()), change(1, joint), change(2, ALL));
    assertThat(seen)
        .containsExactly(
            "n1 writes voters [n1, n2, n3] after voters [n1, n2], outgoing [n1, n2, n3]");
    node("n2").writes(new HardState(1, Optional.empty()), change(1, joint.settled()));
    assertThat(seen).contains("n2 writes voters [n1, n2] after voters [n1, n2, n3]");
  }

  private static Entry change(long index, Membership members) {
    return new Entry(index, 1, Kind.MEMBERSHIP, Payload.of(MembershipCodec.encode(members)));
  }

  private static MembershipChange removing(String name) {
    return new MembershipChange(new TreeMap<>(), new TreeSet<>(List.of(id(name))));
  }

  @Test
  void aLogThatIsForgottenBeyondItsSnapshotIsSeen() {
    node("n1").writes(new HardState(1, Optional.empty()), entry(1, 1), entry(2, 1));
    node("n1").beliefs().first = 2;
    node("n1").settles();
    assertThat(seen)
        .contains("n1 has forgotten its log up to 1, but its latest durable snapshot ends at 0");
  }

  @Test
  void aNodeThatStartsFindsAtLeastWhatWasDurableAndNothingElse() {
    node("n1").writes(new HardState(1, Optional.empty()), entry(1, 1));
    node("n1").syncs();
    node("n1").writes(new HardState(2, Optional.empty()), entry(2, 2));
    node("n1").loses();
    node("n1").boots(new HardState(1, Optional.empty()), List.of(entry(1, 1)));
    assertThat(seen).isEmpty();
    node("n1").loses();
    node("n1").boots(new HardState(1, Optional.empty()), List.of());
    assertThat(seen).hasSize(1).first().asString().startsWith("n1 found epoch 1, vote none");
  }

  @Test
  void oneEntryOfAPlaceAndTermIsLikeAnother() {
    node("n1").writes(new HardState(1, Optional.empty()), entry(1, 1), entry(2, 1));
    node("n2").writes(new HardState(1, Optional.empty()), entry(1, 1));
    node("n2")
        .writes(
            new HardState(1, Optional.empty()), new Entry(2, 1, Kind.COMMAND, Payload.ofText("x")));
    assertThat(seen).containsExactly("n2 wrote another entry 2@1 than others have there");
  }

  @Test
  void aSyncThatLeavesSomethingToLoseIsSeen() {
    node("n1").writes(new HardState(1, Optional.empty()));
    node("n1").watch.reached(Failpoint.LOG_AFTER_SYNC);
    assertThat(seen)
        .containsExactly("n1 has synced its log, but its disk may still lose some of it");
  }

  @Test
  void aReadPlaceBeforeWhatWasDecidedWhenItWasAskedIsSeen() {
    leads("n1", 1);
    for (String name : List.of("n1", "n2")) {
      node(name).writes(node(name).hard(), entry(1, 1));
      node(name).syncs();
    }
    node("n1").beliefs().committed = 1;
    node("n1").settles();
    node("n3").says("n1", 1, new ReadRequest(5, 1, true));
    node("n1").says("n3", 1, new ReadReply(5, 1, 1));
    assertThat(seen).isEmpty();
    node("n1").says("n3", 1, new ReadReply(5, 1, 0));
    assertThat(seen).containsExactly("n1 lets n3 read at 0, but 1 was decided when it asked");
  }
}
