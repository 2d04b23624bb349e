package dev.assay.checkers.isolation;

import java.util.Arrays;
import java.util.Optional;

/**
 * The shortest cycle of a shape in one strongly connected part: from each edge that can begin one,
 * breadth first back to its source. Bounded: in a part in which nearly everything is wrong the
 * cycle found is short, but need not be the shortest.
 */
final class CycleSearch {
  /** Pairs of node and memory that one search may look at; about a tenth of a second. */
  private static final long VISITS_MAX = 8_000_000;

  private static final int FAR = Integer.MAX_VALUE;

  private final Graph graph;
  private final Shape shape;
  private final Strength strength;
  private final int memories;

  /** By node and memory: edges from the beginning, joints not counted. */
  private final int[] distance;

  private final int[] edgeTo;
  private final int[] cameFrom;
  private final Ints touched = new Ints();
  private Ints now = new Ints();
  private Ints later = new Ints();
  private long visits;

  private CycleSearch(Graph graph, Shape shape, Strength strength) {
    this.graph = graph;
    this.shape = shape;
    this.strength = strength;
    memories = shape.memories();
    int states = Math.multiplyExact(graph.nodes(), memories);
    distance = new int[states];
    edgeTo = new int[states];
    cameFrom = new int[states];
    Arrays.fill(distance, FAR);
  }

  /** The edges of a cycle one behind the other, beginning at a transaction. */
  static Optional<int[]> find(Graph graph, Shape shape, Strength strength) {
    return possible(graph, shape, strength)
        ? new CycleSearch(graph, shape, strength).find()
        : Optional.empty();
  }

  private static boolean possible(Graph graph, Shape shape, Strength strength) {
    for (int edge = 0; edge < graph.edges(); edge++) {
      if (shape.begin(graph.kind(edge), strength) != Shape.REFUSED) {
        return true;
      }
    }
    return false;
  }

  private Optional<int[]> find() {
    Components components = Components.of(graph, kind -> shape.allows(kind, strength));
    Optional<int[]> best = Optional.empty();
    int shortest = FAR;
    for (int source = 0; source < graph.nodes() && graph.isTransaction(source); source++) {
      for (int edge = graph.start(source); edge < graph.start(source + 1); edge++) {
        int memory = shape.begin(graph.kind(edge), strength);
        if (memory != Shape.REFUSED
            && components.component(source) == components.component(graph.target(edge))
            && visits < VISITS_MAX) {
          int end = walk(source, edge, memory, shortest);
          if (end >= 0) {
            int length = distance[end];
            int[] edges = edges(edge, end);
            if (isSimple(source, edges)) {
              shortest = length;
              best = Optional.of(edges);
            }
          }
          reset();
        }
      }
    }
    return best;
  }

  /** The state in which the walk came back to the source in fewer than so many edges, or -1. */
  private int walk(int source, int first, int memory, int limit) {
    reach(graph.target(first) * memories + memory, 1, -1, -1);
    for (int length = 1; length < limit && now.size() > 0 && visits < VISITS_MAX; length++) {
      for (int i = 0; i < now.size(); i++) {
        int state = now.get(i);
        if (distance[state] == length) {
          if (state / memories == source && shape.ends(state % memories, strength)) {
            return state;
          }
          extend(state, length);
        }
      }
      now.clear();
      Ints done = now;
      now = later;
      later = done;
    }
    return -1;
  }

  private void extend(int state, int length) {
    visits++;
    int node = state / memories;
    for (int edge = graph.start(node); edge < graph.start(node + 1); edge++) {
      int memory = shape.next(state % memories, graph.kind(edge), strength);
      if (memory != Shape.REFUSED) {
        int step = Edge.what(graph.kind(edge)) == Edge.HOP ? 0 : 1;
        reach(graph.target(edge) * memories + memory, length + step, edge, state);
      }
    }
  }

  private void reach(int state, int length, int edge, int from) {
    if (length >= distance[state]) {
      return;
    }
    if (distance[state] == FAR) {
      touched.add(state);
    }
    distance[state] = length;
    edgeTo[state] = edge;
    cameFrom[state] = from;
    (from < 0 || distance[from] == length ? now : later).add(state);
  }

  private int[] edges(int first, int end) {
    Ints backwards = new Ints();
    for (int state = end; cameFrom[state] >= 0; state = cameFrom[state]) {
      backwards.add(edgeTo[state]);
    }
    int[] edges = new int[backwards.size() + 1];
    edges[0] = first;
    for (int i = 0; i < backwards.size(); i++) {
      edges[edges.length - 1 - i] = backwards.get(i);
    }
    return edges;
  }

  /**
   * Whether no node is passed twice. The walk for two rw apart may: once around a cycle with one
   * rw, and once again. Where no smaller anomaly is the shortest walk passes none twice.
   */
  private boolean isSimple(int source, int[] edges) {
    int[] nodes = new int[edges.length + 1];
    nodes[0] = source;
    for (int i = 0; i < edges.length; i++) {
      nodes[i + 1] = graph.target(edges[i]);
    }
    nodes[edges.length] = -1;
    Arrays.sort(nodes);
    for (int i = 1; i < nodes.length; i++) {
      if (nodes[i] == nodes[i - 1]) {
        return false;
      }
    }
    return true;
  }

  private void reset() {
    for (int i = 0; i < touched.size(); i++) {
      distance[touched.get(i)] = FAR;
    }
    touched.clear();
    now.clear();
    later.clear();
  }
}
