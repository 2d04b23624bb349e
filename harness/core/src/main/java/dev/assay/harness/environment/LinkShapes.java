package dev.assay.harness.environment;

import java.util.Set;

/** How well links between nodes work. */
public interface LinkShapes {
  /** Whether links can be made worse in this way here. */
  default boolean offers(LinkShape shape) {
    return true;
  }

  /** Makes exactly these links worse, in place of whatever was made worse before. */
  Effect shape(Set<Edge> edges, LinkShape shape);

  /** All links are as they were. */
  Effect reset();
}
