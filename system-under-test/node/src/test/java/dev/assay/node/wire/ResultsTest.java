package dev.assay.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Limits;
import dev.assay.ledger.Query;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.ListAppendContract;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.ReadMode;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import dev.assay.protocol.QueryResponse;
import dev.assay.protocol.StatusResponse;
import dev.assay.protocol.SubmitResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void submitResultsSurviveTheWire() {
    List<SubmitResult> results =
        new ArrayList<>(
            List.of(
                new SubmitResult.Committed(new Receipt(7, 3, 5, Result.Applied.silent())),
                new SubmitResult.NotPrimary(Optional.of("n2")),
                new SubmitResult.NotPrimary(Optional.empty()),
                new SubmitResult.Busy("full"),
                new SubmitResult.Invalid("name"),
                new SubmitResult.Unknown("lost")));
    results.add(
        new SubmitResult.Committed(new Receipt(1, 0, 5, new Result.Refused(Reason.OVERDRAFT))));
    results.add(new SubmitResult.Committed(new Receipt(1, 0, 5, Result.Applied.of("", "a b"))));
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(SubmitResults.fromWire(SubmitResults.toWire("main", result)))
                    .isEqualTo(result));
  }

  @Test
  void senselessAnswersAreUnknownOrUnavailable() {
    var receipt = dev.assay.protocol.Receipt.newBuilder();
    assertThat(SubmitResults.fromWire(SubmitResponse.getDefaultInstance()))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(SubmitResults.fromWire(SubmitResponse.newBuilder().setCommitted(receipt).build()))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(
            SubmitResults.fromWire(
                SubmitResponse.newBuilder()
                    .setCommitted(receipt.setBlock(1).setSequence(5).setRefusal("a whim"))
                    .build()))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(ReadResults.fromWire(QueryResponse.getDefaultInstance()))
        .isInstanceOf(ReadResult.Unavailable.class);
    assertThat(new ReadResult.Answered<>(List.of("x"), 1).map(TransferContract::balanceIn))
        .isInstanceOf(ReadResult.Unavailable.class);
    assertThat(new ReadResult.Answered<>(List.of("a"), 1).map(TransferContract::balancesIn))
        .isInstanceOf(ReadResult.Unavailable.class);
    assertThat(Inspections.fromWire(StatusResponse.getDefaultInstance())).isEmpty();
  }

  @Test
  void readResultsSurviveTheWire() {
    List<ReadResult<List<String>>> results =
        List.of(
            new ReadResult.Answered<>(List.of("a", "-5"), 9),
            new ReadResult.Answered<>(List.of(), 0),
            new ReadResult.NotPrimary<>(Optional.of("n1")),
            new ReadResult.NotPrimary<>(Optional.empty()),
            new ReadResult.Unavailable<>("late"),
            new ReadResult.Invalid<>("name"));
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(ReadResults.fromWire(ReadResults.toWire("main", result)))
                    .isEqualTo(result));
  }

  @Test
  void transactionsAndQueriesSurviveTheWire() {
    Transaction transaction = TransferContract.transfer("t", "a", "b", -7);
    assertThat(Transactions.fromWire(Transactions.toWire(transaction))).isEqualTo(transaction);
    Query query = ListAppendContract.query(List.of("r k", "r j"));
    for (ReadMode mode : ReadMode.values()) {
      var wire = Transactions.toWire("second", query, mode, Duration.ofSeconds(3));
      assertThat(Transactions.query(wire)).isEqualTo(query);
      assertThat(Transactions.mode(wire)).isEqualTo(mode);
      assertThat(wire.getTimeoutMillis()).isEqualTo(3000);
      assertThat(Transactions.channel(wire.getChannel())).isEqualTo("second");
    }
    assertThat(Transactions.channel("")).isEqualTo("main");
  }

  @Test
  void theLongestAnswerFitsIntoAMessage() {
    List<String> shortest = Collections.nCopies(Limits.ANSWER_CHARS_MAX / 5, "x");
    List<String> longest =
        Collections.nCopies(Limits.ANSWER_CHARS_MAX / Limits.VALUE_CHARS_MAX, "x".repeat(16384));
    for (List<String> output : List.of(shortest, longest)) {
      assertThat(
              ReadResults.toWire("main", new ReadResult.Answered<>(output, 1)).getSerializedSize())
          .isLessThan(4 << 20);
    }
  }
}
