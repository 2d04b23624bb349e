package dev.assay.environment.sim;

import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.history.Value;
import dev.assay.simulator.Machine;
import dev.assay.simulator.MachineClock;
import dev.assay.simulator.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Skews machines' wall clocks. Proof of an offset is the node's own word on what time it is against
 * the world's true time (the machine's clock when the node is down); proof of a drift is what the
 * machine's clock will have gained by a moment to come, since no time passes here.
 */
final class SimClocks implements Clocks {
  private static final long TOLERANCE_MILLIS = 1;
  private static final long FORECAST_NANOS = 10_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final World world;
  private final Map<NodeId, Machine> machines;
  private final Observer observer;

  /** Nodes whose clock was set ahead since the last reset. */
  private final Set<NodeId> setAhead = new TreeSet<>();

  SimClocks(World world, Map<NodeId, Machine> machines, Observer observer) {
    this.world = world;
    this.machines = machines;
    this.observer = observer;
  }

  @Override
  public Effect jump(NodeId node, Duration offset) {
    clock(node).jump(offset.toNanos());
    long skewMillis = skewMillis(node);
    return new Effect(
        agrees(skewMillis, offset.toMillis()), Value.fields("skewMillis", Value.of(skewMillis)));
  }

  @Override
  public Effect drift(NodeId node, int perMille) {
    clock(node).drift(perMille);
    long skewMillis = skewMillis(node);
    long then = world.nowNanos() + FORECAST_NANOS;
    long gainMillis =
        clock(node).wallMillisAt(then) - MachineClock.trueWallMillis(then) - skewMillis;
    long wantedMillis = FORECAST_NANOS / NANOS_PER_MILLI / 1000 * perMille;
    return new Effect(
        agrees(gainMillis, wantedMillis),
        Value.fields("skewMillis", Value.of(skewMillis))
            .with("gainMillisIn10s", Value.of(gainMillis)));
  }

  @Override
  public boolean strobesAndRates() {
    return true;
  }

  @Override
  public Effect strobe(NodeId node, Duration offset, Duration period) {
    clock(node).strobe(offset.toNanos(), period.toNanos());
    long now = world.nowNanos();
    long there = skewMillisAt(node, now);
    long back = skewMillisAt(node, now + period.toNanos() * 3 / 4);
    return new Effect(
        agrees(there, offset.toMillis()) && agrees(back, 0),
        Value.fields("skewMillis", Value.of(there)).with("thenMillis", Value.of(back)));
  }

  @Override
  public Effect rate(NodeId node, int perMille) {
    clock(node).driftMonotonic(perMille);
    long now = world.nowNanos();
    long gained =
        clock(node).monotonicNanosAt(now + FORECAST_NANOS)
            - clock(node).monotonicNanosAt(now)
            - FORECAST_NANOS;
    return new Effect(
        gained == FORECAST_NANOS / 1000 * perMille,
        Value.fields("gainMillisIn10s", Value.of(gained / NANOS_PER_MILLI)));
  }

  private long skewMillisAt(NodeId node, long nanos) {
    return clock(node).wallMillisAt(nanos) - MachineClock.trueWallMillis(nanos);
  }

  @Override
  public boolean showsWhatIsAhead() {
    return true;
  }

  @Override
  public Effect ahead(NodeId node, Duration offset) {
    clock(node).jump(offset.toNanos());
    setAhead.add(node);
    return new Effect(
        false,
        Value.fields("armed", Value.of(true)).with("skewMillis", Value.of(skewMillis(node))));
  }

  /** How far the latest that any node has dated is ahead of the true time. */
  private long aheadMillis() {
    long latest = 0;
    for (NodeId node : machines.keySet()) {
      Value dated =
          observer.status(node).map(NodeStatus::detail).orElse(Value.NIL)
                  instanceof Value.Fields fields
              ? fields.get("datedMillis").orElse(Value.NIL)
              : Value.NIL;
      if (dated instanceof Value.Whole(long millis)) {
        latest = Math.max(latest, millis);
      }
    }
    return latest - MachineClock.trueWallMillis(world.nowNanos());
  }

  @Override
  public Effect reset() {
    boolean proven = true;
    Value.Fields facts = Value.fields();
    long aheadMillis = setAhead.isEmpty() ? 0 : aheadMillis();
    if (aheadMillis > 0) {
      Value.Fields struck = Value.fields();
      for (NodeId node : setAhead) {
        struck = struck.with(node.name(), Value.of(aheadMillis));
      }
      facts = facts.with("struck", struck);
    }
    setAhead.clear();
    for (NodeId node : machines.keySet()) {
      clock(node).reset();
      long skewMillis = skewMillis(node);
      proven &= skewMillis == 0;
      facts = facts.with(node.name(), Value.fields("skewMillis", Value.of(skewMillis)));
    }
    return new Effect(proven, facts);
  }

  private long skewMillis(NodeId node) {
    Optional<NodeStatus> status = observer.status(node);
    long shown = status.map(NodeStatus::wallMillis).orElseGet(() -> clock(node).wallMillis());
    return shown - MachineClock.trueWallMillis(world.nowNanos());
  }

  private MachineClock clock(NodeId node) {
    Machine machine = machines.get(node);
    if (machine == null) {
      throw new IllegalArgumentException("node " + node + " is none of " + machines.keySet());
    }
    return machine.clock();
  }

  private static boolean agrees(long millis, long wantedMillis) {
    return Math.abs(millis - wantedMillis) <= TOLERANCE_MILLIS;
  }
}
