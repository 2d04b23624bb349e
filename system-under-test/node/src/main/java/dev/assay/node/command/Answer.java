package dev.assay.node.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command prints: rows of the same columns, as a table for people or as JSON for programs. A
 * value is a String, a Long, a Boolean, or a List of Strings.
 */
final class Answer {
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final boolean list;

  private Answer(boolean list) {
    this.list = list;
  }

  /** One thing. */
  static Answer one(Map<String, Object> row) {
    Answer answer = new Answer(false);
    answer.rows.add(new LinkedHashMap<>(row));
    return answer;
  }

  /** Any number of things, perhaps none. */
  static Answer list(List<Map<String, Object>> rows) {
    Answer answer = new Answer(true);
    rows.forEach(row -> answer.rows.add(new LinkedHashMap<>(row)));
    return answer;
  }

  /** Columns in order: name, value, name, value. */
  static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return row;
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      printJson(out);
    } else {
      printTable(out);
    }
    out.flush();
  }

  private void printTable(PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("none");
      return;
    }
    List<String> columns = List.copyOf(rows.getFirst().keySet());
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns);
    rows.forEach(row -> cells.add(columns.stream().map(column -> cell(row.get(column))).toList()));
    for (List<String> line : cells) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        int column = i;
        int width = cells.stream().mapToInt(cell -> cell.get(column).length()).max().orElse(0);
        boolean number = rows.getFirst().get(columns.get(i)) instanceof Long;
        text.append(number ? " ".repeat(width - line.get(i).length()) : "").append(line.get(i));
        text.append(number ? "" : " ".repeat(width - line.get(i).length())).append("  ");
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case List<?> values -> String.join(" ", values.stream().map(Object::toString).toList());
      default -> value.toString();
    };
  }

  private void printJson(PrintWriter out) {
    List<String> objects = rows.stream().map(Answer::object).toList();
    out.println(list ? "[" + String.join(",", objects) + "]" : objects.getFirst());
  }

  private static String object(Map<String, Object> row) {
    List<String> fields = new ArrayList<>();
    row.forEach((name, value) -> fields.add(text(name) + ":" + value(value)));
    return "{" + String.join(",", fields) + "}";
  }

  private static String value(Object value) {
    return switch (value) {
      case Long number -> number.toString();
      case Boolean flag -> flag.toString();
      case List<?> values ->
          "[" + String.join(",", values.stream().map(it -> text(it.toString())).toList()) + "]";
      default -> text(value.toString());
    };
  }

  private static String text(String value) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
