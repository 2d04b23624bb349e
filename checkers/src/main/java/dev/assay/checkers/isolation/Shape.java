package dev.assay.checkers.isolation;

/**
 * What makes a cycle one kind of anomaly: which edges it may have, with which it begins, and what
 * it must have passed at its end. A walk is followed with a few bits of memory, so that the
 * shortest cycle of a shape is a shortest path (Elle, section 6; that the third and fourth rule out
 * snapshot isolation is theorem 10 of Cerone and Gotsman 2018).
 */
enum Shape {
  /** Writes alone. */
  G0(Phenomenon.G0, 1),
  /** Writes and reads of them. */
  G1C(Phenomenon.G1C, 1),
  /** As the first two, with orders of versions that are believed because of time. */
  BELIEVED_G0(Phenomenon.G0, 1),
  BELIEVED_G1C(Phenomenon.G1C, 1),
  SINGLE(Phenomenon.G_SINGLE, 1),
  NONADJACENT(Phenomenon.G_NONADJACENT, 3),
  ADJACENT(Phenomenon.G2_ITEM, 2);

  /** The strength that was asked for has been needed. */
  private static final int STRENGTH = 1;

  /** A second rw was passed. */
  private static final int SECOND = 2;

  /** The last edge was an rw. */
  private static final int AFTER_RW = 4;

  static final int REFUSED = -1;

  private final Phenomenon phenomenon;
  private final int bits;

  Shape(Phenomenon phenomenon, int bits) {
    this.phenomenon = phenomenon;
    this.bits = bits;
  }

  Phenomenon phenomenon() {
    return phenomenon;
  }

  /** Memories are below this. */
  int memories() {
    return 1 << bits;
  }

  /** Whether an edge of that kind can be in such a cycle at all. */
  boolean allows(int kind, Strength strength) {
    if (Edge.strength(kind) > strength.code()) {
      return false;
    }
    return switch (Edge.what(kind)) {
      case Edge.WW -> Edge.strength(kind) == 0 || (this != G0 && this != G1C);
      case Edge.WR -> this != G0 && this != BELIEVED_G0;
      case Edge.RW -> this == SINGLE || this == NONADJACENT || this == ADJACENT;
      default -> true;
    };
  }

  /** The memory after the first edge, or {@link #REFUSED} where none begins. */
  int begin(int kind, Strength strength) {
    if (!allows(kind, strength)) {
      return REFUSED;
    }
    int what = Edge.what(kind);
    boolean begins =
        switch (this) {
          case G0, BELIEVED_G0 ->
              strength == Strength.PLAIN
                  ? what == Edge.WW
                  : what != Edge.HOP && Edge.strength(kind) == strength.code();
          case G1C, BELIEVED_G1C -> what == Edge.WR;
          case SINGLE, NONADJACENT, ADJACENT -> what == Edge.RW;
        };
    return begins ? needed(kind, strength) | (this == NONADJACENT ? AFTER_RW : 0) : REFUSED;
  }

  /** The memory after one more edge, or {@link #REFUSED}. */
  int next(int memory, int kind, Strength strength) {
    if (!allows(kind, strength)) {
      return REFUSED;
    }
    if (Edge.what(kind) == Edge.HOP) {
      return memory;
    }
    boolean rw = Edge.what(kind) == Edge.RW;
    int after = memory | needed(kind, strength);
    return switch (this) {
      case G0, G1C, BELIEVED_G0, BELIEVED_G1C -> after;
      case SINGLE -> rw ? REFUSED : after;
      case NONADJACENT -> {
        if (rw && (memory & AFTER_RW) != 0) {
          yield REFUSED;
        }
        yield rw ? after | SECOND | AFTER_RW : after & ~AFTER_RW;
      }
      case ADJACENT -> {
        if ((memory & SECOND) == 0 && !rw) {
          yield REFUSED;
        }
        yield after | SECOND;
      }
    };
  }

  /** Whether a walk back to where it began is such a cycle. */
  boolean ends(int memory, Strength strength) {
    boolean strong = strength == Strength.PLAIN || (memory & STRENGTH) != 0;
    return switch (this) {
      case G0, G1C, BELIEVED_G0, BELIEVED_G1C, SINGLE -> strong;
      case NONADJACENT -> strong && (memory & SECOND) != 0 && (memory & AFTER_RW) == 0;
      case ADJACENT -> strong && (memory & SECOND) != 0;
    };
  }

  private static int needed(int kind, Strength strength) {
    return strength != Strength.PLAIN && Edge.strength(kind) == strength.code() ? STRENGTH : 0;
  }
}
