package dev.assay.checkers.isolation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Adya's isolation levels for transactions that name their keys (no predicates). Repeatable read
 * and snapshot isolation are not comparable: write skew breaks the first alone.
 */
public enum Level {
  /** PL-1: writes do not interleave. */
  READ_UNCOMMITTED,
  /** PL-2: nothing aborted or intermediate is read, and information flows one way. */
  READ_COMMITTED,
  /** PL-2.99: what was read stays until the end. */
  REPEATABLE_READ,
  /** Reads from one snapshot, writes of one first committer (Cerone and Gotsman 2018). */
  SNAPSHOT_ISOLATION,
  /** PL-3: some serial order explains everything. */
  SERIALIZABLE;

  /** Whether whatever breaks the other breaks this. */
  boolean includes(Level other) {
    return switch (this) {
      case READ_UNCOMMITTED -> other == READ_UNCOMMITTED;
      case READ_COMMITTED -> other == READ_UNCOMMITTED || other == READ_COMMITTED;
      case REPEATABLE_READ -> other != SNAPSHOT_ISOLATION && other != SERIALIZABLE;
      case SNAPSHOT_ISOLATION -> other != REPEATABLE_READ && other != SERIALIZABLE;
      case SERIALIZABLE -> true;
    };
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Level> of(String text) {
    return Arrays.stream(values()).filter(level -> level.text().equals(text)).findFirst();
  }
}
