package dev.assay.checkers.isolation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Names the cycles of one graph: in each part that has any, one of each kind, as short as found.
 */
final class Cycles {
  /** Parts that are looked into one by one; the others are cyclic, which is told of them. */
  private static final int PARTS_MAX = 200;

  private static final int OPERATIONS_MAX = 20;

  private final Graph graph;
  private final Inference inference;
  private final Strength strength;
  private final Anomalies anomalies;

  Cycles(Graph graph, Inference inference, Strength strength, Anomalies anomalies) {
    this.graph = graph;
    this.inference = inference;
    this.strength = strength;
    this.anomalies = anomalies;
  }

  void name(List<int[]> parts) {
    parts.stream().limit(PARTS_MAX).forEach(this::part);
  }

  private void part(int[] nodes) {
    Graph part = graph.part(nodes);
    Set<Phenomenon> found = EnumSet.noneOf(Phenomenon.class);
    search(part, nodes, EnumSet.of(Shape.G0, Shape.G1C), found);
    search(part, nodes, EnumSet.of(Shape.SINGLE, Shape.NONADJACENT, Shape.ADJACENT), found);
    if (found.isEmpty()) {
      search(part, nodes, EnumSet.of(Shape.BELIEVED_G0, Shape.BELIEVED_G1C), found);
    }
    if (found.isEmpty()) {
      anomalies.add(tooLarge(nodes));
    }
  }

  private void search(Graph part, int[] nodes, Set<Shape> shapes, Set<Phenomenon> found) {
    for (Strength present : Strength.values()) {
      for (Shape shape : Shape.values()) {
        if (strength.includes(present)
            && shapes.contains(shape)
            && !found.contains(shape.phenomenon())) {
          CycleSearch.find(part, shape, present)
              .ifPresent(
                  cycle -> {
                    found.add(shape.phenomenon());
                    anomalies.add(anomaly(part, nodes, shape, present, cycle));
                  });
        }
      }
    }
  }

  /** There is a circle in every such part; this one was not found among too many edges. */
  private Anomaly tooLarge(int[] nodes) {
    List<Long> operations = new ArrayList<>();
    int count = 0;
    for (int node : nodes) {
      if (graph.isTransaction(node)) {
        count++;
        if (operations.size() < OPERATIONS_MAX) {
          operations.add(inference.transactions().index(node));
        }
      }
    }
    return new Anomaly(
        Phenomenon.G2_ITEM,
        strength,
        true,
        List.of(),
        operations,
        "%d transactions each have to come before all of the others".formatted(count));
  }

  private Anomaly anomaly(Graph part, int[] nodes, Shape shape, Strength needed, int[] edges) {
    List<Anomaly.Dependency> cycle = new ArrayList<>();
    List<Long> operations = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    StringBuilder sentence = new StringBuilder();
    boolean assumes = false;
    int i = 0;
    int from = sourceOf(part, edges[0]);
    while (i < edges.length) {
      int first = edges[i];
      int version = part.version(first);
      assumes |= Edge.what(part.kind(first)) != Edge.ORDER && Edge.strength(part.kind(first)) > 0;
      int to = part.target(first);
      for (i++; i < edges.length && Edge.what(part.kind(edges[i])) == Edge.HOP; i++) {
        to = part.target(edges[i]);
        version = Math.max(version, part.version(edges[i]));
      }
      Anomaly.Dependency next = dependency(nodes[from], nodes[to], part.kind(first), version);
      cycle.add(next);
      operations.add(next.from());
      keys.add(version);
      sentence
          .append(sentence.isEmpty() ? "" : "; ")
          .append("#%d must be before #%d, since ".formatted(next.from(), next.to()))
          .append(next.why());
      from = to;
    }
    return new Anomaly(
        what(shape, cycle, keys), needed, assumes, cycle, operations, sentence.toString());
  }

  private Anomaly.Dependency dependency(int from, int to, int kind, int version) {
    Transactions transactions = inference.transactions();
    String name;
    String why;
    if (Edge.what(kind) == Edge.ORDER) {
      boolean session = Edge.strength(kind) == Strength.SESSION.code();
      name = session ? "process" : "realtime";
      why =
          session
              ? "process %d did it first".formatted(transactions.process(from))
              : "it had ended before";
    } else {
      name =
          switch (Edge.what(kind)) {
            case Edge.WW -> "ww";
            case Edge.WR -> "wr";
            default -> "rw";
          };
      why = inference.because(from, to, Edge.what(kind), version);
    }
    return new Anomaly.Dependency(transactions.index(from), transactions.index(to), name, why);
  }

  /** Two transactions that do not see each other's writes, at two keys. */
  private Phenomenon what(Shape shape, List<Anomaly.Dependency> cycle, List<Integer> versions) {
    boolean skew =
        shape == Shape.ADJACENT
            && cycle.size() == 2
            && cycle.stream().allMatch(dependency -> dependency.kind().equals("rw"))
            && inference.keyOf(versions.getFirst()) != inference.keyOf(versions.getLast());
    return skew ? Phenomenon.WRITE_SKEW : shape.phenomenon();
  }

  private static int sourceOf(Graph part, int edge) {
    int node = 0;
    while (part.start(node + 1) <= edge) {
      node++;
    }
    return node;
  }
}
