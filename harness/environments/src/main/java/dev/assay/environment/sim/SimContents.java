package dev.assay.environment.sim;

import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskContents;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.SimulatedProgram;
import dev.assay.history.Value;
import dev.assay.simulator.DiskCopy;
import dev.assay.simulator.DiskDamage;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Randomness;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Changes what simulated disks hold. Proof is the place that was changed. */
final class SimContents implements DiskContents {
  private final Machines machines;
  private final Map<NodeId, DiskCopy> copies = new TreeMap<>();

  private final Map<NodeId, SimulatedProgram> programs;
  private final Randomness randomness;

  /** Nodes whose disk says something else since it was altered. */
  private final Set<NodeId> altered = new TreeSet<>();

  SimContents(Machines machines, Map<NodeId, SimulatedProgram> programs, Randomness randomness) {
    this.machines = machines;
    this.programs = programs;
    this.randomness = randomness;
  }

  @Override
  public Effect damage(Set<NodeId> nodes, Damage damage, String files) {
    Value.Fields facts = Value.fields();
    for (NodeId node : new TreeSet<>(nodes)) {
      Machine machine = machines.of(node);
      if (damage != Damage.ROT && machine.state() != Machine.State.DOWN) {
        throw new NotPossibleException("node " + node + " runs: its files change while it does");
      }
      String what =
          done(node, machine, damage, files)
              .orElseThrow(
                  () ->
                      new NotPossibleException(
                          "node %s has nothing in a file like %s that could be damaged so"
                              .formatted(node, files)));
      facts = facts.with(node.name(), Value.of(what));
    }
    return new Effect(true, Value.fields("damaged", facts));
  }

  @Override
  public boolean alters() {
    return true;
  }

  private Optional<String> done(NodeId node, Machine machine, Damage damage, String files) {
    return switch (damage) {
      case ROT -> machine.damage(DiskDamage.ROT, files);
      case MISPLACE -> machine.damage(DiskDamage.MISPLACE, files);
      case TRUNCATE -> machine.damage(DiskDamage.TRUNCATE, files);
      case ALTER -> alter(node, machine);
    };
  }

  private Optional<String> alter(NodeId node, Machine machine) {
    SimulatedProgram program = programs.get(node);
    int choice = (int) randomness.below(Integer.MAX_VALUE);
    Optional<String> what =
        program == null
            ? Optional.empty()
            : machine.alter((disk, replacement) -> program.alter(disk, replacement, choice));
    if (what.isPresent()) {
      altered.add(node);
    }
    return what;
  }

  /**
   * {@inheritDoc}
   *
   * <p>But what a node has gone on with, though somebody altered it, is its own from then on. One
   * that has not come so far begins anew, since it may have read it already.
   */
  @Override
  public Effect repair() {
    machines
        .byNode()
        .forEach(
            (node, machine) -> {
              if (altered.contains(node)) {
                repairAltered(node, machine);
              } else {
                machine.repair();
              }
            });
    return new Effect(true, Value.fields());
  }

  private void repairAltered(NodeId node, Machine machine) {
    SimulatedProgram program = programs.get(node);
    boolean down = machine.state() == Machine.State.DOWN;
    if (down || program == null || !program.goesOnAltered()) {
      machine.kill();
      machine.repair();
      if (program != null) {
        // A node that starts writes again what it found.
        machine.alter(
            (disk, _) -> {
              program.undo(disk);
              return Optional.of("as it was");
            });
      }
      altered.remove(node);
    }
  }

  @Override
  public Effect wipe(Set<NodeId> nodes) {
    boolean proven = true;
    Value.Fields facts = Value.fields();
    for (NodeId node : new TreeSet<>(nodes)) {
      Machine machine = machines.of(node);
      long before = machine.diskBytes();
      machine.wipe();
      proven &= before > 0 && machine.diskBytes() == 0;
      facts = facts.with(node.name(), Value.of(before));
    }
    return new Effect(proven, Value.fields("wipedBytes", facts));
  }

  @Override
  public Effect copy() {
    machines.byNode().forEach((node, machine) -> copies.put(node, machine.copyDisk()));
    return new Effect(true, Value.fields());
  }

  @Override
  public Effect rollBack() {
    if (copies.isEmpty()) {
      throw new NotPossibleException("no disk was copied before");
    }
    Value.Fields facts = Value.fields();
    for (Map.Entry<NodeId, DiskCopy> copy : copies.entrySet()) {
      Machine machine = machines.of(copy.getKey());
      long before = machine.diskBytes();
      machine.restoreDisk(copy.getValue());
      facts = facts.with(copy.getKey().name(), Value.of(machine.diskBytes() - before));
    }
    return new Effect(true, Value.fields("gainedBytes", facts));
  }
}
