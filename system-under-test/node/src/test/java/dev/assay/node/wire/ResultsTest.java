package dev.assay.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Reason;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import dev.assay.protocol.ReadAllResponse;
import dev.assay.protocol.ReadResponse;
import dev.assay.protocol.StatusResponse;
import dev.assay.protocol.SubmitResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void submitResultsSurviveTheWire() {
    List<SubmitResult> results =
        new ArrayList<>(
            List.of(
                new SubmitResult.Committed(new Receipt(7, 3, new Result.Applied())),
                new SubmitResult.NotPrimary(Optional.of("n2")),
                new SubmitResult.NotPrimary(Optional.empty()),
                new SubmitResult.Busy("full"),
                new SubmitResult.Invalid("name"),
                new SubmitResult.Unknown("lost")));
    for (Reason reason : Reason.values()) {
      results.add(new SubmitResult.Committed(new Receipt(1, 0, new Result.Refused(reason))));
    }
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(SubmitResults.fromWire(SubmitResults.toWire(result))).isEqualTo(result));
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
                    .setCommitted(receipt.setBlock(1).setRefusal("whim"))
                    .build()))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(ReadResults.oneFromWire(ReadResponse.getDefaultInstance()))
        .isInstanceOf(ReadResult.Unavailable.class);
    assertThat(ReadResults.allFromWire(ReadAllResponse.getDefaultInstance()))
        .isInstanceOf(ReadResult.Unavailable.class);
    assertThat(Inspections.fromWire(StatusResponse.getDefaultInstance())).isEmpty();
  }

  @Test
  void readResultsSurviveTheWire() {
    List<ReadResult<OptionalLong>> ones =
        List.of(
            new ReadResult.Answered<>(OptionalLong.of(-5), 9),
            new ReadResult.Answered<>(OptionalLong.empty(), 0),
            new ReadResult.NotPrimary<>(Optional.of("n1")),
            new ReadResult.Unavailable<>("late"),
            new ReadResult.Invalid<>("name"));
    assertThat(ones)
        .allSatisfy(
            one -> assertThat(ReadResults.oneFromWire(ReadResults.oneToWire(one))).isEqualTo(one));
    List<ReadResult<SortedMap<String, Long>>> alls =
        List.of(
            new ReadResult.Answered<>(new TreeMap<>(Map.of("a", 1L, "b", -2L)), 4),
            new ReadResult.NotPrimary<>(Optional.empty()),
            new ReadResult.Unavailable<>("late"),
            new ReadResult.Invalid<>("much"));
    assertThat(alls)
        .allSatisfy(
            all -> assertThat(ReadResults.allFromWire(ReadResults.allToWire(all))).isEqualTo(all));
  }

  @Test
  void moreAccountsThanFitAreRefusedAndAsManyAsFitAreSent() {
    TreeMap<String, Long> many = new TreeMap<>();
    for (int i = 0; i < ReadResults.ACCOUNTS_MAX; i++) {
      many.put("%064d".formatted(i), Long.MIN_VALUE);
    }
    assertThat(ReadResults.allToWire(new ReadResult.Answered<>(many, 1)).getSerializedSize())
        .isLessThan(4 << 20);
    many.put("one-more", 1L);
    assertThat(ReadResults.allFromWire(ReadResults.allToWire(new ReadResult.Answered<>(many, 1))))
        .isInstanceOf(ReadResult.Invalid.class);
  }
}
