package dev.assay.history.edn;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A history as EDN maps, one behind the other or in one collection. Indices are given anew by
 * position, since such files are often filtered; without times, positions serve as nanoseconds. A
 * {@code :key} beside the value becomes a field of it. Jepsen's nemesis says {@code :info} both
 * when it begins and when it is done: here the first invokes and the second is ok, or unknown with
 * an {@code :error}.
 */
public final class EdnHistory {
  private static final long FILE_BYTES_MAX = 512 << 20;
  private static final String REMEDY = "repair it, or write the history as JSON lines";

  private final History.Builder builder = new History.Builder();
  private final Path file;
  private long index;
  private long lastNanos;
  private boolean nemesisIsBusy;

  private EdnHistory(Path file) {
    this.file = file;
  }

  /**
   * The history in the file.
   *
   * @throws HistoryException when it cannot be believed as it is
   */
  public static History read(Path file) {
    return new EdnHistory(file).read(text(file));
  }

  /** All of a file that is read as a whole. */
  static String text(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new HistoryException(
            file, 0, "it is longer than " + FILE_BYTES_MAX + " bytes", "check a part of it");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new HistoryException(file, 0, "cannot be read: " + e, "name a history file");
    }
  }

  /** The history as text, one map per line. */
  public static String write(History history) {
    StringBuilder text = new StringBuilder();
    history.events().forEach(event -> EdnPrinter.print(event, text));
    return text.toString();
  }

  private History read(String text) {
    EdnParser parser = new EdnParser(text);
    int position = 0;
    try {
      boolean inside = parser.enterSequence();
      boolean more = true;
      while (more) {
        position = parser.position();
        more = !(inside && parser.leaveSequence());
        Optional<Value> form = more ? parser.next() : Optional.empty();
        if (form.isPresent()) {
          add(form.get(), position);
        } else if (more && inside) {
          throw new EdnException(position, "the text ends within the history's collection");
        } else {
          more = false;
        }
      }
      position = parser.position();
      if (parser.next().isPresent()) {
        throw new EdnException(position, "something follows the history's collection");
      }
    } catch (EdnException e) {
      throw new HistoryException(file, line(text, e.position()), e.problem(), REMEDY);
    }
    if (index == 0) {
      throw new HistoryException(file, 0, "the history is empty", "record it again");
    }
    return builder.build();
  }

  private void add(Value form, int position) {
    if (!(form instanceof Value.Fields fields)) {
      throw new EdnException(position, "an event is not a map");
    }
    Event event = event(fields, position);
    builder
        .add(event)
        .ifPresent(
            problem -> {
              throw new EdnException(position, problem);
            });
    index++;
    lastNanos = event.timeNanos();
  }

  private Event event(Value.Fields fields, int position) {
    ProcessId process = process(fields.get("process").orElse(Value.NIL), position);
    Optional<String> error =
        fields.get("error").filter(e -> !e.equals(Value.NIL)).map(EdnHistory::text);
    EventType type = type(fields, process, error.isPresent(), position);
    Value value = fields.get("value").orElse(Value.NIL);
    Value keyed =
        fields
            .get("key")
            .map(key -> (Value) Value.fields("key", key).with("value", value))
            .orElse(value);
    long time =
        fields.get("time").orElse(Value.NIL) instanceof Value.Whole(long nanos)
            ? nanos
            : Math.max(index, lastNanos);
    if (!(fields.get("f").orElse(Value.NIL) instanceof Value.Text(String f))) {
      throw new EdnException(position, "an event has no :f");
    }
    return new Event(
        index, time, process, type, f, keyed, type == EventType.INVOKE ? Optional.empty() : error);
  }

  private EventType type(Value.Fields fields, ProcessId process, boolean error, int position) {
    String type = text(fields.get("type").orElse(Value.NIL));
    if (!process.isClient() && type.equals("info")) {
      nemesisIsBusy = !nemesisIsBusy;
      return nemesisIsBusy ? EventType.INVOKE : error ? EventType.UNKNOWN : EventType.OK;
    }
    return switch (type) {
      case "invoke" -> EventType.INVOKE;
      case "ok" -> EventType.OK;
      case "fail" -> EventType.FAIL;
      case "info" -> EventType.UNKNOWN;
      default ->
          throw new EdnException(
              position, ":type is " + type + ", none of :invoke, :ok, :fail and :info");
    };
  }

  private static ProcessId process(Value value, int position) {
    if (value instanceof Value.Whole(long number) && number >= 0) {
      return new ProcessId(number);
    }
    if (value.equals(Value.of("nemesis"))) {
      return ProcessId.NEMESIS;
    }
    throw new EdnException(
        position, ":process is " + text(value) + ", neither a number from 0 nor :nemesis");
  }

  private static String text(Value value) {
    return value instanceof Value.Text(String text) ? text : ValueJson.write(value);
  }

  private static long line(String text, int position) {
    return 1
        + text.substring(0, Math.min(position, text.length()))
            .chars()
            .filter(c -> c == '\n')
            .count();
  }
}
