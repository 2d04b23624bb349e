package dev.assay.node.command;

import dev.assay.ledger.Query;
import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.node.ReadMode;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that read, and how they do it. */
final class Asking {
  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--channel",
      defaultValue = ChannelsContract.DEFAULT,
      description = "default: ${DEFAULT-VALUE}")
  private String channel = ChannelsContract.DEFAULT;

  @Option(
      names = "--read",
      defaultValue = "quorum",
      paramLabel = "MODE",
      description = "how fresh: ${COMPLETION-CANDIDATES} (default: quorum, which is linearizable)")
  private ReadMode mode = ReadMode.QUORUM;

  Calls.Output ask(Query query) throws IOException {
    try (Calls calls = connection.open()) {
      return calls.query(channel, query, mode);
    }
  }

  void print(Answer answer) {
    connection.print(answer);
  }
}
