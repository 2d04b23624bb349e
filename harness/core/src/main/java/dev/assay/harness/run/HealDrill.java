package dev.assay.harness.run;

import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import java.util.Optional;
import java.util.Set;

/**
 * Healing, with something to heal: most faults are ended by their own recovery, and a heal-all that
 * does nothing would never show. So one node is paused just before, measured; after it that node
 * must answer. Where none can be paused the heal's own word has to do.
 */
final class HealDrill {
  /** Whether the node that was paused for it answered again. */
  static final String ANSWERED = "answered";

  private static final int ASKED_MAX = 5;

  private final Cluster cluster;

  HealDrill(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Heals everything; proven when the environment says so and the paused node answers. */
  Effect heal() {
    Optional<Processes> processes = cluster.capabilities().processes();
    if (processes.isEmpty()) {
      return cluster.healAll();
    }
    Optional<NodeId> paused = pause(processes.get());
    Effect healed = cluster.healAll();
    boolean answered = paused.isEmpty() || answers(paused.get());
    Value.Fields facts =
        Value.fields("drill", paused.<Value>map(node -> Value.of(node.name())).orElse(Value.NIL))
            .with(ANSWERED, Value.of(answered))
            .with(healed.facts());
    return new Effect(healed.proven() && answered, facts);
  }

  private Optional<NodeId> pause(Processes processes) {
    for (NodeId node : cluster.nodes().reversed()) {
      // One that does not answer before would prove nothing by its silence after.
      if (cluster.observer().status(node).isPresent() && processes.pause(Set.of(node)).proven()) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  /** Each question has its own time-out: together they bound the wait. */
  private boolean answers(NodeId node) {
    for (int asked = 0; asked < ASKED_MAX; asked++) {
      if (cluster.observer().status(node).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
