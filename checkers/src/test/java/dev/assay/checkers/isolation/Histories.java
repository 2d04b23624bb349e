package dev.assay.checkers.isolation;

import dev.assay.checkers.Timetable;
import dev.assay.history.History;
import dev.assay.history.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Small histories of transactions as text; the files say how to read them. */
final class Histories {
  private Histories() {}

  /** One history with what it shows. */
  record Case(String name, SortedSet<String> anomalies, History history) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> read(String file) {
    List<Case> cases = new ArrayList<>();
    String title = "";
    List<String> lines = new ArrayList<>();
    for (String line : text(file).split("\n", -1)) {
      if (line.startsWith("== ")) {
        if (!lines.isEmpty()) {
          cases.add(parsed(title, lines));
        }
        title = line.substring(3);
        lines.clear();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    cases.add(parsed(title, lines));
    return cases;
  }

  private static String text(String file) {
    try (InputStream in = Histories.class.getResourceAsStream("/isolation/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parsed(String title, List<String> lines) {
    String[] parts = title.split("\\|", -1);
    SortedSet<String> anomalies = new TreeSet<>(List.of(parts[1].strip().split(" +", -1)));
    anomalies.remove("none");
    return new Case(parts[0].strip(), anomalies, history(lines));
  }

  /** A transaction a line. */
  static History history(List<String> lines) {
    Timetable table = new Timetable();
    for (String line : lines) {
      String[] halves = line.split("\\|", -1);
      String[] head = halves[0].strip().split(" +", -1);
      String[] times = head[1].split("-", -1);
      int process = Integer.parseInt(head[0]);
      long from = Long.parseLong(times[0]);
      Value answered = steps(halves[1], true);
      Value asked = steps(halves[1], false);
      switch (head[2]) {
        case "ok" -> table.ok(process, from, Long.parseLong(times[1]), "txn", asked, answered);
        case "fail" -> table.fail(process, from, Long.parseLong(times[1]), "txn", asked);
        default -> table.unknown(process, from, "txn", asked);
      }
    }
    return table.history();
  }

  private static Value steps(String text, boolean answered) {
    return Value.items(
        Arrays.stream(text.split(";", -1)).map(step -> step(step.strip(), answered)).toList());
  }

  private static Value step(String text, boolean answered) {
    List<String> words = Arrays.stream(text.split(" +", -1)).toList();
    String verb = words.getFirst();
    Value key = Value.of(words.get(1));
    List<Value> rest = words.subList(2, words.size()).stream().map(Histories::value).toList();
    Value argument =
        switch (verb) {
          case "r" -> answered ? Value.items(rest) : Value.NIL;
          case "R" -> answered && !rest.isEmpty() ? rest.getFirst() : Value.NIL;
          default -> rest.getFirst();
        };
    String written = verb.equals("a") ? "append" : verb.equals("R") ? "r" : verb;
    return Value.items(List.of(Value.of(written), key, argument));
  }

  private static Value value(String word) {
    return word.chars().allMatch(Character::isDigit)
        ? Value.of(Long.parseLong(word))
        : Value.of(word);
  }

  static String names(List<Anomaly> anomalies) {
    return anomalies.stream().map(Anomaly::name).sorted().collect(Collectors.joining(" "));
  }
}
