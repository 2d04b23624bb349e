package dev.assay.checkers.isolation;

import java.util.Arrays;

/**
 * Who must be before whom, as arrays. The first nodes are transactions; those behind them are
 * joints, which stand for no transaction and let few edges say what would else take a product of
 * them: "all of these before all of those". Edges are numbered by their sources.
 */
final class Graph {
  private final int transactions;
  private final int[] start;
  private final int[] target;
  private final byte[] kind;

  /** By edge: the version that it speaks of, -1 for none. */
  private final int[] version;

  private Graph(int transactions, int[] start, int[] target, byte[] kind, int[] version) {
    this.transactions = transactions;
    this.start = start;
    this.target = target;
    this.kind = kind;
    this.version = version;
  }

  int nodes() {
    return start.length - 1;
  }

  int edges() {
    return target.length;
  }

  boolean isTransaction(int node) {
    return node < transactions;
  }

  /** The node's first edge; the one behind its last is the next node's first. */
  int start(int node) {
    return start[node];
  }

  int target(int edge) {
    return target[edge];
  }

  int kind(int edge) {
    return kind[edge];
  }

  int version(int edge) {
    return version[edge];
  }

  /**
   * The part of the graph that these nodes are, numbered in their order.
   *
   * @param nodes ascending
   */
  Graph part(int[] nodes) {
    int inside = 0;
    while (inside < nodes.length && isTransaction(nodes[inside])) {
      inside++;
    }
    Builder builder = new Builder(inside);
    for (int joint = inside; joint < nodes.length; joint++) {
      builder.joint();
    }
    for (int from = 0; from < nodes.length; from++) {
      for (int edge = start[nodes[from]]; edge < start[nodes[from] + 1]; edge++) {
        int to = Arrays.binarySearch(nodes, target[edge]);
        if (to >= 0) {
          builder.edge(from, to, kind[edge], version[edge]);
        }
      }
    }
    return builder.build();
  }

  /** Takes edges in any order. */
  static final class Builder {
    private final int transactions;
    private int nodes;
    private final Ints sources = new Ints(1 << 10);
    private final Ints targets = new Ints(1 << 10);
    private final Ints versions = new Ints(1 << 10);
    private byte[] kinds = new byte[1 << 10];

    Builder(int transactions) {
      this.transactions = transactions;
      nodes = transactions;
    }

    /** A new node that stands for no transaction. */
    int joint() {
      return nodes++;
    }

    /** An edge, unless it would lead back to where it begins. */
    void edge(int from, int to, int kind, int version) {
      if (from != to) {
        int edge = sources.size();
        sources.add(from);
        targets.add(to);
        versions.add(version);
        if (edge == kinds.length) {
          kinds = Arrays.copyOf(kinds, edge + (edge >> 1));
        }
        kinds[edge] = (byte) kind;
      }
    }

    Graph build() {
      int edges = sources.size();
      int[] start = new int[nodes + 1];
      for (int i = 0; i < edges; i++) {
        start[sources.get(i) + 1]++;
      }
      for (int node = 0; node < nodes; node++) {
        start[node + 1] += start[node];
      }
      int[] target = new int[edges];
      byte[] kind = new byte[edges];
      int[] version = new int[edges];
      int[] next = start.clone();
      for (int i = 0; i < edges; i++) {
        int at = next[sources.get(i)]++;
        target[at] = targets.get(i);
        kind[at] = kinds[i];
        version[at] = versions.get(i);
      }
      return new Graph(transactions, start, target, kind, version);
    }
  }
}
