package dev.assay.environment.sim;

import dev.assay.harness.environment.CrashPoints;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.simulator.CrashPoint;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Randomness;
import dev.assay.simulator.Unsynced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Crashes machines at points of their program. Proof is that a machine did. */
final class SimCrashPoints implements CrashPoints {
  private static final List<Unsynced> SURVIVORS =
      List.of(Unsynced.LOST, Unsynced.PREFIX, Unsynced.ANY);

  private final Machines machines;
  private final Randomness randomness;

  SimCrashPoints(Machines machines, Randomness randomness) {
    this.machines = machines;
    this.randomness = randomness;
  }

  @Override
  public Effect arm(Set<NodeId> nodes, String prefix, int passes, boolean power) {
    Optional<Unsynced> survivors =
        power
            ? Optional.of(SURVIVORS.get((int) randomness.below(SURVIVORS.size())))
            : Optional.empty();
    for (NodeId node : new TreeSet<>(nodes)) {
      machines.of(node).crashAt(new CrashPoint(prefix, passes, survivors));
    }
    return new Effect(false, Value.fields("armed", Value.of(true)));
  }

  @Override
  public Effect disarm() {
    Value.Fields crashed = Value.fields();
    for (Map.Entry<NodeId, Machine> machine : machines.byNode().entrySet()) {
      Optional<String> where = machine.getValue().disarm();
      if (where.isPresent()) {
        crashed = crashed.with(machine.getKey().name(), Value.of(where.get()));
      }
    }
    return new Effect(!crashed.fields().isEmpty(), Value.fields("struck", crashed));
  }
}
