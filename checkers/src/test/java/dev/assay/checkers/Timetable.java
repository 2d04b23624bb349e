package dev.assay.checkers;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A history written by hand: one line per operation, with the times when it began and ended. */
public final class Timetable {
  private record Entry(long time, int process, EventType type, String f, Value value) {}

  private static final Pattern LINE =
      Pattern.compile("(\\d+) (\\d+)(?:-(\\d+))? (ok|fail|unknown) (\\S+) (.*?)(?: -> (.*))?");

  private final List<Entry> entries = new ArrayList<>();

  /** An operation a line, as in {@code 1 2-3 ok cas [1,2] -> [1,2]}: process, begin and end. */
  public static Timetable of(List<String> lines) {
    Timetable table = new Timetable();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(line);
      }
      int process = Integer.parseInt(matcher.group(1));
      long from = Long.parseLong(matcher.group(2));
      Value asked = ValueJson.read(matcher.group(6));
      Value answered = matcher.group(7) == null ? asked : ValueJson.read(matcher.group(7));
      String f = matcher.group(5);
      switch (matcher.group(4)) {
        case "ok" -> table.ok(process, from, Long.parseLong(matcher.group(3)), f, asked, answered);
        case "fail" -> table.fail(process, from, Long.parseLong(matcher.group(3)), f, asked);
        default -> table.unknown(process, from, f, asked);
      }
    }
    return table;
  }

  /** Times are milliseconds; of equal ones, calls come first. */
  public Timetable ok(int process, long from, long to, String f, Value asked, Value answered) {
    return add(process, from, f, asked).end(to, process, EventType.OK, f, answered);
  }

  /** Asked and answered in fields: the answer repeats what was asked. */
  public Timetable ok(
      int process, long from, long to, String f, Value.Fields asked, Value.Fields added) {
    return ok(process, from, to, f, asked, (Value) asked.with(added));
  }

  public Timetable fail(int process, long from, long to, String f, Value asked) {
    return add(process, from, f, asked).end(to, process, EventType.FAIL, f, asked);
  }

  /** A fault that took hold, or an end of faults. */
  public Timetable nemesis(long from, long to, String f, boolean proven) {
    return nemesis(from, to, f, Value.fields(), proven);
  }

  public Timetable nemesis(long from, long to, String f, Value.Fields asked, boolean proven) {
    return add(-1, from, f, asked)
        .end(
            to,
            -1,
            EventType.OK,
            f,
            asked.with("proven", Value.of(proven)).with("measured", Value.of(proven)));
  }

  /** Never completes. */
  public Timetable unknown(int process, long from, String f, Value asked) {
    return add(process, from, f, asked);
  }

  public History history() {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.comparingLong(Entry::time).thenComparing(e -> e.type() != EventType.INVOKE));
    List<Event> events = new ArrayList<>();
    for (Entry entry : sorted) {
      boolean failed = entry.type() == EventType.FAIL || entry.type() == EventType.UNKNOWN;
      events.add(
          new Event(
              events.size(),
              entry.time() * 1_000_000,
              new ProcessId(entry.process()),
              entry.type(),
              entry.f(),
              entry.value(),
              failed ? Optional.of("timed-out") : Optional.empty()));
    }
    return History.of(events);
  }

  public Recording recording() {
    return Recording.of(history());
  }

  private Timetable add(int process, long from, String f, Value asked) {
    entries.add(new Entry(from, process, EventType.INVOKE, f, asked));
    return this;
  }

  private Timetable end(long to, int process, EventType type, String f, Value value) {
    entries.add(new Entry(to, process, type, f, value));
    return this;
  }
}
