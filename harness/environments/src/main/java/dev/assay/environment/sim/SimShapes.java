package dev.assay.environment.sim;

import dev.assay.harness.environment.Edge;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.environment.LinkShapes;
import dev.assay.history.Value;
import dev.assay.simulator.Network;
import dev.assay.simulator.Route;
import dev.assay.simulator.Worse;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes links worse. What a link is set to is how it treats the next message: that is the proof.
 */
final class SimShapes implements LinkShapes {
  private static final long MILLI = 1_000_000;
  private static final long REPLAY_NANOS_MAX = 4_000 * MILLI;

  private final Network network;
  private final Set<Edge> shaped = new TreeSet<>();

  SimShapes(Network network) {
    this.network = network;
  }

  @Override
  public Effect shape(Set<Edge> edges, LinkShape shape) {
    reset();
    Worse worse =
        new Worse(
            shape.delayMillis() * MILLI,
            shape.jitterMillis() * MILLI,
            shape.lossPerMille() * 1000,
            shape.duplicatePerMille() * 1000,
            shape.reorderPerMille() * 1000,
            shape.replayPerMille() * 1000,
            REPLAY_NANOS_MAX,
            shape.bytesPerSecond());
    edges.forEach(edge -> network.worsen(route(edge), worse));
    shaped.addAll(edges);
    boolean proven =
        !worse.equals(Worse.NOTHING)
            && !edges.isEmpty()
            && edges.stream().allMatch(edge -> network.worse(route(edge)).equals(worse));
    return new Effect(proven, Value.fields("links", Value.of(edges.size())));
  }

  @Override
  public Effect reset() {
    shaped.forEach(edge -> network.worsen(route(edge), Worse.NOTHING));
    shaped.clear();
    return new Effect(true, Value.fields());
  }

  private static Route route(Edge edge) {
    return new Route(edge.from().name(), edge.to().name());
  }
}
