package dev.assay.workloads.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.workloads.witness.SecondChannel.Addition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must be true of a set, whoever asks. */
final class SecondChannelTest {
  private static final Receipt AT_3 = new Receipt(3, 0, 5, Result.Applied.silent());

  private final SecondChannel channel = new SecondChannel();

  @Test
  void whatWasAcknowledgedBeforeAReadIsInIt() {
    Addition first = channel.next(1);
    assertThat(channel.acknowledged(first, AT_3)).isEmpty();
    assertThat(channel.faultOf(List.of(first.id()), 1)).isEmpty();
    assertThat(channel.faultOf(List.of(), 1))
        .contains("reads channel second without t-0, which was acknowledged before");
    assertThat(channel.faultOf(List.of(), 0)).as("the read began before").isEmpty();
  }

  @Test
  void whatNobodyAddedOrWasRefusedIsInNone() {
    Addition first = channel.next(1);
    assertThat(channel.faultOf(List.of(first.id()), 0)).as("it may have happened").isEmpty();
    channel.refused(first);
    assertThat(channel.faultOf(List.of(first.id()), 0))
        .contains("reads t-0 in channel second, which was refused");
    assertThat(channel.faultOf(List.of("t-1"), 0))
        .contains("reads t-1 in channel second, which nobody added");
  }

  @Test
  void whatIsAskedForAgainHasItsFirstReceiptAndARefusalOfItSaysNothing() {
    Addition first = channel.next(1);
    channel.unknown(first);
    Addition again = channel.next(4);
    assertThat(again).isEqualTo(new Addition(first.id(), true));
    channel.refused(again);
    assertThat(channel.faultOf(List.of(first.id()), 0)).isEmpty();
    channel.acknowledged(first, AT_3);
    assertThat(channel.acknowledged(again, AT_3)).isEmpty();
    assertThat(channel.acknowledged(again, new Receipt(4, 0, 6, Result.Applied.silent())))
        .hasValueSatisfying(
            fault -> assertThat(fault).startsWith("answers for t-0 in channel second with"));
  }

  @Test
  void chainsOfOneHeightEndAlike() {
    assertThat(channel.endsWith(4, "aa")).isEmpty();
    assertThat(channel.endsWith(5, "bb")).isEmpty();
    assertThat(channel.endsWith(4, "aa")).isEmpty();
    assertThat(channel.endsWith(4, "cc"))
        .contains("has another block 4 in channel second than others");
  }
}
