package dev.assay.cli.simulation;

/**
 * The seeds of a campaign, a part of them if others do the rest.
 *
 * @param first the first of the whole range
 * @param last the last of it, included
 * @param shard which part, from 1
 * @param shards into how many parts the range is dealt, one after the other
 */
public record Seeds(long first, long last, int shard, int shards) {
  public Seeds {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "seeds %d..%d: give two whole numbers from 0 on, the smaller one first"
              .formatted(first, last));
    }
    if (shards < 1 || shards > 10_000 || shard < 1 || shard > shards) {
      throw new IllegalArgumentException(
          "shard %d/%d: give the part, from 1, and how many there are, up to 10000"
              .formatted(shard, shards));
    }
  }

  /** How many of the range are this part's. */
  long count() {
    long whole = last - first + 1;
    return (whole - shard) / shards + (whole >= shard ? 1 : 0);
  }

  /** The seed of this position, from 0 on. */
  long at(long position) {
    return first + shard - 1 + position * shards;
  }
}
