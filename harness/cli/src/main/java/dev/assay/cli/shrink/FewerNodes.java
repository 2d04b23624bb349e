package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Script;
import dev.assay.cli.simulation.Transcription;
import dev.assay.harness.system.NodeId;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.Targets;
import dev.assay.nemesis.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same scenario with fewer nodes: what was for a missing one is left out or for another. */
final class FewerNodes {
  private FewerNodes() {}

  static Scenario of(Scenario scenario, int nodes) {
    Script script = scenario.demand().script().orElseThrow();
    List<Script.Call> calls =
        script.calls().stream()
            .map(call -> call.through(call.via().map(node -> among(node, nodes))))
            .toList();
    List<Schedule.Entry> faults = new ArrayList<>();
    for (Schedule.Entry entry : scenario.disturbance().schedule().orElseThrow().entries()) {
      among(entry.fault(), nodes)
          .ifPresent(fault -> faults.add(new Schedule.Entry(entry.atNanos(), fault)));
    }
    Scenario smaller =
        new Scenario(
            scenario.seed(),
            new Scenario.Subject(nodes, scenario.subject().mutants()),
            scenario.demand(),
            scenario.disturbance(),
            scenario.surroundings());
    return Transcription.scripted(smaller, script.with(calls), new Schedule(faults));
  }

  private static NodeId among(NodeId node, int nodes) {
    return NodeId.of((number(node) - 1) % nodes + 1);
  }

  /** The fault for those of its targets that there still are; empty when there are none. */
  private static Optional<Fault> among(Fault fault, int nodes) {
    if (!(fault.victims().orElse(new Targets.Leader()) instanceof Targets.Nodes targets)) {
      return Optional.of(fault);
    }
    List<NodeId> left = targets.nodes().stream().filter(node -> number(node) <= nodes).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(fault.on(new Targets.Nodes(left)));
  }

  private static int number(NodeId node) {
    return Integer.parseInt(node.name().substring(1));
  }
}
