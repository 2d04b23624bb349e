package dev.assay.cli.gate;

import dev.assay.cli.simulation.Swarm;
import dev.assay.workloads.LedgerWorkloads;
import java.util.List;
import java.util.Set;

/**
 * Where a mutant shows: bounds for what the swarm draws.
 *
 * @param faults families and kinds; of those each life draws some
 * @param sizes numbers of nodes; none means any
 * @param workload whose shape is drawn; empty means any
 * @param traits what the load and the nodes must be like
 * @param places environments in which all of this can be had
 */
public record Trap(
    List<String> faults,
    List<Integer> sizes,
    String workload,
    Set<Trait> traits,
    List<String> places) {
  /** What a load or a node must be like. */
  public enum Trait {
    /** Few accounts that often run dry. */
    HOT,
    /** Many transfers are asked for again under their old id. */
    RETRIES,
    /** Many clients at once. */
    CROWDED,
    /** Few operations, so that much happens between two of them. */
    SPARSE,
    /** Nodes store snapshots and compact their logs all the time. */
    SNAPSHOTS,
    /** Entries of the ordering travel one by one. */
    SINGLY,
    /** A short life is enough. */
    BRIEF
  }

  private static final List<String> EVERYWHERE = List.of("sim", "process", "docker");

  public Trap {
    faults = List.copyOf(faults);
    sizes = List.copyOf(sizes);
    traits = Set.copyOf(traits);
    places = List.copyOf(places);
  }

  static Trap of(String faults) {
    return new Trap(List.of(faults.split(",", -1)), List.of(), "", Set.of(), EVERYWHERE);
  }

  Trap under(List<String> others) {
    return new Trap(others, sizes, workload, traits, places);
  }

  Trap nodes(Integer... some) {
    return new Trap(faults, List.of(some), workload, traits, places);
  }

  Trap workload(String name) {
    return new Trap(faults, sizes, name, traits, places);
  }

  Trap with(Trait... some) {
    return new Trap(faults, sizes, workload, Set.of(some), places);
  }

  /** The workloads that are drawn from. */
  List<String> workloads() {
    return workload.isEmpty() ? List.copyOf(LedgerWorkloads.usual().keySet()) : List.of(workload);
  }

  /** What needs a disk, a power switch or a network that only the simulator has. */
  Trap simulated() {
    return new Trap(faults, sizes, workload, traits, List.of("sim"));
  }

  /** What needs to reach into nodes' files, which are at hand where nodes are processes. */
  Trap byFiles() {
    return new Trap(faults, sizes, workload, traits, List.of("sim", "process"));
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
