package dev.assay.checkers.linearizability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Operations by the moments at which they are thought to happen. */
public final class Moments {
  private record Moment(long at, long rank, int op) {}

  private final List<Moment> all = new ArrayList<>();

  /** Of those at one moment, the one of lower rank comes first, then the one added first. */
  public void add(long at, long rank, int op) {
    all.add(new Moment(at, rank, op));
  }

  /** The operations, without those below zero, which are nobody. */
  public List<Integer> inOrder() {
    all.sort(Comparator.comparingLong(Moment::at).thenComparingLong(Moment::rank));
    return all.stream().map(Moment::op).filter(op -> op >= 0).toList();
  }
}
