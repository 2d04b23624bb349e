package dev.assay.nemesis.schedule;

import dev.assay.harness.client.Client;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.nemesis.fault.Targets;
import dev.assay.nemesis.injection.NemesisClient;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * The faults of a schedule again: at the same times of the main phase, or as soon after as the
 * nemesis is free; leaders are looked for again.
 */
public record ReplayedFaults(Schedule schedule) implements FaultPlan {

  @Override
  public Generator faults(List<NodeId> nodes, Capabilities capabilities) {
    int place = 1;
    for (Schedule.Entry entry : schedule.entries()) {
      List<NodeId> targets =
          entry.fault().victims().filter(Targets.Nodes.class::isInstance).stream()
              .flatMap(t -> ((Targets.Nodes) t).nodes().stream())
              .toList();
      for (NodeId target : targets) {
        if (!nodes.contains(target)) {
          throw new IllegalArgumentException(
              "fault %d of the schedule is for %s, but the nodes are %s"
                  .formatted(place, target, nodes));
        }
      }
      place++;
    }
    return new Replay(schedule.entries(), OptionalLong.empty());
  }

  @Override
  public Client nemesis(Cluster cluster, Executor background) {
    return new NemesisClient(cluster, background);
  }
}
