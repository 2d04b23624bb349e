package dev.assay.workloads.ledger;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import dev.assay.node.NodeEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one node noted, as {@code events.jsonl} in its folder. Its times are the node's own
 * monotonic nanoseconds.
 */
public final class NodeEvents {
  /** A node remembers fewer events than fit into so many answers. */
  static final int PAGES_MAX = 1_000;

  private final NodeId node;
  private final Path folder;
  private final List<String> lines = new ArrayList<>();

  public NodeEvents(NodeId node, Path folder) {
    this.node = node;
    this.folder = folder;
  }

  public void add(NodeEvent event) {
    lines.add(
        ValueJson.write(
            Value.fields("time", Value.of(event.nanos()))
                .with("source", Value.of(node.name()))
                .with("event", Value.of(event.kind()))
                .with("epoch", Value.of(event.epoch()))
                .with("detail", Value.of(event.detail()))));
  }

  public void write() {
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    RunDirectory.writeAtomically(folder.resolve("events.jsonl"), text);
  }
}
