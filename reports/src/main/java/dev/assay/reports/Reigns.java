package dev.assay.reports;

import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.file.JsonLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who led when, as the nodes themselves noted it in {@code events.jsonl}. */
final class Reigns {
  /** What was noted beyond this is not drawn. */
  private static final int EVENTS_MAX = 200_000;

  /** More reigns than this are not drawn. */
  private static final int REIGNS_MAX = 2_000;

  private record Noted(String node, String kind, long epoch, String detail, long timeNanos) {}

  private Reigns() {}

  /** Empty when there are no events: the report is drawn without leaders then. */
  static List<Reign> of(Path eventsFile, List<Disturbance> disturbances) {
    if (!Files.exists(eventsFile)) {
      return List.of();
    }
    List<Noted> events = new ArrayList<>();
    JsonLines.readable(eventsFile, event -> note(event, events));
    events.sort((a, b) -> Long.compare(a.timeNanos(), b.timeNanos()));
    return reigns(events, disturbances);
  }

  private static List<Reign> reigns(List<Noted> events, List<Disturbance> disturbances) {
    List<Reign> reigns = new ArrayList<>();
    Set<String> begun = new HashSet<>();
    for (int i = 0; i < events.size() && reigns.size() < REIGNS_MAX; i++) {
      Noted event = events.get(i);
      Optional<String> leader = leader(event);
      if (leader.isPresent() && begun.add(event.epoch() + " " + leader.get())) {
        String node = leader.get();
        long to = end(node, event, events.subList(i + 1, events.size()), disturbances);
        reigns.add(new Reign(node, event.epoch(), event.timeNanos(), to));
      }
    }
    return reigns;
  }

  /**
   * Whom the event shows to lead. Others' words count too: what a node noted in its earlier lives
   * may be lost with them.
   */
  private static Optional<String> leader(Noted event) {
    return switch (event.kind()) {
      case "became-primary" -> Optional.of(event.node());
      case "primary-known" -> Optional.of(event.detail()).filter(node -> !node.isEmpty());
      default -> Optional.empty();
    };
  }

  /** When the leader stepped down or lost its life; negative when it did neither. */
  private static long end(
      String node, Noted begin, List<Noted> later, List<Disturbance> disturbances) {
    long told =
        later.stream()
            .filter(event -> event.node().equals(node) && ends(event, begin.epoch()))
            .mapToLong(Noted::timeNanos)
            .findFirst()
            .orElse(Operation.NEVER);
    long stopped =
        disturbances.stream()
            .filter(fault -> fault.fromNanos() >= begin.timeNanos() && fault.stops(node))
            .mapToLong(Disturbance::fromNanos)
            .min()
            .orElse(Operation.NEVER);
    long end = Math.min(told, stopped);
    return end == Operation.NEVER ? -1 : end;
  }

  private static boolean ends(Noted event, long epoch) {
    return switch (event.kind()) {
      case "became-backup", "became-candidate", "sounds-out-majority", "killed", "started" -> true;
      case "became-primary", "primary-known", "supports" -> event.epoch() > epoch;
      default -> false;
    };
  }

  private static void note(Value.Fields fields, List<Noted> events) {
    if (events.size() < EVENTS_MAX
        && fields.get("source").orElse(Value.NIL) instanceof Value.Text(String node)
        && fields.get("event").orElse(Value.NIL) instanceof Value.Text(String kind)
        && fields.get("time").orElse(Value.NIL) instanceof Value.Whole(long time)) {
      long epoch =
          fields.get("epoch").orElse(Value.NIL) instanceof Value.Whole(long number) ? number : 0;
      String detail =
          fields.get("detail").orElse(Value.NIL) instanceof Value.Text(String text) ? text : "";
      events.add(new Noted(node, kind, epoch, detail, time));
    }
  }
}
