package dev.assay.docker;

import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pods of one cluster, by node. */
final class Pods {
  private final Map<NodeId, Pod> pods;

  private final Map<String, String> clientSecrets;

  Pods(Map<NodeId, Pod> pods, Map<String, String> clientSecrets) {
    this.pods = new TreeMap<>(pods);
    this.clientSecrets = clientSecrets;
  }

  List<NodeId> nodes() {
    return List.copyOf(pods.keySet());
  }

  Collection<Pod> all() {
    return List.copyOf(pods.values());
  }

  /** How clients reach each node. */
  Map<NodeId, Reach> reach() {
    Map<NodeId, Reach> reach = new TreeMap<>();
    pods.forEach((node, pod) -> reach.put(node, new Reach.Socket(pod.address(), clientSecrets)));
    return reach;
  }

  Pod of(NodeId node) {
    return Optional.ofNullable(pods.get(node))
        .orElseThrow(
            () -> new IllegalArgumentException("node " + node + " is not one of " + pods.keySet()));
  }
}
