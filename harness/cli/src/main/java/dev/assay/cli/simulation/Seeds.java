package dev.assay.cli.simulation;

/**
 * The seeds of a campaign, a part of them if others do the rest.
 *
 * @param first the first of the whole range
 * @param last the last of it, included
 * @param shard which of them are this campaign's
 */
public record Seeds(long first, long last, Shard shard) {
  public Seeds {
    if (first < 0 || last < first || last == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "seeds %d..%d: give two whole numbers from 0 to 2^63 - 2, the smaller one first"
              .formatted(first, last));
    }
  }

  /** How many there are. */
  long count() {
    return shard.count(last - first + 1);
  }

  /** The seed of this position, from 0 on. */
  long at(long position) {
    return first + shard.at(position);
  }
}
