package dev.assay.node;

import dev.assay.ledger.LedgerMutant;
import dev.assay.raft.RaftMutant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A planted bug, switched on by name and never in earnest: a verification that does not find it
 * proves nothing. This is the only place that knows where each of them lives.
 */
public enum Mutant {
  ACK_BEFORE_COMMIT(
      "ack-before-commit",
      "the primary answers once a transaction is on its own disk, with the receipt it predicts"),
  ACK_BEFORE_FSYNC(
      "ack-before-fsync", "a node acknowledges what it was asked to store before it is durable"),
  STALE_LEADER_READ(
      "stale-leader-read",
      "a primary answers reads without asking a majority, also when it was deposed"),
  NO_DEDUP("no-dedup", "a retried transaction is applied again"),
  OVERDRAFT_CHECKED_OUTSIDE_LOG(
      "overdraft-checked-outside-log",
      "funds are checked when a transfer arrives, and not when it is applied");

  private final String id;
  private final String breaks;

  Mutant(String id, String breaks) {
    this.id = id;
    this.breaks = breaks;
  }

  /** The name by which it is switched on. */
  public String id() {
    return id;
  }

  /** One line for people: what it breaks. */
  public String breaks() {
    return breaks;
  }

  /** The mutant of this name; empty when there is none. */
  public static Optional<Mutant> named(String id) {
    return Arrays.stream(values()).filter(mutant -> mutant.id.equals(id)).findFirst();
  }

  static Set<RaftMutant> inOrdering(Set<Mutant> mutants) {
    Set<RaftMutant> planted = EnumSet.noneOf(RaftMutant.class);
    for (Mutant mutant : mutants) {
      switch (mutant) {
        case ACK_BEFORE_FSYNC -> planted.add(RaftMutant.ACK_BEFORE_FSYNC);
        case STALE_LEADER_READ -> planted.add(RaftMutant.STALE_LEADER_READ);
        case ACK_BEFORE_COMMIT, NO_DEDUP, OVERDRAFT_CHECKED_OUTSIDE_LOG -> {}
      }
    }
    return planted;
  }

  static Set<LedgerMutant> inLedger(Set<Mutant> mutants) {
    Set<LedgerMutant> planted = EnumSet.noneOf(LedgerMutant.class);
    for (Mutant mutant : mutants) {
      switch (mutant) {
        case NO_DEDUP -> planted.add(LedgerMutant.NO_DEDUP);
        case OVERDRAFT_CHECKED_OUTSIDE_LOG -> planted.add(LedgerMutant.OVERDRAFT_UNCHECKED);
        case ACK_BEFORE_COMMIT, ACK_BEFORE_FSYNC, STALE_LEADER_READ -> {}
      }
    }
    return planted;
  }
}
