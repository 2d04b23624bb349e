package dev.assay.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Names everything that other commands take. */
@Command(
    name = "list",
    description = "Lists systems, workloads, faults, checkers and mutants, each with one line.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "WHAT",
      defaultValue = "all",
      description = "systems, environments, workloads, faults, checkers or mutants (default: all)")
  private String what = "all";

  @Override
  public Integer call() {
    Map<String, Map<String, String>> lists = new Catalog().lists();
    if (!what.equals("all")) {
      String name = Choice.of("list", what, lists.keySet());
      print(lists.getOrDefault(name, Map.of()));
      return 0;
    }
    lists.forEach(
        (name, entries) -> {
          System.out.println(name);
          print(entries);
          System.out.println();
        });
    return 0;
  }

  private static void print(Map<String, String> entries) {
    int width = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
    entries.forEach(
        (name, line) ->
            System.out.println("  " + name + " ".repeat(width - name.length() + 2) + line));
  }
}
