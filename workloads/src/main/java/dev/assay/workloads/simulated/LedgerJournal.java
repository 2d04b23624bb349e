package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What one node noted, over all of its lives. For the end of the run: nothing of it comes back to a
 * later life of the node.
 */
final class LedgerJournal {
  static final int EVENTS_MAX = 50_000;

  /** Times are those of the world: a node's own clock may be skewed. */
  private record Noted(long nanos, String kind, long epoch, String detail) {}

  private final NodeId node;
  private final ArrayDeque<Noted> events = new ArrayDeque<>();

  LedgerJournal(NodeId node) {
    this.node = node;
  }

  /** Keeps an event; the oldest is forgotten when there are too many. */
  void add(long nanos, String kind, long epoch, String detail) {
    if (events.size() == EVENTS_MAX) {
      events.removeFirst();
    }
    events.addLast(new Noted(nanos, kind, epoch, detail));
  }

  /** As lines of {@code events.jsonl}, oldest first. */
  List<Value.Fields> lines() {
    return events.stream()
        .map(
            event ->
                Value.fields("time", Value.of(event.nanos()))
                    .with("source", Value.of(node.name()))
                    .with("event", Value.of(event.kind()))
                    .with("epoch", Value.of(event.epoch()))
                    .with("detail", Value.of(event.detail())))
        .toList();
  }
}
