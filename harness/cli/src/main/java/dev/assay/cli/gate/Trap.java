package dev.assay.cli.gate;

import dev.assay.cli.simulation.Swarm;
import dev.assay.workloads.LedgerWorkloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a mutant shows: bounds for what the swarm draws.
 *
 * @param faults families and kinds; of those each life draws some
 * @param sizes numbers of nodes; none means any
 * @param workload whose shape is drawn; empty means any
 * @param traits what the load and the nodes must be like
 * @param real what of it there is where nodes are programs of the operating system
 */
public record Trap(
    List<String> faults, List<Integer> sizes, String workload, Set<Trait> traits, Real real) {
  /**
   * Where nodes are programs of the operating system, with clocks, disks and links of their own.
   *
   * @param places environments in which it shows; the simulator is always one
   * @param faults those under which it shows there in a few runs; none: the same as in the
   *     simulator
   * @param sizes numbers of nodes under which it does; none: the same as in the simulator
   * @param why it does not show in the others; empty where it does in all
   */
  public record Real(List<String> places, List<String> faults, List<Integer> sizes, String why) {
    private static final Real EVERYWHERE =
        new Real(List.of("process", "docker"), List.of(), List.of(), "");

    public Real {
      places = List.copyOf(places);
      faults = List.copyOf(faults);
      sizes = List.copyOf(sizes);
    }
  }

  /** What a load or a node must be like. */
  public enum Trait {
    /** Few accounts that often run dry. */
    HOT,
    /** Many transfers are asked for again under their old id. */
    RETRIES,
    /** Many clients at once. */
    CROWDED,
    /** Many operations are asked of any node, and given up soon: also of who was deposed. */
    ASTRAY,
    /** Many reads trust a lease. */
    LEASES,
    /** Few operations, so that much happens between two of them. */
    SPARSE,
    /** Nodes store snapshots and compact their logs all the time. */
    SNAPSHOTS,
    /** Entries of the ordering travel one by one. */
    SINGLY,
    /** A short life is enough. */
    BRIEF
  }

  public Trap {
    faults = List.copyOf(faults);
    sizes = List.copyOf(sizes);
    traits = Set.copyOf(traits);
  }

  static Trap of(String faults) {
    return new Trap(words(faults), List.of(), "", Set.of(), Real.EVERYWHERE);
  }

  private static List<String> words(String faults) {
    return List.of(faults.split(",", -1));
  }

  Trap under(List<String> others) {
    return new Trap(others, sizes, workload, traits, real);
  }

  Trap nodes(Integer... some) {
    return new Trap(faults, List.of(some), workload, traits, real);
  }

  Trap workload(String name) {
    return new Trap(faults, sizes, name, traits, real);
  }

  Trap with(Trait... some) {
    return new Trap(faults, sizes, workload, Set.of(some), real);
  }

  /** Where nodes are real it shows soon under these faults, and the others only take its time. */
  Trap really(String some) {
    return really(some, real.sizes);
  }

  /** The same, with so many nodes. */
  Trap really(String some, List<Integer> nodes) {
    return new Trap(
        faults, sizes, workload, traits, new Real(real.places, words(some), nodes, real.why));
  }

  /** It does not show where nodes are real. */
  Trap simulated(String why) {
    return new Trap(
        faults, sizes, workload, traits, new Real(List.of(), List.of(), List.of(), why));
  }

  /** Where nodes are real it shows only if they are in containers. */
  Trap inContainers(String why) {
    return new Trap(
        faults, sizes, workload, traits, new Real(List.of("docker"), real.faults, real.sizes, why));
  }

  /** Where nodes are real it shows only if they are processes. */
  Trap asProcesses(String why) {
    return new Trap(
        faults,
        sizes,
        workload,
        traits,
        new Real(List.of("process"), real.faults, real.sizes, why));
  }

  /** Environments in which it shows. */
  List<String> places() {
    List<String> places = new ArrayList<>(List.of("sim"));
    places.addAll(real.places);
    return places;
  }

  /** Numbers of nodes where they are real: few, so that one machine carries them. */
  List<Integer> realSizes() {
    return !real.sizes.isEmpty() ? real.sizes : !sizes.isEmpty() ? sizes : List.of(3, 5);
  }

  /** What there is to inject in this environment. */
  List<String> faultsIn(String environment) {
    return environment.equals("sim") || real.faults.isEmpty() ? faults : real.faults;
  }

  /** The workloads that are drawn from. */
  List<String> workloads() {
    return workload.isEmpty() ? List.copyOf(LedgerWorkloads.usual().keySet()) : List.of(workload);
  }

  /** How long and busy lives are: long enough for several faults, no longer. */
  Swarm.Span span() {
    if (traits.contains(Trait.BRIEF)) {
      return new Swarm.Span(List.of(8, 10, 12), List.of(40, 80), 1_000);
    }
    return traits.contains(Trait.SPARSE)
        ? new Swarm.Span(List.of(30, 45, 60), List.of(5, 10, 20), 1_200)
        : new Swarm.Span(List.of(15, 20, 30, 45), List.of(40, 80, 150), 2_500);
  }
}
