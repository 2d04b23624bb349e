package dev.assay.checkers.isolation;

import dev.assay.history.Operation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides about the isolation of transactions that are given one by one, so that a history need not
 * be held as a whole. Used once, by one thread.
 */
public final class Isolation {
  private final Inference inference;
  private final Strength strength;

  Isolation(Inference inference, Guarantee promised) {
    this.inference = inference;
    this.strength = promised.strength();
  }

  /** Of list-append transactions. */
  public static Isolation ofListAppend(Guarantee promised) {
    return new Isolation(new ListAppend(), promised);
  }

  /** Of transactions on registers. */
  public static Isolation ofRegisters(Guarantee promised) {
    return new Isolation(new Registers(promised), promised);
  }

  /**
   * Takes a client's next operation, by invocation or by completion.
   *
   * @return whether it is a transaction
   * @throws IllegalArgumentException when it looks like one and is none: the message names it
   */
  public boolean add(Operation operation) {
    return inference.add(operation);
  }

  /** What all of them show; called once, after the last. */
  public Finding decide() {
    Anomalies anomalies = new Anomalies();
    Graph graph = inference.graph(strength, anomalies);
    Components components = Components.of(graph, kind -> true);
    List<int[]> cyclic = components.cyclic();
    new Cycles(graph, inference, strength, anomalies).name(cyclic);
    return new Finding(
        strength,
        anomalies,
        inference,
        graph.edges(),
        () ->
            cyclic.isEmpty()
                ? inference.order(graph).orElseGet(() -> order(components))
                : new int[0]);
  }

  /** Transactions that took effect, so that every edge leads forward. */
  private int[] order(Components components) {
    boolean[] took = inference.tookEffect();
    long[] sorted = new long[took.length];
    int size = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (took[i]) {
        sorted[size++] = (long) components.component(i) << 32 | i;
      }
    }
    Arrays.sort(sorted, 0, size);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) sorted[i];
    }
    return order;
  }

  /** What was found. */
  public static final class Finding {
    private static final Comparator<Anomaly> WORST_FIRST =
        Comparator.comparing(Anomaly::what).thenComparing(Anomaly::strength);

    private final Strength strength;
    private final Anomalies anomalies;
    private final Inference inference;
    private final long edges;
    private final Supplier<int[]> order;

    Finding(
        Strength strength,
        Anomalies anomalies,
        Inference inference,
        long edges,
        Supplier<int[]> order) {
      this.strength = strength;
      this.anomalies = anomalies;
      this.inference = inference;
      this.edges = edges;
      this.order = order;
    }

    /** One anomaly of each name, the worst first. */
    public List<Anomaly> all() {
      return anomalies.kept();
    }

    /** Whether nothing was found that the guarantee forbids. */
    public boolean keeps(Guarantee guarantee) {
      return worst(guarantee).isEmpty();
    }

    /** The worst anomaly that the guarantee forbids. */
    public Optional<Anomaly> worst(Guarantee guarantee) {
      return anomalies.kept().stream().filter(guarantee::forbids).min(WORST_FIRST);
    }

    /** The broken guarantees that include no other broken one. */
    public List<Guarantee> weakestBroken() {
      List<Guarantee> broken = judged().filter(g -> !keeps(g)).toList();
      return broken.stream()
          .filter(one -> broken.stream().noneMatch(o -> !o.equals(one) && one.includes(o)))
          .toList();
    }

    /** The guarantees not broken that no other such one includes. */
    public List<Guarantee> strongestKept() {
      List<Guarantee> kept = judged().filter(this::keeps).toList();
      return kept.stream()
          .filter(one -> kept.stream().noneMatch(o -> !o.equals(one) && o.includes(one)))
          .toList();
    }

    /** Those that ask for no other orders than were looked at. */
    private Stream<Guarantee> judged() {
      return Guarantee.all().stream().filter(guarantee -> strength.includes(guarantee.strength()));
    }

    Anomalies anomalies() {
      return anomalies;
    }

    Inference.Ambiguity ambiguity() {
      return inference.ambiguity();
    }

    long edges() {
      return edges;
    }

    int transactions() {
      return inference.transactions().size();
    }

    long acknowledged() {
      Transactions transactions = inference.transactions();
      long acknowledged = 0;
      for (int i = 0; i < transactions.size(); i++) {
        acknowledged += transactions.isOk(i) ? 1 : 0;
      }
      return acknowledged;
    }

    /**
     * The acknowledged transactions in an order that all dependencies follow, by the indices of
     * their invocations; empty when there is none.
     */
    public long[] order() {
      int[] found = order.get();
      long[] indices = new long[found.length];
      for (int i = 0; i < found.length; i++) {
        indices[i] = inference.transactions().index(found[i]);
      }
      return indices;
    }
  }
}
