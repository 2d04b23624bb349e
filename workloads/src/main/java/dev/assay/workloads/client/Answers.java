package dev.assay.workloads.client;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.node.Audit;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns the ledger's answers to one operation into outcomes. A read that was not answered is a
 * definite failure: it has no effect that could happen later. A transaction that was not answered
 * is unknown.
 */
record Answers(Dialect dialect, Invocation asked, Answers.Redirecting end) {

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

  void read(ReadResult<List<String>> result) {
    switch (result) {
      case ReadResult.Answered<List<String>>(List<String> output, long block) ->
          end.complete(
              new Outcome.Ok(dialect.answered(asked, output).with("block", Value.of(block))));
      case ReadResult.NotPrimary<List<String>>(Optional<String> hint) ->
          end.elsewhere(hint, new Outcome.Fail("not-primary"));
      case ReadResult.Unavailable<List<String>>(String reason) ->
          end.elsewhere(Optional.empty(), new Outcome.Fail("unavailable: " + reason));
      case ReadResult.Invalid<List<String>>(String reason) ->
          end.complete(new Outcome.Fail("invalid: " + reason));
    }
  }

  void audit(Optional<Audit> answer) {
    answer.ifPresentOrElse(
        audit ->
            end.complete(
                new Outcome.Ok(
                    asked
                        .value()
                        .with("balances", fields(audit.balances()))
                        .with("block", Value.of(audit.block()))
                        .with("hash", Value.of(audit.hash().hex())))),
        () -> end.complete(new Outcome.Fail("no answer")));
  }

  private Value.Fields with(Receipt receipt) {
    Value.Fields answered =
        switch (receipt.result()) {
          case Result.Applied(List<String> output) ->
              dialect.answered(asked, output).with("result", Value.of("applied"));
          case Result.Refused refused ->
              asked
                  .value()
                  .with("result", Value.of("refused"))
                  .with("reason", Value.of(refused.reason()));
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
