package dev.assay.checkers.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Strongly connected components (Tarjan 1972, in Pearce's form of 2016 that needs little memory),
 * without recursion: a history of a million transactions is a path of a million nodes. Components
 * are numbered so that every edge leads from a smaller number to a larger one, or stays.
 */
final class Components {
  private final Graph graph;

  /** Which edges count, by their kind. */
  private final IntPredicate kinds;

  /** 0 for a node not seen; then the smallest one known to be reachable; then its component. */
  private final int[] index;

  private final boolean[] root;
  private final int[] nextEdge;

  /** Nodes that wait for their component, from the front; the path to the present one, behind. */
  private final int[] stack;

  private int waiting;
  private int path;
  private int next = 1;
  private int component;

  private Components(Graph graph, IntPredicate kinds) {
    this.graph = graph;
    this.kinds = kinds;
    int nodes = graph.nodes();
    index = new int[nodes];
    root = new boolean[nodes];
    nextEdge = new int[nodes];
    stack = new int[nodes];
    path = nodes;
    // Above every index that can be given, so that what is finished never looks reachable.
    component = nodes + 1;
  }

  /** Of the graph with only the edges of those kinds. */
  static Components of(Graph graph, IntPredicate kinds) {
    Components components = new Components(graph, kinds);
    for (int node = 0; node < graph.nodes(); node++) {
      if (components.index[node] == 0) {
        components.explore(node);
      }
    }
    return components;
  }

  /** Numbers are not dense. */
  int component(int node) {
    return index[node];
  }

  /** The components of several nodes, each ascending, by their smallest node. */
  List<int[]> cyclic() {
    int nodes = index.length;
    int[] sizes = new int[nodes + 2];
    for (int of : index) {
      sizes[of]++;
    }
    int[] place = new int[nodes + 2];
    List<Ints> cyclic = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      int of = index[node];
      if (sizes[of] > 1) {
        if (place[of] == 0) {
          cyclic.add(new Ints(sizes[of]));
          place[of] = cyclic.size();
        }
        cyclic.get(place[of] - 1).add(node);
      }
    }
    return cyclic.stream().map(Ints::toArray).toList();
  }

  private void explore(int first) {
    enter(first);
    while (path < stack.length) {
      int node = stack[path];
      int edge = nextEdge[node];
      if (edge == graph.start(node + 1)) {
        leave(node);
      } else {
        int target = graph.target(edge);
        if (!kinds.test(graph.kind(edge))) {
          nextEdge[node]++;
        } else if (index[target] == 0) {
          enter(target); // The edge is looked at again when the target is left.
        } else {
          nextEdge[node]++;
          if (index[target] < index[node]) {
            index[node] = index[target];
            root[node] = false;
          }
        }
      }
    }
  }

  private void enter(int node) {
    stack[--path] = node;
    root[node] = true;
    index[node] = next++;
    nextEdge[node] = graph.start(node);
  }

  private void leave(int node) {
    path++;
    if (!root[node]) {
      stack[waiting++] = node;
      return;
    }
    component--;
    next--;
    while (waiting > 0 && index[stack[waiting - 1]] >= index[node]) {
      index[stack[--waiting]] = component;
      next--;
    }
    index[node] = component;
  }
}
