package dev.assay.checkers;

import dev.assay.history.Value;
import java.util.Optional;

/**
 * Something that a node noted about itself.
 *
 * @param nanos on the run's time axis; of a real node as exact as its monotonic clock
 * @param kind a word of the node's own, for instance {@code became-primary}
 * @param epoch of the ordering that it is about
 * @param detail the rest; begins with {@code channel NAME: } where it is not about the default one
 */
public record NodeEvent(String node, long nanos, String kind, long epoch, String detail) {
  /** From a line of {@code events.jsonl}; empty when it is another kind of line. */
  public static Optional<NodeEvent> of(Value.Fields line) {
    return line.get("time").orElse(Value.NIL) instanceof Value.Whole(long nanos)
            && line.get("source").orElse(Value.NIL) instanceof Value.Text(String node)
            && line.get("event").orElse(Value.NIL) instanceof Value.Text(String kind)
            && line.get("epoch").orElse(Value.NIL) instanceof Value.Whole(long epoch)
            && line.get("detail").orElse(Value.NIL) instanceof Value.Text(String detail)
        ? Optional.of(new NodeEvent(node, nanos, kind, epoch, detail))
        : Optional.empty();
  }

  /** The same on another time axis. */
  public NodeEvent since(long originNanos) {
    return new NodeEvent(node, nanos - originNanos, kind, epoch, detail);
  }

  /** Whether it is about the channel that every node has. */
  public boolean ofDefaultChannel() {
    return !detail.startsWith("channel ");
  }
}
