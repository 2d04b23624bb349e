package dev.assay.harness.environment;

import dev.assay.harness.system.NodeId;
import java.util.Set;

/** The network between clients and nodes; links between nodes are {@link Links}. */
public interface ClientLinks {
  /**
   * Cuts the links of all clients with exactly these nodes, in place of whatever was cut before; no
   * nodes heal. Silently, as {@link Links#cut} does.
   */
  Effect cut(Set<NodeId> nodes, ClientCutKind kind);
}
