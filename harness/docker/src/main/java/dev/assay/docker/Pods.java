package dev.assay.docker;

import dev.assay.harness.system.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pods of one cluster, by node. */
final class Pods {
  private final Map<NodeId, Pod> pods;

  Pods(Map<NodeId, Pod> pods) {
    this.pods = new TreeMap<>(pods);
  }

  List<NodeId> nodes() {
    return List.copyOf(pods.keySet());
  }

  Collection<Pod> all() {
    return List.copyOf(pods.values());
  }

  Pod of(NodeId node) {
    return Optional.ofNullable(pods.get(node))
        .orElseThrow(
            () -> new IllegalArgumentException("node " + node + " is not one of " + pods.keySet()));
  }
}
