package dev.assay.history.edn;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of a Jepsen run of 2014, as Porcupine's recorded etcd histories are: a line {@code INFO
 * jepsen.util - } and process, type, function and value between tabs. Without times: the number of
 * the line serves as nanoseconds. Lines of other loggers are passed over. A value of {@code
 * :timed-out} is why there was no answer.
 */
public final class JepsenLog {
  private static final Pattern LINE =
      Pattern.compile("INFO\\s+jepsen\\.util\\s+-\\s+(\\S+)\\s+:(\\S+)\\s+:(\\S+)\\s+(.+?)\\s*");
  private static final Pattern OURS = Pattern.compile("INFO\\s+jepsen\\.util\\s+-.*");
  private static final String REMEDY = "repair the line, or take it out";

  private JepsenLog() {}

  /**
   * The history in the file.
   *
   * @throws HistoryException when it cannot be believed as it is
   */
  public static History read(Path file) {
    List<String> lines = EdnHistory.text(file).lines().toList();
    History.Builder builder = new History.Builder();
    long index = 0;
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!OURS.matcher(line).matches()) {
        continue;
      }
      try {
        Optional<String> problem = builder.add(event(line, index++, number));
        if (problem.isPresent()) {
          throw new EdnException(0, problem.get());
        }
      } catch (EdnException e) {
        throw new HistoryException(file, number, e.problem(), REMEDY);
      }
    }
    if (index == 0) {
      throw new HistoryException(file, 0, "the log holds no operation", "record it again");
    }
    return builder.build();
  }

  private static Event event(String line, long index, long time) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new EdnException(0, "no process, type, function and value behind the minus");
    }
    String text = parts.group(4);
    Optional<String> error =
        text.startsWith(":") ? Optional.of(text.substring(1)) : Optional.empty();
    EventType type =
        switch (parts.group(2)) {
          case "invoke" -> EventType.INVOKE;
          case "ok" -> EventType.OK;
          case "fail" -> EventType.FAIL;
          case "info" -> EventType.UNKNOWN;
          default ->
              throw new EdnException(
                  0, "type :" + parts.group(2) + " is none of :invoke, :ok, :fail and :info");
        };
    Value value = error.isPresent() ? Value.NIL : value(text);
    return new Event(
        index,
        time,
        process(parts.group(1)),
        type,
        parts.group(3),
        value,
        type == EventType.FAIL && error.isEmpty() ? Optional.of("failed") : error);
  }

  private static Value value(String text) {
    EdnParser parser = new EdnParser(text);
    Value value = parser.next().orElse(Value.NIL);
    if (parser.next().isPresent()) {
      throw new EdnException(0, "more than one value: " + text);
    }
    return value;
  }

  private static ProcessId process(String text) {
    try {
      return new ProcessId(Long.parseLong(text));
    } catch (IllegalArgumentException e) {
      throw new EdnException(0, "process " + text + " is not a number from 0");
    }
  }
}
