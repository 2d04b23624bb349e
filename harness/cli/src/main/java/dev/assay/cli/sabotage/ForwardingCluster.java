package dev.assay.cli.sabotage;

import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import java.util.List;

/** A cluster that is another one, but for what a subclass breaks. */
abstract class ForwardingCluster implements Cluster {
  private final Cluster below;

  ForwardingCluster(Cluster below) {
    this.below = below;
  }

  Cluster below() {
    return below;
  }

  @Override
  public List<NodeId> nodes() {
    return below.nodes();
  }

  @Override
  public Reach reach(NodeId node) {
    return below.reach(node);
  }

  @Override
  public Observer observer() {
    return below.observer();
  }

  @Override
  public Driver driver() {
    return below.driver();
  }

  @Override
  public Capabilities capabilities() {
    return below.capabilities();
  }

  @Override
  public Effect healAll() {
    return below.healAll();
  }

  @Override
  public void collect() {
    below.collect();
  }

  @Override
  public void close() {
    below.close();
  }
}
