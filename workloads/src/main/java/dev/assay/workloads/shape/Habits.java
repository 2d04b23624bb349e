package dev.assay.workloads.shape;

/**
 * How clients go about it, whatever they ask for. Shares are percentages of what they are shares
 * of, drawn for each operation.
 *
 * @param timeoutMillis the longest that a client waits for an answer, 50..60000; then what it asked
 *     for is unknown
 * @param strayPercent operations that are asked of any node instead of the one that the client
 *     takes for the primary: backups, deposed primaries, nodes beyond a partition
 * @param insistPercent transactions of unknown outcome that are asked for again at once, of any
 *     node, under their old id, until there is a receipt or patience ends
 * @param retryPercent operations that repeat an earlier transaction's id, much later or while it is
 *     under way
 * @param leasePercent reads that trust a lease
 * @param localPercent reads of a node's own state, which may be old
 * @param burstMillis how long clients ask without a pause, 1..60000
 * @param lullMillis how long nobody asks then, 0..60000; what became due meanwhile comes at once
 */
public record Habits(
    int timeoutMillis,
    int strayPercent,
    int insistPercent,
    int retryPercent,
    int leasePercent,
    int localPercent,
    int burstMillis,
    int lullMillis) {
  public static final Habits USUAL = new Habits(2_000, 10, 50, 5, 20, 5);

  /** Clients that never pause. */
  public Habits(
      int timeoutMillis,
      int strayPercent,
      int insistPercent,
      int retryPercent,
      int leasePercent,
      int localPercent) {
    this(
        timeoutMillis,
        strayPercent,
        insistPercent,
        retryPercent,
        leasePercent,
        localPercent,
        1_000,
        0);
  }

  public Habits {
    Shares.within("milliseconds until a time-out", timeoutMillis, 50, 60_000);
    Shares.within("milliseconds of a burst", burstMillis, 1, 60_000);
    Shares.within("milliseconds of a lull", lullMillis, 0, 60_000);
    Shares.require("stray operations", strayPercent);
    Shares.require("insisting", insistPercent);
    Shares.require("retries", retryPercent);
    Shares.require("reads by lease and local reads", leasePercent, localPercent);
  }
}
