package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import java.util.List;

/** Nodes that were deployed. Methods may block for the bound of what they do, on any thread. */
public interface Cluster extends AutoCloseable {
  List<NodeId> nodes();

  /** How clients reach a node; the same for the cluster's whole life. */
  Reach reach(NodeId node);

  Observer observer();

  /** Runs operations in this environment's time: real, or virtual. */
  Driver driver();

  Capabilities capabilities();

  /**
   * Undoes every fault and starts every node that is down; needs no memory of what was broken, may
   * be called at any time and twice.
   */
  Effect healAll();

  /**
   * Brings logs of each node into {@code nodes/<id>/} of the run directory, as far as they can be
   * had. What nodes can tell themselves has been asked of the {@link #observer} before.
   */
  void collect();

  /** Leaves no process, container, network or file behind. */
  @Override
  void close();
}
