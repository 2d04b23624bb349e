package dev.assay.nemesis.schedule;

import dev.assay.harness.system.NodeId;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.PartitionKind;
import dev.assay.nemesis.fault.Targets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What may be disturbed at the same time, so that faults which overlap leave a majority that can go
 * on, and an intact copy of everything acknowledged in it. A script whose disturbances are more
 * than a minority by themselves, or follow each other, runs alone: power failures of everybody,
 * rings, leaders that are killed again and again. What costs no node (clocks, slow links, links to
 * clients) is free.
 *
 * <p>What is damaged or wiped counts until it has been repaired, or has caught up as a new member:
 * the script that damages ends with that.
 *
 * @param nodes how many there are
 */
record FaultBudget(int nodes) {
  /**
   * What a script takes from the cluster while it lasts.
   *
   * @param named nodes that it disturbs
   * @param unnamed how many more, which only the moment decides: the leader
   * @param alone nothing else may be disturbed meanwhile
   */
  record Use(Set<NodeId> named, int unnamed, boolean alone) {
    Use {
      named = Set.copyOf(named);
    }

    boolean isFree() {
      return named.isEmpty() && unnamed == 0 && !alone;
    }
  }

  /** How many nodes may be disturbed: what is left is a majority. */
  int disturbedMax() {
    return (nodes - 1) / 2;
  }

  Use useOf(Script script) {
    Set<NodeId> named = new LinkedHashSet<>();
    int unnamed = 0;
    boolean whole = false;
    for (Script.Step step : script.steps()) {
      whole |=
          step.fault() instanceof Fault.Partition(PartitionKind kind, Targets _)
              && (kind == PartitionKind.BRIDGE || kind == PartitionKind.RING);
      if (step.fault().takesNodes()) {
        switch (step.fault().victims().orElseThrow()) {
          case Targets.Nodes(var targets) -> named.addAll(targets);
          case Targets.Leader _, Targets.Follower _ -> unnamed++;
          case Targets.Successor(var with) -> {
            named.addAll(with);
            unnamed++;
          }
          case Targets.LeaderWith(var with) -> {
            named.addAll(with);
            unnamed++;
          }
        }
      }
    }
    int all = named.size() + unnamed;
    return new Use(
        named, unnamed, all > 0 && (whole || script.isCompound() || all > disturbedMax()));
  }

  /** Whether a script may begin while others last. */
  boolean allows(Use asked, Collection<Use> lasting) {
    if (asked.isFree()) {
      return true;
    }
    Set<NodeId> named = new LinkedHashSet<>(asked.named);
    int unnamed = asked.unnamed;
    for (Use use : lasting) {
      if (!use.isFree() && (use.alone || asked.alone)) {
        return false;
      }
      named.addAll(use.named);
      unnamed += use.unnamed;
    }
    return asked.alone || named.size() + unnamed <= disturbedMax();
  }
}
