package dev.assay.environment.sim;

import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskContents;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.simulator.DiskCopy;
import dev.assay.simulator.DiskDamage;
import dev.assay.simulator.Machine;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Changes what simulated disks hold. Proof is the place that was changed. */
final class SimContents implements DiskContents {
  private final Machines machines;
  private final Map<NodeId, DiskCopy> copies = new TreeMap<>();

  SimContents(Machines machines) {
    this.machines = machines;
  }

  @Override
  public Effect damage(Set<NodeId> nodes, Damage damage, String files) {
    DiskDamage kind =
        switch (damage) {
          case ROT -> DiskDamage.ROT;
          case MISPLACE -> DiskDamage.MISPLACE;
          case TRUNCATE -> DiskDamage.TRUNCATE;
        };
    Value.Fields facts = Value.fields();
    for (NodeId node : new TreeSet<>(nodes)) {
      Machine machine = machines.of(node);
      if (kind != DiskDamage.ROT && machine.state() != Machine.State.DOWN) {
        throw new NotPossibleException("node " + node + " runs: its files change while it does");
      }
      String what =
          machine
              .damage(kind, files)
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
  public Effect repair() {
    machines.byNode().values().forEach(Machine::repair);
    return new Effect(true, Value.fields());
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
