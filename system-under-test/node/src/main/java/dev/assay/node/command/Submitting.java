package dev.assay.node.command;

import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.ChannelsContract;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that change the ledger, and how they do it. */
final class Submitting {
  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--channel",
      defaultValue = ChannelsContract.DEFAULT,
      description = "default: ${DEFAULT-VALUE}")
  private String channel = ChannelsContract.DEFAULT;

  @Option(
      names = "--id",
      description =
          "the transaction's: the same again has the first's outcome (default: a new one)")
  private @Nullable String id;

  String id() {
    if (id == null) {
      id = Connection.newId();
    }
    return id;
  }

  /** Submits and prints the receipt. */
  int submit(Transaction transaction) throws IOException {
    try (Calls calls = connection.open()) {
      Receipt receipt = calls.submit(channel, transaction);
      boolean applied = receipt.result() instanceof Result.Applied;
      connection.print(
          Answer.one(
              Answer.row(
                  "transaction",
                  transaction.id(),
                  "channel",
                  channel,
                  "block",
                  receipt.block(),
                  "position",
                  (long) receipt.position(),
                  "sequence",
                  receipt.sequence(),
                  "result",
                  switch (receipt.result()) {
                    case Result.Applied _ -> "applied";
                    case Result.Refused(String reason) -> "refused: " + reason;
                  },
                  "output",
                  receipt.result() instanceof Result.Applied(var output) ? output : List.of())));
      return applied ? ExitCode.DONE : ExitCode.REFUSED;
    }
  }
}
