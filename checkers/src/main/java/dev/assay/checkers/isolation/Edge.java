package dev.assay.checkers.isolation;

/**
 * Kinds of edges as small numbers: what it is in the lower bits, the {@link Strength} that it needs
 * above them. A dependency may need one as well: for registers, that one value replaced another is
 * often known from time alone.
 */
final class Edge {
  /** The target wrote the version after one that the source wrote. */
  static final int WW = 0;

  /** The target read a version that the source wrote. */
  static final int WR = 1;

  /** The target wrote the version after one that the source read. */
  static final int RW = 2;

  /** The source came first in a process or in time. */
  static final int ORDER = 3;

  /** Goes on with the edge before it: from or through a node that stands for no transaction. */
  static final int HOP = 4;

  private static final int STRENGTH_SHIFT = 3;

  private Edge() {}

  static int kind(int what, Strength strength) {
    return what | strength.code() << STRENGTH_SHIFT;
  }

  static int what(int kind) {
    return kind & (1 << STRENGTH_SHIFT) - 1;
  }

  /** The strength's code. */
  static int strength(int kind) {
    return kind >> STRENGTH_SHIFT;
  }
}
