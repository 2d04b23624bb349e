package dev.assay.harness.environment;

import java.util.Set;

/** How well links between nodes work. */
public interface LinkShapes {
  /** Makes exactly these links worse, in place of whatever was made worse before. */
  Effect shape(Set<Edge> edges, LinkShape shape);

  /** All links are as they were. */
  Effect reset();
}
