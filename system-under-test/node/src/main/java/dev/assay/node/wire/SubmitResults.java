package dev.assay.node.wire;

import dev.assay.ledger.Names;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.node.SubmitResult;
import dev.assay.protocol.Busy;
import dev.assay.protocol.Invalid;
import dev.assay.protocol.NotPrimary;
import dev.assay.protocol.SubmitResponse;
import dev.assay.protocol.Unknown;
import java.util.List;
import java.util.Optional;

/** What became of a transaction, as the protocol writes it. */
public final class SubmitResults {
  private SubmitResults() {}

  /** The node's answer to what was submitted to this channel. */
  public static SubmitResponse toWire(String channel, SubmitResult result) {
    SubmitResponse.Builder wire = SubmitResponse.newBuilder();
    switch (result) {
      case SubmitResult.Committed(Receipt receipt) -> wire.setCommitted(toWire(channel, receipt));
      case SubmitResult.NotPrimary(Optional<String> hint) -> wire.setNotPrimary(notPrimary(hint));
      case SubmitResult.Busy(String reason) -> wire.setBusy(busy(reason));
      case SubmitResult.Invalid(String reason) -> wire.setInvalid(invalid(reason));
      case SubmitResult.Unknown(String reason) ->
          wire.setUnknown(Unknown.newBuilder().setReason(reason));
      case SubmitResult.NotSent(String reason) ->
          throw new IllegalArgumentException(
              "only a client can say that it did not send: " + reason);
    }
    return wire.build();
  }

  /** What can't be understood is unknown. */
  public static SubmitResult fromWire(SubmitResponse wire) {
    return switch (wire.getOutcomeCase()) {
      case COMMITTED ->
          fromWire(wire.getCommitted())
              .<SubmitResult>map(SubmitResult.Committed::new)
              .orElseGet(() -> new SubmitResult.Unknown("the node's receipt makes no sense"));
      case NOT_PRIMARY -> new SubmitResult.NotPrimary(hint(wire.getNotPrimary()));
      case BUSY -> new SubmitResult.Busy(wire.getBusy().getReason());
      case INVALID -> new SubmitResult.Invalid(wire.getInvalid().getReason());
      case UNKNOWN -> new SubmitResult.Unknown(wire.getUnknown().getReason());
      case OUTCOME_NOT_SET -> new SubmitResult.Unknown("the node's answer has no outcome");
    };
  }

  private static dev.assay.protocol.Receipt toWire(String channel, Receipt receipt) {
    var wire =
        dev.assay.protocol.Receipt.newBuilder()
            .setChannel(channel)
            .setBlock(receipt.block())
            .setPosition(receipt.position())
            .setSequence(receipt.sequence());
    switch (receipt.result()) {
      case Result.Applied(List<String> output) -> wire.addAllOutput(output);
      case Result.Refused(String reason) -> wire.setRefusal(reason);
    }
    return wire.build();
  }

  private static Optional<Receipt> fromWire(dev.assay.protocol.Receipt wire) {
    if (wire.getBlock() < 1 || wire.getPosition() < 0 || wire.getSequence() < 1) {
      return Optional.empty();
    }
    return result(wire)
        .map(
            result -> new Receipt(wire.getBlock(), wire.getPosition(), wire.getSequence(), result));
  }

  private static Optional<Result> result(dev.assay.protocol.Receipt wire) {
    if (wire.getRefusal().isEmpty()) {
      return Optional.of(new Result.Applied(wire.getOutputList()));
    }
    return Optional.of(wire.getRefusal()).filter(Names::valid).map(Result.Refused::new);
  }

  static NotPrimary notPrimary(Optional<String> hint) {
    return NotPrimary.newBuilder().setHint(hint.orElse("")).build();
  }

  static Optional<String> hint(NotPrimary wire) {
    return Optional.of(wire.getHint()).filter(hint -> !hint.isEmpty());
  }

  static Busy busy(String reason) {
    return Busy.newBuilder().setReason(reason).build();
  }

  static Invalid invalid(String reason) {
    return Invalid.newBuilder().setReason(reason).build();
  }
}
