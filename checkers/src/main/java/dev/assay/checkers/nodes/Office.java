package dev.assay.checkers.nodes;

import dev.assay.checkers.NodeEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A time in which a node led an epoch of the default channel, as far as it knew.
 *
 * @param toNanos when it noted that it no longer does, or went down; else the end of the record
 */
record Office(String node, long epoch, long fromNanos, long toNanos) {
  static final String BEGINS = "became-primary";

  private static final String STARTS = "started";

  private static final Set<String> ENDS =
      Set.of(
          "became-backup",
          "majority-lost",
          "left-cluster",
          "sounds-out-majority",
          "became-candidate",
          "halted",
          "broken",
          "life-ended",
          "refused-to-start",
          STARTS);

  /** All of them, by beginning; those of a life that ended unseen last until the next one began. */
  static List<Office> of(List<NodeEvent> events, long endNanos) {
    return of(events, endNanos, false);
  }

  /**
   * The same, as far as it is sure: a node that is killed notes nothing, and was seen to lead no
   * longer than until whatever it noted last.
   */
  static List<Office> sure(List<NodeEvent> events, long endNanos) {
    return of(events, endNanos, true);
  }

  private static List<Office> of(List<NodeEvent> events, long endNanos, boolean sure) {
    List<Office> offices = new ArrayList<>();
    Map<String, Long> latest = new LinkedHashMap<>();
    Map<String, NodeEvent> open = new LinkedHashMap<>();
    for (NodeEvent event : events) {
      boolean begins = event.kind().equals(BEGINS);
      if (event.ofDefaultChannel() && (begins || ENDS.contains(event.kind()))) {
        NodeEvent began = open.remove(event.node());
        if (began != null) {
          boolean unseen = sure && event.kind().equals(STARTS);
          long seen = latest.getOrDefault(event.node(), began.nanos());
          offices.add(between(began, unseen ? seen : event.nanos()));
        }
        if (begins) {
          open.put(event.node(), event);
        }
      }
      latest.put(event.node(), event.nanos());
    }
    open.values().forEach(began -> offices.add(between(began, endNanos)));
    offices.sort((a, b) -> Long.compare(a.fromNanos, b.fromNanos));
    return offices;
  }

  private static Office between(NodeEvent began, long toNanos) {
    return new Office(began.node(), began.epoch(), began.nanos(), Math.max(toNanos, began.nanos()));
  }
}
