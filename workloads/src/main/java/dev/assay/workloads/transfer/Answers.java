package dev.assay.workloads.transfer;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.node.Audit;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Turns the ledger's answers to one operation into outcomes. A read that was not answered is a
 * definite failure: it has no effect that could happen later. A transaction that was not answered
 * is unknown.
 */
record Answers(Value.Fields asked, Answers.Redirecting end) {

  /** Where the next operation goes, and who is told of this one's outcome. */
  record Redirecting(Consumer<Optional<NodeId>> redirect, Consumer<Outcome> completion) {
    void complete(Outcome outcome) {
      completion.accept(outcome);
    }

    void elsewhere(Optional<String> hint, Outcome outcome) {
      redirect.accept(hint.filter(name -> !name.isEmpty()).map(NodeId::new));
      completion.accept(outcome);
    }
  }

  void receipt(SubmitResult result) {
    switch (result) {
      case SubmitResult.Committed(Receipt receipt) -> end.complete(new Outcome.Ok(with(receipt)));
      case SubmitResult.NotPrimary(Optional<String> hint) ->
          end.elsewhere(hint, new Outcome.Fail("not-primary"));
      case SubmitResult.Busy(String reason) -> end.complete(new Outcome.Fail("busy: " + reason));
      case SubmitResult.Invalid(String reason) ->
          end.complete(new Outcome.Fail("invalid: " + reason));
      case SubmitResult.NotSent(String reason) ->
          end.elsewhere(Optional.empty(), new Outcome.Fail("not sent: " + reason));
      case SubmitResult.Unknown(String reason) ->
          end.elsewhere(Optional.empty(), new Outcome.Unknown(reason));
    }
  }

  void balance(ReadResult<OptionalLong> result) {
    read(
        result,
        balance ->
            asked.with("balance", balance.isPresent() ? Value.of(balance.getAsLong()) : Value.NIL));
  }

  void balances(ReadResult<SortedMap<String, Long>> result) {
    read(result, balances -> asked.with("balances", fields(balances)));
  }

  void audit(Optional<Audit> answer) {
    answer.ifPresentOrElse(
        audit ->
            end.complete(
                new Outcome.Ok(
                    asked
                        .with("balances", fields(audit.balances()))
                        .with("block", Value.of(audit.block()))
                        .with("hash", Value.of(audit.hash().hex())))),
        () -> end.complete(new Outcome.Fail("no answer")));
  }

  private <T> void read(ReadResult<T> result, Function<T, Value.Fields> value) {
    switch (result) {
      case ReadResult.Answered<T>(T read, long block) ->
          end.complete(new Outcome.Ok(value.apply(read).with("block", Value.of(block))));
      case ReadResult.NotPrimary<T>(Optional<String> hint) ->
          end.elsewhere(hint, new Outcome.Fail("not-primary"));
      case ReadResult.Unavailable<T>(String reason) ->
          end.elsewhere(Optional.empty(), new Outcome.Fail("unavailable: " + reason));
      case ReadResult.Invalid<T>(String reason) ->
          end.complete(new Outcome.Fail("invalid: " + reason));
    }
  }

  private Value.Fields with(Receipt receipt) {
    Value.Fields answered =
        switch (receipt.result()) {
          case Result.Applied _ -> asked.with("result", Value.of("applied"));
          case Result.Refused refused ->
              asked.with("result", Value.of("refused")).with("reason", Value.of(refused.reason()));
        };
    return answered
        .with("block", Value.of(receipt.block()))
        .with("position", Value.of(receipt.position()));
  }

  private static Value.Fields fields(Map<String, Long> balances) {
    Value.Fields fields = Value.fields();
    for (Map.Entry<String, Long> balance : balances.entrySet()) {
      fields = fields.with(balance.getKey(), Value.of(balance.getValue()));
    }
    return fields;
  }
}
