package dev.assay.cli.simulation;

import dev.assay.cli.verification.Commission;
import dev.assay.environment.sim.SimConditions;
import dev.assay.environment.sim.SimEnvironment;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.run.RunTiming;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.workload.Workload;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import dev.assay.nemesis.schedule.FaultSchedule;
import dev.assay.nemesis.schedule.FaultSelection;
import dev.assay.nemesis.schedule.ReplayedFaults;
import dev.assay.nemesis.schedule.Schedule;
import dev.assay.workloads.LedgerWorkloads;
import dev.assay.workloads.ledger.LedgerSystem;
import dev.assay.workloads.shape.WorkloadShape;
import dev.assay.workloads.simulated.LedgerSettings;
import dev.assay.workloads.simulated.LedgerSimulation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that decides what happens in a simulated run, as data: equal scenarios live equal
 * lives, to the byte.
 */
public record Scenario(
    Seed seed, Subject subject, Demand demand, Disturbance disturbance, Surroundings surroundings) {

  /**
   * What is tried.
   *
   * @param nodes number of nodes, 3..9
   * @param mutants planted bugs by name
   */
  public record Subject(int nodes, List<String> mutants) {
    public Subject {
      mutants = List.copyOf(mutants);
    }
  }

  /**
   * What clients ask of it.
   *
   * @param shape what the workload looks like, which also says which one it is
   * @param script these very operations, in place of some drawn from the seed
   */
  public record Demand(
      Load load,
      WorkloadShape shape,
      RunTiming timing,
      Manifest.Floors floors,
      Optional<Script> script) {}

  /**
   * What goes wrong.
   *
   * @param asked as the manifest says it: each family or kind that is named there must be injected
   * @param faults families and kinds by name that are drawn from; none is an empty list
   * @param schedule these very faults, in place of some drawn from the seed
   */
  public record Disturbance(List<String> asked, List<String> faults, Optional<Schedule> schedule) {
    public Disturbance {
      asked = List.copyOf(asked);
      faults = List.copyOf(faults);
    }
  }

  /** What the world is like, and what the nodes in it are set to. */
  public record Surroundings(SimConditions conditions, LedgerSettings settings) {
    public static final Surroundings USUAL =
        new Surroundings(SimConditions.USUAL, LedgerSettings.USUAL);
  }

  public SimEnvironment environment() {
    return new SimEnvironment(surroundings.conditions());
  }

  /** The run to make of it, in memory unless it is given a folder. */
  public RunPlan plan() {
    LedgerSystem ledger =
        new LedgerSystem(Path.of(""), new LedgerSimulation(surroundings.settings()));
    return new RunPlan(
        new ClusterPlan(ledger, nodes(), subject.mutants(), ClusterPlan.IN_MEMORY, seed),
        workload(),
        faults(),
        demand.load(),
        demand.timing());
  }

  /** What its manifest says, with the whole scenario, so that it can be lived again from there. */
  public Commission commission(List<String> repeat) {
    return commission(repeat, Value.fields("scenario", ScenarioJson.write(this)));
  }

  Commission commission(List<String> repeat, Value.Fields facts) {
    return new Commission(
        environment().name(), disturbance.asked(), demand.floors(), repeat, facts);
  }

  private Workload workload() {
    Workload drawn = LedgerWorkloads.of(demand.shape());
    return demand
        .script()
        .<Workload>map(script -> new ScriptedWorkload(drawn, script))
        .orElse(drawn);
  }

  private FaultPlan faults() {
    if (disturbance.schedule().isPresent()) {
      return new ReplayedFaults(disturbance.schedule().get());
    }
    String names = disturbance.faults().isEmpty() ? "none" : String.join(",", disturbance.faults());
    return new FaultSchedule(
        seed.fork("faults"), FaultSelection.parse(names), demand.timing().main());
  }

  private List<NodeId> nodes() {
    return IntStream.rangeClosed(1, subject.nodes()).mapToObj(NodeId::of).toList();
  }
}
