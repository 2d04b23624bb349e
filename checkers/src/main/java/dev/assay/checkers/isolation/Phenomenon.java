package dev.assay.checkers.isolation;

/**
 * What Adya and Elle name; the worst first. A cycle is named by its dependencies: ww (one wrote
 * over what the other wrote), wr (one read what the other wrote), rw (one read what the other wrote
 * over).
 */
public enum Phenomenon {
  /** Transactions wrote over each other in a circle. */
  G0("G0", Level.READ_UNCOMMITTED),
  /** One element stands twice in a list. */
  DUPLICATE_ELEMENTS("duplicate-elements", Level.READ_UNCOMMITTED),
  /** What follows what is contradictory for one key. */
  CYCLIC_VERSIONS("cyclic-versions", Level.READ_UNCOMMITTED),
  /** A value was read that nobody wrote. */
  GARBAGE_READ("garbage-read", Level.READ_COMMITTED),
  /** A value was read whose transaction failed. */
  G1A("G1a", Level.READ_COMMITTED),
  /** A transaction built on a value whose transaction failed. */
  DIRTY_UPDATE("dirty-update", Level.READ_COMMITTED),
  /** A value was read that its own transaction replaced. */
  G1B("G1b", Level.READ_COMMITTED),
  /** Information flowed in a circle: ww and wr. */
  G1C("G1c", Level.READ_COMMITTED),
  /** Two reads of one list, of which neither begins with the other. */
  INCOMPATIBLE_ORDER("incompatible-order", Level.READ_COMMITTED),
  /** A transaction did not see what it had itself read or written before. */
  INTERNAL("internal", Level.REPEATABLE_READ, Level.SNAPSHOT_ISOLATION),
  /** A transaction read what it wrote only afterwards. */
  FUTURE_READ("future-read", Level.REPEATABLE_READ, Level.SNAPSHOT_ISOLATION),
  /** Two transactions read one version, and both replaced it. */
  LOST_UPDATE("lost-update", Level.REPEATABLE_READ, Level.SNAPSHOT_ISOLATION),
  /** A circle with exactly one rw. */
  G_SINGLE("G-single", Level.REPEATABLE_READ, Level.SNAPSHOT_ISOLATION),
  /** A circle with several rw, no two of them in succession. */
  G_NONADJACENT("G-nonadjacent", Level.REPEATABLE_READ, Level.SNAPSHOT_ISOLATION),
  /** Two transactions each read what the other wrote over, at different keys. */
  WRITE_SKEW("write-skew", Level.REPEATABLE_READ),
  /** A circle with two rw in succession. */
  G2_ITEM("G2-item", Level.REPEATABLE_READ);

  private final String text;
  private final Level weakest;
  private final Level other;

  Phenomenon(String text, Level breaks) {
    this(text, breaks, breaks);
  }

  Phenomenon(String text, Level weakest, Level other) {
    this.text = text;
    this.weakest = weakest;
    this.other = other;
  }

  /** As papers write it. */
  public String text() {
    return text;
  }

  /** Whether the level does not allow it. */
  public boolean breaks(Level level) {
    return level.includes(weakest) || level.includes(other);
  }
}
