package dev.assay.harness.generator;

/**
 * One part of a mix.
 *
 * @param weight its share, relative to the other parts' weights: 1..1000000
 */
public record Share(int weight, Generator generator) {
  public Share {
    if (weight < 1 || weight > 1_000_000) {
      throw new IllegalArgumentException("weight " + weight + " is not within 1..1000000");
    }
  }

  Share with(Generator other) {
    return new Share(weight, other);
  }
}
