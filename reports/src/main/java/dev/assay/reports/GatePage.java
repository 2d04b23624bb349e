package dev.assay.reports;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The kill matrix as a page that needs nothing but itself, made from the results of a gate as
 * {@code docs/gate.schema.json} describes them. What it does not find there it leaves empty.
 */
public final class GatePage {
  private GatePage() {}

  /** Writes both files, and the folders that they need. */
  public static void write(Path json, Path html, Value.Fields results) {
    for (Path file : List.of(json, html)) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
      } catch (IOException e) {
        throw new UncheckedIOException("folder of " + file + " can't be made", e);
      }
    }
    RunDirectory.writeAtomically(json.toAbsolutePath(), results);
    RunDirectory.writeAtomically(html.toAbsolutePath(), of(results));
  }

  /** The page. */
  public static String of(Value.Fields results) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s: gate in %s</title>
    <style>%s</style>
    </head>
    <body>
    <header>
    <h1><span class="badge %s">%s</span><span class="cause">%s</span></h1>
    <p class="facts">%s</p>
    </header>
    <main>
    %s%s%s%s</main>
    <script type="application/json" id="data">%s</script>
    </body>
    </html>
    """
        .formatted(
            text(results, "verdict"),
            text(results, "environment"),
            Template.resource("report.css"),
            text(results, "verdict"),
            text(results, "verdict"),
            cause(results),
            facts(results),
            missed(results),
            section("Bugs of the nodes, and who reported them", matrix(mutants(results, "nodes"))),
            section(
                "Bugs of the harness, and what runs came to", doubts(mutants(results, "harness"))),
            clean(results),
            ValueJson.write(results).replace("<", "\\u003c"));
  }

  private static String cause(Value.Fields results) {
    List<Value.Fields> all = items(results, "mutants");
    long survivors = all.stream().filter(it -> isTrue(it, "survives")).count();
    Value.Fields clean = fields(results, "clean");
    return "%d of %d planted bugs were found; %d of %d honest runs passed"
        .formatted(
            all.size() - survivors, all.size(), whole(clean, "passed"), whole(clean, "runs"));
  }

  private static String facts(Value.Fields results) {
    return "environment %s, seed %s, %d campaigns of at most %d s each, shard %s%s"
        .formatted(
            text(results, "environment"),
            text(results, "seed"),
            whole(results, "campaigns"),
            whole(results, "budgetSeconds"),
            text(results, "shard"),
            isTrue(results, "whole") ? "" : "; interrupted");
  }

  private static String missed(Value.Fields results) {
    StringBuilder cards = new StringBuilder();
    for (Value.Fields mutant : items(results, "mutants")) {
      if (isTrue(mutant, "survives")) {
        cards.append(
            "<div class=\"card bad\"><h3>%s survives</h3><p>Tried: %s, under %s. Due from: %s.</p><pre>%s</pre></div>%n"
                .formatted(
                    text(mutant, "mutant"),
                    tried(mutant),
                    join(texts(mutant, "faults")),
                    join(texts(mutant, "expected")),
                    items(mutant, "hunts").stream()
                        .filter(hunt -> !isTrue(hunt, "killed"))
                        .map(hunt -> text(hunt, "repeat"))
                        .collect(Collectors.joining("\n"))));
      }
    }
    return cards.isEmpty() ? "" : section("What survives", cards.toString());
  }

  private static String tried(Value.Fields mutant) {
    long runs = items(mutant, "hunts").stream().mapToLong(hunt -> whole(hunt, "lives")).sum();
    return "%d runs in %d campaigns".formatted(runs, whole(mutant, "campaigns"));
  }

  /** Mutants by checkers: in how many campaigns each reported it. */
  private static String matrix(List<Value.Fields> mutants) {
    TreeSet<String> checkers = new TreeSet<>();
    mutants.forEach(mutant -> checkers.addAll(fields(mutant, "reported").fields().keySet()));
    List<String> heads =
        new ArrayList<>(List.of("mutant", "found", "runs", "median s", "longest s"));
    heads.addAll(checkers);
    heads.add("faults in effect");
    StringBuilder rows = new StringBuilder();
    for (Value.Fields mutant : mutants) {
      List<String> cells = new ArrayList<>(numbers(mutant));
      List<String> expected = texts(mutant, "expected");
      Value.Fields reported = fields(mutant, "reported");
      for (String checker : checkers) {
        String count =
            reported.get(checker).isEmpty() ? "" : Long.toString(whole(reported, checker));
        cells.add(expected.contains(checker) ? "<b>%s*</b>".formatted(count) : count);
      }
      cells.add(
          join(
              items(mutant, "hunts").stream()
                  .flatMap(hunt -> texts(hunt, "faults").stream())
                  .distinct()
                  .sorted()
                  .toList()));
      rows.append(row(mutant, cells));
    }
    return table(heads, rows.toString())
        + "<p class=\"hint\">* must report it, one of them at least; numbers count"
        + " campaigns.</p>\n";
  }

  private static String doubts(List<Value.Fields> mutants) {
    StringBuilder rows = new StringBuilder();
    for (Value.Fields mutant : mutants) {
      List<String> cells = new ArrayList<>(numbers(mutant));
      List<String> verdicts = new ArrayList<>();
      for (Value.Fields hunt : items(mutant, "hunts")) {
        verdicts.addAll(fields(hunt, "verdicts").fields().keySet());
      }
      cells.add(join(verdicts.stream().distinct().sorted().toList()));
      cells.add(
          items(mutant, "hunts").stream()
              .map(hunt -> text(hunt, "cause"))
              .filter(cause -> !cause.isEmpty())
              .findFirst()
              .orElse(""));
      rows.append(row(mutant, cells));
    }
    return table(
        List.of("mutant", "found", "runs", "median s", "longest s", "verdicts", "for instance"),
        rows.toString());
  }

  /** Name, found, runs, median and longest time; the name unescaped only when it is written. */
  private static List<String> numbers(Value.Fields mutant) {
    List<Value.Fields> hunts = items(mutant, "hunts");
    long[] wall = hunts.stream().mapToLong(hunt -> whole(hunt, "wallMillis")).sorted().toArray();
    long[] lives = hunts.stream().mapToLong(hunt -> whole(hunt, "lives")).sorted().toArray();
    return List.of(
        text(mutant, "mutant"),
        whole(mutant, "killed") + "/" + whole(mutant, "campaigns"),
        lives.length == 0 ? "" : Long.toString(lives[lives.length / 2]),
        wall.length == 0 ? "" : seconds(wall[wall.length / 2]),
        wall.length == 0 ? "" : seconds(wall[wall.length - 1]));
  }

  private static String seconds(long millis) {
    return "%d.%d".formatted(millis / 1000, millis / 100 % 10);
  }

  private static String clean(Value.Fields results) {
    Value.Fields clean = fields(results, "clean");
    StringBuilder rows = new StringBuilder();
    for (Value.Fields other : items(clean, "others")) {
      rows.append(
          "<tr><td>%s</td><td><span class=\"badge %s\">%s</span></td><td>%s</td></tr>%n"
              .formatted(
                  text(other, "seed"),
                  text(other, "verdict"),
                  text(other, "verdict"),
                  text(other, "cause")));
    }
    String passed =
        "<p>%d of %d passed.</p>%n".formatted(whole(clean, "passed"), whole(clean, "runs"));
    return section(
        "Honest runs",
        rows.isEmpty()
            ? passed
            : passed + table(List.of("seed", "verdict", "cause"), rows.toString()));
  }

  private static String section(String title, String content) {
    return "<section><h2>%s</h2>%n%s</section>%n".formatted(title, content);
  }

  private static String table(List<String> heads, String rows) {
    return "<div class=\"scroll\"><table><thead><tr>%s</tr></thead><tbody>%n%s</tbody></table></div>%n"
        .formatted(
            heads.stream().map(head -> "<th>" + head + "</th>").collect(Collectors.joining()),
            rows);
  }

  private static String row(Value.Fields mutant, List<String> cells) {
    String badge = isTrue(mutant, "survives") ? "FAIL" : "PASS";
    StringBuilder row = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String cell = i == 1 ? badge(badge, cells.get(i)) : cells.get(i);
      row.append(i > 0 && i < 5 ? "<td class=\"number\">" : "<td>").append(cell).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  private static String badge(String verdict, String text) {
    return "<span class=\"badge %s\">%s</span>".formatted(verdict, text);
  }

  private static List<Value.Fields> mutants(Value.Fields results, String breaks) {
    return items(results, "mutants").stream()
        .filter(mutant -> text(mutant, "breaks").equals(breaks))
        .toList();
  }

  private static String join(List<String> texts) {
    return String.join(", ", texts);
  }

  private static List<Value.Fields> items(Value.Fields fields, String name) {
    List<Value.Fields> items = new ArrayList<>();
    if (fields.get(name).orElse(Value.NIL) instanceof Value.Items(List<Value> values)) {
      for (Value value : values) {
        if (value instanceof Value.Fields item) {
          items.add(item);
        }
      }
    }
    return items;
  }

  private static List<String> texts(Value.Fields fields, String name) {
    List<String> texts = new ArrayList<>();
    if (fields.get(name).orElse(Value.NIL) instanceof Value.Items(List<Value> values)) {
      for (Value value : values) {
        if (value instanceof Value.Text(String text)) {
          texts.add(Template.escaped(text));
        }
      }
    }
    return texts;
  }

  private static Value.Fields fields(Value.Fields fields, String name) {
    return fields.get(name).orElse(Value.NIL) instanceof Value.Fields nested
        ? nested
        : new Value.Fields(Map.of());
  }

  /** Escaped for the page. */
  private static String text(Value.Fields fields, String name) {
    return fields.get(name).orElse(Value.NIL) instanceof Value.Text(String text)
        ? Template.escaped(text)
        : "";
  }

  private static long whole(Value.Fields fields, String name) {
    return fields.get(name).orElse(Value.NIL) instanceof Value.Whole(long number) ? number : 0;
  }

  private static boolean isTrue(Value.Fields fields, String name) {
    return Value.of(true).equals(fields.get(name).orElse(Value.NIL));
  }
}
