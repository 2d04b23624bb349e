package dev.assay.checkers.nodes;

import dev.assay.history.FaultSpan;
import dev.assay.history.History;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;

/** When a node could not run, because the nemesis had stopped it where it stood. */
final class Stillness {
  private final List<FaultSpan> pauses;

  Stillness(History history) {
    pauses =
        FaultSpan.of(history.faults(), history.endNanos()).stream()
            .filter(span -> FaultSpan.family(span.fault().f()).equals("pause"))
            .toList();
  }

  /** How much of a time the node spent so; pauses of one node do not overlap by much. */
  long nanos(String node, long fromNanos, long toNanos) {
    long still = 0;
    for (FaultSpan pause : pauses) {
      if (concerns(pause, node)) {
        // A process goes on only once the environment has done what ends the pause.
        long from = Math.max(fromNanos, pause.fromNanos());
        still += Math.max(0, Math.min(toNanos, pause.toNanos()) - from);
      }
    }
    return still;
  }

  /** A fault whose outcome is unknown may have hit anybody. */
  static boolean concerns(FaultSpan span, String node) {
    return !(span.fault().outcome() instanceof Outcome.Ok(Value.Fields facts)
            && facts.get("nodes").orElse(Value.NIL) instanceof Value.Items(List<Value> nodes))
        || nodes.contains(Value.of(node));
  }
}
