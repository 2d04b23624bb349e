package dev.assay.checkers.isolation;

import dev.assay.history.Operation;
import java.util.Optional;

/** Learns from one kind of transactions which must be before which. Used once, by one thread. */
interface Inference {
  /**
   * Takes the next operation, by invocation or by completion.
   *
   * @return whether it is a transaction
   * @throws IllegalArgumentException when it looks like one and is none: the message names it
   */
  boolean add(Operation operation);

  /**
   * Everything that was learned. What is wrong without any cycle goes to the anomalies.
   *
   * @param strength which orders beside the dependencies are part of the graph
   */
  Graph graph(Strength strength, Anomalies anomalies);

  Transactions transactions();

  /** By transaction: whether it is certain that it took effect, since it is ok or was seen. */
  boolean[] tookEffect();

  /**
   * Transactions that took effect in a serial order, where the versions' order does not follow from
   * the graph alone and one was found; any order along the edges is one otherwise.
   */
  default Optional<int[]> order(Graph graph) {
    return Optional.empty();
  }

  /** How many keys there are whose versions can't be told apart, and what the first one is. */
  Ambiguity ambiguity();

  /** The key of a version that an edge speaks of; -1 for none. */
  int keyOf(int version);

  /** Why one transaction depends on the other, without a full stop. */
  String because(int from, int to, int what, int version);

  /**
   * Keys in which two transactions wrote the same value.
   *
   * @param first a sentence about the first of them; empty when there is none
   */
  record Ambiguity(long count, String first) {}
}
