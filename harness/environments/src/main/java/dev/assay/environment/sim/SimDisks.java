package dev.assay.environment.sim;

import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.environment.Disks;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.simulator.DiskFaults;
import dev.assay.simulator.Machine;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Disks that fail. Proof is how often they did: nothing fails before the node uses its disk. */
final class SimDisks implements Disks {
  private final Machines machines;
  private final Map<NodeId, Long> injectedBefore = new TreeMap<>();

  SimDisks(Machines machines) {
    this.machines = machines;
  }

  @Override
  public Effect fill(Set<NodeId> nodes, long spareBytes) {
    return each(nodes, machine -> machine.diskFaults().limit(machine.diskBytes() + spareBytes));
  }

  @Override
  public Effect makeReadOnly(Set<NodeId> nodes) {
    return each(nodes, machine -> machine.diskFaults().makeReadOnly());
  }

  @Override
  public Effect fail(Set<NodeId> nodes, DiskOperation operation, String files, int perMille) {
    DiskFaults.Operation failing =
        switch (operation) {
          case READ -> DiskFaults.Operation.READ;
          case SHORT_READ -> DiskFaults.Operation.SHORT_READ;
          case WRITE -> DiskFaults.Operation.WRITE;
          case SYNC -> DiskFaults.Operation.SYNC;
          case NAMES -> DiskFaults.Operation.NAMES;
        };
    return each(nodes, machine -> machine.diskFaults().fail(failing, files, perMille * 1000));
  }

  @Override
  public boolean readsShort() {
    return true;
  }

  @Override
  public Effect slow(Set<NodeId> nodes, Duration extra) {
    return each(
        nodes,
        machine -> {
          if (extra.isZero()) {
            machine.diskFaults().stallSyncs();
          } else {
            machine.diskFaults().slowSyncs(extra.toNanos());
          }
        });
  }

  @Override
  public Effect heal() {
    Value.Fields struck = Value.fields();
    for (Map.Entry<NodeId, Long> before : injectedBefore.entrySet()) {
      long injected = machines.of(before.getKey()).diskFaults().injected() - before.getValue();
      if (injected > 0) {
        struck = struck.with(before.getKey().name(), Value.of(injected));
      }
    }
    injectedBefore.clear();
    machines.byNode().values().forEach(machine -> machine.diskFaults().heal());
    return new Effect(true, Value.fields("struck", struck));
  }

  private Effect each(Set<NodeId> nodes, Consumer<Machine> change) {
    for (NodeId node : new TreeSet<>(nodes)) {
      Machine machine = machines.of(node);
      injectedBefore.putIfAbsent(node, machine.diskFaults().injected());
      change.accept(machine);
    }
    return new Effect(false, Value.fields("armed", Value.of(true)));
  }
}
