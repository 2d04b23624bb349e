package dev.assay.harness.system;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the parties of one deployment prove with who they are: files by name, made anew for each
 * deployment and gone with it.
 *
 * @param ofNodes for each node, or nothing at all
 * @param ofClients for whoever calls the nodes
 */
public record Secrets(Map<NodeId, Map<String, String>> ofNodes, Map<String, String> ofClients) {
  /** A system that asks nobody who he is. */
  public static final Secrets NONE = new Secrets(Map.of(), Map.of());

  public Secrets {
    Map<NodeId, Map<String, String>> copy = new LinkedHashMap<>();
    ofNodes.forEach((node, files) -> copy.put(node, ordered(files)));
    ofNodes = Collections.unmodifiableMap(copy);
    ofClients = ordered(ofClients);
  }

  private static Map<String, String> ordered(Map<String, String> files) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** The node's files; none: it needs none. */
  public Map<String, String> of(NodeId node) {
    return ofNodes.getOrDefault(node, Map.of());
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "secrets of " + ofNodes.keySet();
  }
}
