package dev.assay.history.edn;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Prints events as Jepsen does. */
final class EdnPrinter {
  private static final Pattern KEYWORD = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

  private EdnPrinter() {}

  static void print(Event event, StringBuilder text) {
    text.append("{:index ").append(event.index());
    text.append(", :time ").append(event.timeNanos());
    text.append(", :process ")
        .append(event.process().isClient() ? "" : ":")
        .append(event.process());
    text.append(", :type ").append(type(event));
    text.append(", :f ");
    key(event.f(), text);
    text.append(", :value ");
    print(event.value(), text);
    event
        .error()
        .ifPresent(
            error -> {
              text.append(", :error ");
              string(error, text);
            });
    text.append("}\n");
  }

  private static String type(Event event) {
    if (!event.process().isClient() && event.type() != EventType.FAIL) {
      return ":info";
    }
    return switch (event.type()) {
      case INVOKE -> ":invoke";
      case OK -> ":ok";
      case FAIL -> ":fail";
      case UNKNOWN -> ":info";
    };
  }

  private static void print(Value value, StringBuilder text) {
    switch (value) {
      case Value.Nil() -> text.append("nil");
      case Value.Bool(boolean is) -> text.append(is);
      case Value.Whole(long number) -> text.append(number);
      case Value.Text(String string) -> string(string, text);
      case Value.Items(List<Value> items) -> {
        text.append('[');
        for (int i = 0; i < items.size(); i++) {
          text.append(i == 0 ? "" : " ");
          print(items.get(i), text);
        }
        text.append(']');
      }
      case Value.Fields(Map<String, Value> fields) -> {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, Value> field : fields.entrySet()) {
          text.append(separator);
          key(field.getKey(), text);
          text.append(' ');
          print(field.getValue(), text);
          separator = ", ";
        }
        text.append('}');
      }
    }
  }

  private static void key(String name, StringBuilder text) {
    if (KEYWORD.matcher(name).matches()) {
      text.append(':').append(name);
    } else {
      string(name, text);
    }
  }

  private static void string(String string, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
    text.append('"');
  }
}
