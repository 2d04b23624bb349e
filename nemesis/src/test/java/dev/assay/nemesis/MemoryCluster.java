package dev.assay.nemesis;

import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Links;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.history.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Nodes that are nothing but their state: up or down, paused, cut, skewed. */
public final class MemoryCluster implements Cluster, Processes, Links, Clocks {
  public final Set<NodeId> down = new TreeSet<>();
  public final Set<NodeId> paused = new TreeSet<>();
  public final Set<NodeId> powerFailed = new TreeSet<>();
  public final Set<Edge> cut = new TreeSet<>();
  public final Map<NodeId, String> skewed = new TreeMap<>();
  private final List<NodeId> nodes;
  private final boolean losesUnsyncedWrites;

  /** Says who leads; n2 unless told otherwise. */
  public Optional<NodeId> leader = Optional.of(NodeId.of(2));

  public MemoryCluster(int size, boolean losesUnsyncedWrites) {
    this.nodes = IntStream.rangeClosed(1, size).mapToObj(NodeId::of).toList();
    this.losesUnsyncedWrites = losesUnsyncedWrites;
  }

  public boolean healthy() {
    return down.isEmpty() && paused.isEmpty() && cut.isEmpty() && skewed.isEmpty();
  }

  @Override
  public Effect kill(Set<NodeId> targets) {
    down.addAll(targets);
    return proven();
  }

  @Override
  public Effect start(Set<NodeId> targets) {
    down.removeAll(targets);
    powerFailed.removeAll(targets);
    return proven();
  }

  @Override
  public Effect pause(Set<NodeId> targets) {
    paused.addAll(targets);
    return proven();
  }

  @Override
  public Effect resume(Set<NodeId> targets) {
    paused.removeAll(targets);
    return proven();
  }

  @Override
  public Effect powerFail(Set<NodeId> targets) {
    down.addAll(targets);
    powerFailed.addAll(targets);
    return proven();
  }

  @Override
  public boolean losesUnsyncedWrites() {
    return losesUnsyncedWrites;
  }

  @Override
  public Effect cut(Set<Edge> edges) {
    cut.clear();
    cut.addAll(edges);
    return new Effect(false, Value.fields("measured", Value.of(false)));
  }

  @Override
  public Effect jump(NodeId node, Duration offset) {
    skewed.put(node, offset.toString());
    return proven();
  }

  @Override
  public Effect drift(NodeId node, int perMille) {
    skewed.put(node, perMille + " per mille");
    return proven();
  }

  @Override
  public Effect reset() {
    skewed.clear();
    return proven();
  }

  @Override
  public List<NodeId> nodes() {
    return nodes;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.NONE.with((Processes) this).with((Links) this).with((Clocks) this);
  }

  @Override
  public Observer observer() {
    return new Observer() {
      @Override
      public Optional<NodeStatus> status(NodeId node) {
        if (down.contains(node)) {
          return Optional.empty();
        }
        // A leader of an older epoch that has not heard of its successor.
        boolean deposed = node.equals(NodeId.of(1));
        boolean leads = leader.equals(Optional.of(node));
        return Optional.of(
            new NodeStatus(
                node, leads || (deposed && leader.isPresent()), leads ? 7 : 6, 0, 0, Value.NIL));
      }

      @Override
      public boolean export(NodeId node, Path folder) {
        return false;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Reach reach(NodeId node) {
    throw new UnsupportedOperationException("nobody talks to these nodes");
  }

  @Override
  public Driver driver() {
    throw new UnsupportedOperationException("tests drive themselves");
  }

  @Override
  public Effect healAll() {
    throw new UnsupportedOperationException("schedules end their own disturbances");
  }

  @Override
  public void collect() {}

  @Override
  public void close() {}

  private static Effect proven() {
    return new Effect(true, Value.fields("measured", Value.of(true)));
  }
}
