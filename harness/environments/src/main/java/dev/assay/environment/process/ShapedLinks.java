package dev.assay.environment.process;

import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.environment.LinkShapes;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.history.Value;
import java.util.Map;
import java.util.Set;

/**
 * Makes links slow or narrow at their proxies. Over TCP nothing else reaches a node: what is lost
 * is sent again, what is doubled or late is put in order. Proof is what the proxies' server says of
 * the links afterwards.
 */
final class ShapedLinks implements LinkShapes {
  private final LinkProxies proxies;

  ShapedLinks(LinkProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public boolean offers(LinkShape shape) {
    return shape.lossPerMille() == 0
        && shape.duplicatePerMille() == 0
        && shape.reorderPerMille() == 0
        && shape.replayPerMille() == 0;
  }

  @Override
  public synchronized Effect shape(Set<Edge> edges, LinkShape shape) {
    if (!offers(shape)) {
      throw new NotPossibleException(
          "links between processes can be slow and narrow; TCP hides loss, doubles and disorder");
    }
    Set<Edge> others = proxies.edges();
    others.removeAll(edges);
    Parallel.forEach(others, proxies::unshape);
    Map<Edge, Set<Disturbance>> shaped =
        Parallel.forEach(edges, edge -> proxies.shape(edge, shape));
    boolean proven = !shaped.isEmpty() && shaped.values().stream().noneMatch(Set::isEmpty);
    return new Effect(proven, Value.fields("links", Value.of(edges.size())));
  }

  @Override
  public synchronized Effect reset() {
    Parallel.forEach(proxies.edges(), proxies::unshape);
    return new Effect(true, Value.fields());
  }
}
