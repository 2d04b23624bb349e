package dev.assay.node.command;

import dev.assay.node.LedgerStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What each node says of itself. */
@Command(name = "status", description = "What each node says of itself; exit 3 when none answers.")
final class StatusCommand implements Callable<Integer> {
  private static final int HASH_DIGITS = 12;

  @Mixin private Connection connection = new Connection();

  @Override
  public Integer call() throws IOException {
    try (Calls calls = connection.open()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      boolean answered = false;
      for (String node : calls.nodes()) {
        Optional<LedgerStatus> status =
            calls.<Optional<LedgerStatus>>ask(
                node, (client, timeout, answer) -> client.status(timeout, answer));
        answered |= status.isPresent();
        rows.add(status.map(this::row).orElseGet(() -> silent(node)));
      }
      connection.print(Answer.list(rows));
      return answered ? ExitCode.DONE : ExitCode.UNAVAILABLE;
    }
  }

  private Map<String, Object> row(LedgerStatus status) {
    String hash = status.headHash().hex();
    return Answer.row(
        "node",
        status.node(),
        "role",
        status.role().name().toLowerCase(Locale.ROOT),
        "epoch",
        status.epoch(),
        "primary",
        status.primary().orElse("-"),
        "committed",
        status.committed(),
        "applied",
        status.applied(),
        "height",
        status.height(),
        "head",
        connection.json() ? hash : hash.substring(0, HASH_DIGITS),
        "members",
        status.members());
  }

  private static Map<String, Object> silent(String node) {
    return Answer.row(
        "node",
        node,
        "role",
        "no answer",
        "epoch",
        0L,
        "primary",
        "-",
        "committed",
        0L,
        "applied",
        0L,
        "height",
        0L,
        "head",
        "-",
        "members",
        List.of());
  }
}
