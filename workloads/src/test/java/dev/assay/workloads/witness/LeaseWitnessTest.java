package dev.assay.workloads.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.node.NodeConfig;
import dev.assay.node.storage.CutTail;
import dev.assay.node.storage.Recovered;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.ReadReply;
import dev.assay.raft.message.Message.ReadRequest;
import dev.assay.raft.message.Message.TimeoutNow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What leases, reads and memberships rest on. */
final class LeaseWitnessTest extends PuppetNodes {
  private static final AppendRequest BEAT = new AppendRequest(LogPosition.ZERO, List.of(), 0, 1);

  @Test
  void aLeaseHoldsAsLongAsAMajorityMustKeepToIt() {
    leads("n1", 1);
    node("n2").writes(new HardState(1, Optional.empty()));
    node("n2").hears("n1", 1, BEAT);
    node("n1").beliefs().lease = true;
    world.runFor(15 * TICK);
    node("n1").ticks();
    assertThat(seen).isEmpty();
    world.runFor(TICK);
    node("n1").ticks();
    assertThat(seen)
        .containsExactly(
            "n1 holds the lease of epoch 1, but a majority of [n1, n2, n3] may already help"
                + " another to lead");
  }

  @Test
  void aLeaseHoldsNotBeforeAllThatWasDecidedIsKnown() {
    leads("n1", 1);
    for (String name : puppets.keySet()) {
      node(name).writes(node(name).hard(), entry(1, 1));
      node(name).syncs();
    }
    node("n1").beliefs().committed = 1;
    node("n1").settles();
    stands("n3", 2, new LogPosition(1, 1));
    votes("n2", "n3", 2);
    node("n3").leads();
    node("n2").hears("n3", 2, BEAT);
    node("n3").beliefs().lease = true;
    node("n3").ticks();
    assertThat(seen)
        .containsExactly(
            "n3 holds the lease of epoch 2, but knows only up to 0 of what was decided before,"
                + " to 1");
  }

  @Test
  void aLeaseEndsWhenAnotherIsAskedToLead() {
    leads("n1", 1);
    node("n2").writes(new HardState(1, Optional.empty()));
    node("n2").hears("n1", 1, BEAT);
    node("n1").beliefs().lease = true;
    node("n1").says("n2", 1, new TimeoutNow());
    node("n1").ticks();
    assertThat(seen)
        .containsExactly("n1 holds the lease of epoch 1, in which it has asked another to lead");
  }

  @Test
  void whoHasHeardAPrimaryKeepsToItThroughARestart() {
    leads("n1", 1);
    node("n2").writes(new HardState(1, Optional.empty()));
    node("n2").syncs();
    node("n2").hears("n1", 1, BEAT);
    world.runFor(2 * TICK);
    node("n2").loses();
    node("n2").boots(new HardState(1, Optional.empty()), List.of());
    assertThat(seen).isEmpty();
    node("n2").beliefs().faithful = false;
    node("n2").ticks();
    assertThat(seen)
        .containsExactly("n2 would help another to lead 100 ms after it has heard a primary");
    world.runFor(NodeConfig.FAITHFUL_TICKS * TICK);
    node("n2").ticks();
    assertThat(seen).hasSize(1);
  }

  @Test
  void whatWasHeardInATermThatIsForgottenWasNeverAnswered() {
    leads("n1", 1);
    node("n2").writes(new HardState(1, Optional.empty()));
    node("n2").hears("n1", 1, BEAT);
    node("n2").loses();
    node("n2").boots(HardState.INITIAL, List.of());
    seen.clear();
    node("n2").beliefs().faithful = false;
    node("n2").ticks();
    assertThat(seen).isEmpty();
  }

