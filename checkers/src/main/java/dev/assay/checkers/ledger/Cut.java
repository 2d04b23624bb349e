package dev.assay.checkers.ledger;

import dev.assay.history.FaultSpan;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which directed links a partition silenced, as measured: a list of {@code "n1->n2"}.
 *
 * @param measured whether the fault is a partition with such a measurement
 */
record Cut(boolean measured, List<String> nodes, Set<String> silent) {
  Cut {
    nodes = List.copyOf(nodes);
    silent = Set.copyOf(silent);
  }

  static Cut of(FaultSpan span, List<String> nodes) {
    Set<String> silent = new HashSet<>();
    if (FaultSpan.family(span.fault().f()).equals("partition")
        && span.proven()
        && span.fault().outcome() instanceof Outcome.Ok(Value.Fields facts)
        && facts.get("silent").orElse(Value.NIL) instanceof Value.Items(List<Value> links)) {
      for (Value link : links) {
        if (link instanceof Value.Text(String text)) {
          silent.add(text);
        }
      }
    }
    return new Cut(!silent.isEmpty() && !nodes.isEmpty(), nodes, silent);
  }

  /** Whether some node and enough others hear each other. */
  boolean hasQuorum() {
    return nodes.stream().anyMatch(node -> !isWithoutQuorum(node));
  }

  /** Whether the node and those whom it hears and who hear it are no majority. */
  boolean isWithoutQuorum(String node) {
    Set<String> reached = new TreeSet<>();
    for (String other : nodes) {
      if (!silent.contains(node + "->" + other) && !silent.contains(other + "->" + node)) {
        reached.add(other);
      }
    }
    reached.add(node);
    return nodes.contains(node) && reached.size() * 2 <= nodes.size();
  }
}
