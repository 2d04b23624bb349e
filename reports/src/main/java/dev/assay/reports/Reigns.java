package dev.assay.reports;

import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who led when, as the nodes themselves noted it in {@code events.jsonl}. */
final class Reigns {
  /** Lines beyond this are not drawn. */
  private static final int LINES_MAX = 200_000;

  private record Noted(String node, String kind, long epoch, long timeNanos) {}

  private Reigns() {}

  /** Empty when there are no events: the report is drawn without leaders then. */
  static List<Reign> of(Path eventsFile) {
    if (!Files.exists(eventsFile)) {
      return List.of();
    }
    List<Noted> events = new ArrayList<>();
    try (Stream<String> lines = Files.lines(eventsFile)) {
      lines.limit(LINES_MAX).forEach(line -> read(line, events));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + eventsFile, e);
    }
    events.sort((a, b) -> Long.compare(a.timeNanos(), b.timeNanos()));
    return reigns(events);
  }

  private static List<Reign> reigns(List<Noted> events) {
    List<Reign> reigns = new ArrayList<>();
    Map<String, Noted> leading = new HashMap<>();
    for (Noted event : events) {
      Noted before = leading.get(event.node());
      boolean leads = event.kind().equals("became-primary");
      if (before != null && (leads || isEnd(event.kind()))) {
        reigns.add(new Reign(event.node(), before.epoch(), before.timeNanos(), event.timeNanos()));
        leading.remove(event.node());
      }
      if (leads) {
        leading.put(event.node(), event);
      }
    }
    leading
        .values()
        .forEach(last -> reigns.add(new Reign(last.node(), last.epoch(), last.timeNanos(), -1)));
    reigns.sort((a, b) -> Long.compare(a.fromNanos(), b.fromNanos()));
    return reigns;
  }

  private static boolean isEnd(String kind) {
    return kind.equals("became-backup")
        || kind.equals("became-candidate")
        || kind.equals("killed")
        || kind.equals("started");
  }

  /** A line that can't be read is left out: the report never fails for want of decoration. */
  private static void read(String line, List<Noted> events) {
    try {
      if (ValueJson.read(line) instanceof Value.Fields fields
          && fields.get("source").orElse(Value.NIL) instanceof Value.Text(String node)
          && fields.get("event").orElse(Value.NIL) instanceof Value.Text(String kind)
          && fields.get("time").orElse(Value.NIL) instanceof Value.Whole(long time)) {
        long epoch =
            fields.get("epoch").orElse(Value.NIL) instanceof Value.Whole(long number) ? number : 0;
        events.add(new Noted(node, kind, epoch, time));
      }
    } catch (JsonException e) {
      return;
    }
  }
}
