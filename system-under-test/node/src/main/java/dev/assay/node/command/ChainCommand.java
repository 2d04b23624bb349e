package dev.assay.node.command;

import dev.assay.node.ChainPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Blocks of a node's chain. */
@Command(
    name = "chain",
    description = "Blocks of a node's chain; with --json each as the line of a chain export.")
final class ChainCommand implements Callable<Integer> {
  private static final int HASH_DIGITS = 12;
  private static final Pattern TEXT_FIELD = Pattern.compile("\"(hash|proposer)\":\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("\\{\"id\":\"");

  @Mixin private Connection connection = new Connection();

  @Option(names = "--from", defaultValue = "1", description = "first block (default: 1)")
  private long from = 1;

  @Option(names = "--count", defaultValue = "20", description = "at most (default: 20)")
  private int count = 20;

  @Option(names = "--node", description = "whose chain (default: the first that answers)")
  private String node = "";

  @Override
  public Integer call() throws IOException {
    try (Calls calls = connection.open()) {
      List<String> lines = page(calls).lines();
      List<String> shown = lines.subList(0, Math.min(Math.max(count, 0), lines.size()));
      if (connection.json()) {
        shown.forEach(connection.out()::println);
        connection.out().flush();
      } else {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
          rows.add(row(from + i, shown.get(i)));
        }
        connection.print(Answer.list(rows));
      }
      return ExitCode.DONE;
    }
  }

  private ChainPage page(Calls calls) {
    for (String name : node.isEmpty() ? calls.nodes() : List.of(node)) {
      Optional<ChainPage> page =
          calls.<Optional<ChainPage>>ask(
              name, (client, timeout, answer) -> client.chain(from, timeout, answer));
      if (page.isPresent()) {
        return page.get();
      }
    }
    throw new CommandFailure(ExitCode.UNAVAILABLE, "no node answered");
  }

  private static Map<String, Object> row(long number, String line) {
    Map<String, Object> row = Answer.row("block", number, "hash", "", "proposer", "");
    Matcher field = TEXT_FIELD.matcher(line);
    while (field.find()) {
      String value = field.group(2);
      row.put(
          field.group(1), field.group(1).equals("hash") ? value.substring(0, HASH_DIGITS) : value);
    }
    row.put("transactions", ID.matcher(line).results().count());
    return row;
  }
}
