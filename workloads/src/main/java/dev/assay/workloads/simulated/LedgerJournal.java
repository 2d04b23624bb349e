package dev.assay.workloads.simulated;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import dev.assay.node.NodeEvent;
import java.nio.file.Path;
import java.util.ArrayDeque;

/**
 * What one node noted, over all of its lives. For the end of the run: nothing of it comes back to a
 * later life of the node.
 */
final class LedgerJournal {
  static final int EVENTS_MAX = 50_000;

  private final NodeId node;
  private final ArrayDeque<NodeEvent> events = new ArrayDeque<>();

  LedgerJournal(NodeId node) {
    this.node = node;
  }

  /** Keeps an event; the oldest is forgotten when there are too many. */
  void add(NodeEvent event) {
    if (events.size() == EVENTS_MAX) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  /** Writes {@code events.jsonl}; times are the node's own monotonic nanoseconds. */
  void write(Path folder) {
    StringBuilder text = new StringBuilder();
    for (NodeEvent event : events) {
      Value.Fields line =
          Value.fields("time", Value.of(event.nanos()))
              .with("source", Value.of(node.name()))
              .with("event", Value.of(event.kind()))
              .with("epoch", Value.of(event.epoch()))
              .with("detail", Value.of(event.detail()));
      text.append(ValueJson.write(line)).append('\n');
    }
    RunDirectory.writeAtomically(folder.resolve("events.jsonl"), text.toString());
  }
}
