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
import java.util.function.UnaryOperator;

/** The same scenario with fewer nodes, or with others in their parts. */
final class Nodes {
  private Nodes() {}

  /** With fewer: what was asked of a missing one is asked of another, what befell it left out. */
  static Scenario fewer(Scenario scenario, int nodes) {
    Scenario smaller =
        new Scenario(
            scenario.seed(),
            new Scenario.Subject(nodes, scenario.subject().mutants()),
            scenario.demand(),
            scenario.disturbance(),
            scenario.surroundings());
    List<Schedule.Entry> faults = new ArrayList<>();
    for (Schedule.Entry entry : scenario.disturbance().schedule().orElseThrow().entries()) {
      among(entry.fault(), nodes)
          .ifPresent(fault -> faults.add(new Schedule.Entry(entry.atNanos(), fault)));
    }
    return asked(smaller, node -> NodeId.of((number(node) - 1) % nodes + 1), new Schedule(faults));
  }

  /** What concerned a node concerns another. */
  static Scenario mapped(Scenario scenario, UnaryOperator<NodeId> other) {
    List<Schedule.Entry> faults =
        scenario.disturbance().schedule().orElseThrow().entries().stream()
            .map(entry -> new Schedule.Entry(entry.atNanos(), mapped(entry.fault(), other)))
            .toList();
    return asked(scenario, other, new Schedule(faults));
  }

  static int number(NodeId node) {
    return Integer.parseInt(node.name().substring(1));
  }

  private static Scenario asked(Scenario scenario, UnaryOperator<NodeId> other, Schedule schedule) {
    Script script = scenario.demand().script().orElseThrow();
    List<Script.Call> calls =
        script.calls().stream().map(call -> call.through(call.via().map(other))).toList();
    return Transcription.scripted(scenario, script.with(calls), schedule);
  }

  private static Fault mapped(Fault fault, UnaryOperator<NodeId> other) {
    return named(fault)
        .<Fault>map(nodes -> fault.on(new Targets.Nodes(nodes.stream().map(other).toList())))
        .orElse(fault);
  }

  /** The fault for those of its targets that there still are; empty when there are none. */
  private static Optional<Fault> among(Fault fault, int nodes) {
    Optional<List<NodeId>> targets = named(fault);
    if (targets.isEmpty()) {
      return Optional.of(fault);
    }
    List<NodeId> left = targets.get().stream().filter(node -> number(node) <= nodes).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(fault.on(new Targets.Nodes(left)));
  }

  /** Its targets, where they are named. */
  static Optional<List<NodeId>> named(Fault fault) {
    return fault.victims().orElse(new Targets.Leader()) instanceof Targets.Nodes targets
        ? Optional.of(targets.nodes())
        : Optional.empty();
  }
}
