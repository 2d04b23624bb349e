package dev.assay.harness.environment;

import java.util.Set;

/** Control of the network between nodes, and between clients and nodes. */
public interface Links {
  /**
   * Cuts exactly these directed links, in place of whatever was cut before; the empty set heals. On
   * a cut link nothing that {@code from} says reaches {@code to}, silently: no connection is
   * refused.
   */
  Effect cut(Set<Edge> edges);
}
