package dev.assay.checkers.linearizability;

/** Spreads bits for tables; that of SplitMix64 (Steele, Lea, Flood 2014). */
final class Mixing {
  private Mixing() {}

  static long mix(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
