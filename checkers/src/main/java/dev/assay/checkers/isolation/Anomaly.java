package dev.assay.checkers.isolation;

import java.util.List;

/**
 * A breach of isolation that was found.
 *
 * @param strength the orders that it needs; {@link Strength#PLAIN} for most that are no cycle
 * @param cycle the dependencies around, each from the end of the one before it; empty when the
 *     anomaly is no cycle
 * @param assumes whether it follows only if every key by itself obeys the orders that it needs, as
 *     it does in a serializable system and need not in a weaker one
 * @param operations indices of the transactions' invocations, in the order of the sentence
 */
public record Anomaly(
    Phenomenon what,
    Strength strength,
    boolean assumes,
    List<Dependency> cycle,
    List<Long> operations,
    String sentence) {
  public Anomaly {
    cycle = List.copyOf(cycle);
    operations = List.copyOf(operations);
  }

  /**
   * One transaction must be before another.
   *
   * @param kind ww, wr, rw, process or realtime
   * @param why a sentence without its end
   */
  public record Dependency(long from, long to, String kind, String why) {}

  public String name() {
    return what.text() + strength.anomalySuffix();
  }
}
