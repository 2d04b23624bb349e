package dev.assay.harness.run;

import dev.assay.harness.driver.RealTimeDriver;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.system.Address;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.history.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A small system of nodes that share one counter in this program's memory, in real time. */
final class MemoryCluster implements Cluster {
  final AtomicLong counter = new AtomicLong();
  volatile boolean down;
  volatile boolean closed;
  volatile boolean collected;

  private final List<NodeId> nodes;
  private final Runnable heal;
  private final Driver driver =
      new RealTimeDriver(new RealTimeDriver.Bounds(Duration.ofSeconds(1), Duration.ofSeconds(10)));

  /**
   * A cluster.
   *
   * @param heal what healing does before it really heals
   */
  MemoryCluster(List<NodeId> nodes, Runnable heal) {
    this.nodes = nodes;
    this.heal = heal;
  }

  @Override
  public List<NodeId> nodes() {
    return nodes;
  }

  @Override
  public Reach reach(NodeId node) {
    return new Reach.Socket(new Address("localhost", 1), Map.of());
  }

  @Override
  public Observer observer() {
    return new Observer() {
      @Override
      public Optional<NodeStatus> status(NodeId node) {
        return Optional.empty();
      }

      @Override
      public boolean export(NodeId node, Path folder) {
        try {
          Files.writeString(folder.resolve("counter"), counter.toString());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Driver driver() {
    return driver;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.NONE;
  }

  @Override
  public Effect healAll() {
    heal.run();
    boolean proven = !closed;
    down = false;
    return new Effect(proven, Value.fields("down", Value.of(down)));
  }

  @Override
  public void collect() {
    collected = true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
