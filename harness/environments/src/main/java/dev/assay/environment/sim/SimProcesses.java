package dev.assay.environment.sim;

import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.history.Value;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Randomness;
import dev.assay.simulator.Unsynced;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Kills, boots, pauses and resumes machines. Proof is the machine's state together with whether the
 * node answers.
 */
final class SimProcesses implements Processes {
  /**
   * How unsynced writes fare in a power failure, equally likely each: lost wholly half of the time,
   * since nothing else shows as surely what was acknowledged too early.
   */
  private static final List<Unsynced> SURVIVORS =
      List.of(Unsynced.LOST, Unsynced.LOST, Unsynced.PREFIX, Unsynced.ANY);

  private final Map<NodeId, Machine> machines;
  private final Observer observer;
  private final Randomness randomness;

  SimProcesses(Map<NodeId, Machine> machines, Observer observer, Randomness randomness) {
    this.machines = machines;
    this.observer = observer;
    this.randomness = randomness;
  }

  @Override
  public Effect kill(Set<NodeId> nodes) {
    return each(nodes, Machine.State.DOWN, Machine::kill);
  }

  @Override
  public Effect start(Set<NodeId> nodes) {
    return each(nodes, Machine.State.UP, Machine::start);
  }

  @Override
  public Effect pause(Set<NodeId> nodes) {
    return each(nodes, Machine.State.PAUSED, Machine::pause);
  }

  @Override
  public Effect resume(Set<NodeId> nodes) {
    return each(nodes, Machine.State.UP, Machine::resume);
  }

  @Override
  public Effect powerFail(Set<NodeId> nodes) {
    boolean proven = !nodes.isEmpty();
    Value.Fields effects = Value.fields();
    // Mostly the same for all: an entry is lost for good only where no node keeps its copy.
    boolean alike = randomness.below(3) > 0;
    Unsynced survivors = survivors();
    for (NodeId node : new TreeSet<>(nodes)) {
      survivors = alike ? survivors : survivors();
      long unsyncedBytes = machine(node).powerFail(survivors);
      proven &= isIn(node, Machine.State.DOWN);
      effects =
          effects.with(
              node.name(),
              facts(node)
                  .with("unsyncedBytes", Value.of(unsyncedBytes))
                  .with("unsynced", Value.of(lower(survivors))));
    }
    return new Effect(proven, effects);
  }

  private Unsynced survivors() {
    return SURVIVORS.get((int) randomness.below(SURVIVORS.size()));
  }

  @Override
  public boolean losesUnsyncedWrites() {
    return true;
  }

  /** Whether each of the nodes runs and answers, or has ended by itself. */
  boolean runOrRefuse(Set<NodeId> nodes) {
    return nodes.stream()
        .allMatch(node -> isIn(node, Machine.State.UP) || machine(node).haltReason().isPresent());
  }

  Value.Fields facts(NodeId node) {
    Value.Fields facts = Value.fields("state", Value.of(lower(machine(node).state())));
    return machine(node)
        .haltReason()
        .map(reason -> facts.with("halted", Value.of(reason)))
        .orElse(facts);
  }

  private Effect each(Set<NodeId> nodes, Machine.State wanted, Consumer<Machine> action) {
    boolean proven = !nodes.isEmpty();
    Value.Fields effects = Value.fields();
    for (NodeId node : new TreeSet<>(nodes)) {
      action.accept(machine(node));
      proven &= isIn(node, wanted);
      effects = effects.with(node.name(), facts(node));
    }
    return new Effect(proven, effects);
  }

  private boolean isIn(NodeId node, Machine.State wanted) {
    boolean answers = observer.status(node).isPresent();
    return machine(node).state() == wanted && answers == (wanted == Machine.State.UP);
  }

  private Machine machine(NodeId node) {
    Machine machine = machines.get(node);
    if (machine == null) {
      throw new IllegalArgumentException("node " + node + " is none of " + machines.keySet());
    }
    return machine;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