  @Test
  void aReadNeedsARoundThatBeganAfterIt() {
    leads("n1", 1);
    node("n1").says("n2", 1, BEAT);
    node("n2").writes(new HardState(1, Optional.empty()));
    node("n2").syncs();
    node("n2").says("n1", 1, new AppendAccepted(0, 1));
    node("n3").says("n1", 1, new ReadRequest(5, 1, false));
    node("n1").says("n3", 1, new ReadReply(5, 1, 0));
    assertThat(seen)
        .containsExactly(
            "n1 lets n3 read at 0, but no majority of [n1, n2, n3] has acknowledged it since it"
                + " was asked");
    node("n1").says("n2", 1, new AppendRequest(LogPosition.ZERO, List.of(), 0, 2));
    node("n2").says("n1", 1, new AppendAccepted(0, 2));
    node("n1").says("n3", 1, new ReadReply(5, 1, 0));
    assertThat(seen).hasSize(1);
  }

  @Test
  void aReadThatTrustsALeaseNeedsNone() {
    leads("n1", 1);
    node("n3").says("n1", 1, new ReadRequest(5, 1, true));
    node("n1").says("n3", 1, new ReadReply(5, 1, 0));
    assertThat(seen).isEmpty();
  }

  @Test
  void whatIsTakenForDurableMustBe() {
    node("n1").writes(new HardState(1, Optional.empty()), entry(1, 1));
    node("n1").beliefs().durable = 1;
    node("n1").settles();
    assertThat(seen)
        .containsExactly("n1 takes all up to 1 for durable, which its disk may still lose");
    node("n1").syncs();
    node("n1").writes(new HardState(1, Optional.empty()), entry(2, 1));
    node("n1").settles();
    assertThat(seen).hasSize(1);
  }

  @Test
  void whoIsAMemberDoesNotKeepQuiet() {
    leads("n1", 1);
    node("n2").writes(new HardState(1, Optional.empty()));
    node("n2").beliefs().quiet = true;
    node("n2").settles();
    assertThat(seen).containsExactly("n2 takes itself for removed, though nothing after 0 says so");
    node("n2").hears("n1", 1, BEAT);
    assertThat(seen)
        .last()
        .isEqualTo("n2 takes itself for removed, though the primary of epoch 1 writes to it");
  }

  @Test
  void whatWouldBeFoundAfterAPowerFailureIsTriedOut() {
    node("n1").writes(new HardState(1, Optional.empty()), entry(1, 1), entry(2, 1));
    node("n1").syncs();
    node("n1").recovered =
        new Recovered(
            new HardState(2, Optional.empty()),
            Optional.empty(),
            List.of(entry(1, 2), entry(2, 1)),
            Optional.empty());
    node("n1").writes(new HardState(2, Optional.empty()), entry(1, 2));
    node("n1").syncs();
    assertThat(seen).hasSize(1).first().asString().startsWith("n1 would find epoch 2, vote none");
  }

  @Test
  void whatANodeGoesOnWithAfterAPowerFailureIsThereAfterTheNext() {
    rehearses(true);
    assertThat(seen).isEmpty();
    rehearses(false);
    assertThat(seen)
        .containsExactly(
            "n1 would find epoch 3, vote none, 1 to 1@3, with a tail to cut off, if its power"
                + " failed twice, but had gone on to epoch 4, vote none, 1 to 2@4");
  }

  /** A start that cuts off a tail, after a part of the log was replaced. */
  private void rehearses(boolean keepsWhatItGoesOnWith) {
    long term = keepsWhatItGoesOnWith ? 2 : 3;
    node("n1").keepsWhatItGoesOnWith = keepsWhatItGoesOnWith;
    node("n1").writes(new HardState(1, Optional.empty()), entry(1, 1));
    node("n1").writes(new HardState(term, Optional.empty()), entry(1, term));
    node("n1").recovered =
        new Recovered(
            new HardState(term, Optional.empty()),
            Optional.empty(),
            List.of(entry(1, term)),
            Optional.of(new CutTail("log-1", 1, 1)));
    node("n1").syncs();
  }
}
