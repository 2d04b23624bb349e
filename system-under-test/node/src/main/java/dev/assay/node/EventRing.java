package dev.assay.node;

import java.util.ArrayDeque;
import java.util.List;

/** The latest events of a node's lives; older ones are forgotten. */
final class EventRing {
  /** With details of at most {@value #DETAIL_MAX} characters all of them fit into one answer. */
  static final int EVENTS_MAX = 2048;

  static final int DETAIL_MAX = 300;

  private final ArrayDeque<NodeEvent> events = new ArrayDeque<>();
  private long next;

  NodeEvent add(long nanos, long wallMillis, String kind, long epoch, String detail) {
    String cut = detail.length() > DETAIL_MAX ? detail.substring(0, DETAIL_MAX) : detail;
    NodeEvent event = new NodeEvent(next++, nanos, wallMillis, kind, epoch, cut);
    if (events.size() == EVENTS_MAX) {
      events.removeFirst();
    }
    events.addLast(event);
    return event;
  }

  List<NodeEvent> from(long first) {
    return events.stream().filter(event -> event.number() >= first).toList();
  }
}
