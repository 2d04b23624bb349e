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
      "the primary answers once a transaction is on its own disk, with the receipt it predicts",
      "isolate the primary or kill it, under transfers",
      "linearizability, acknowledged"),
  ACK_BEFORE_FSYNC(
      RaftMutant.ACK_BEFORE_FSYNC,
      "ack-before-fsync",
      "a node acknowledges what it was asked to store before it is durable",
      "cut the power of a majority",
      "acknowledged, lives"),
  VOTE_NOT_PERSISTED(
      RaftMutant.VOTE_NOT_PERSISTED,
      "vote-not-persisted",
      "a vote is not written down: a node that restarts votes again in the same epoch",
      "kill nodes and cut their power during elections, split into halves",
      "leaders, chain-audit"),
  TWO_VOTES_PER_TERM(
      RaftMutant.TWO_VOTES_PER_TERM,
      "two-votes-per-term",
      "a node supports every candidate of an epoch",
      "isolate or kill the primary, so that several candidates stand at once",
      "leaders, chain-audit"),
  VOTE_WITHOUT_LOG_CHECK(
      RaftMutant.VOTE_WITHOUT_LOG_CHECK,
      "vote-without-log-check",
      "a node supports a candidate that has less than itself",
      "isolate the primary, kill it, cut the majority differently again and again",
      "acknowledged, lives"),
  COMMIT_OLD_TERM(
      RaftMutant.COMMIT_OLD_TERM,
      "commit-old-term",
      "a primary commits entries of former epochs by counting who has them",
      "replace the primary again and again among five nodes, under few transfers",
      "lives, acknowledged"),
  IGNORE_HIGHER_TERM(
      RaftMutant.IGNORE_HIGHER_TERM,
      "ignore-higher-term",
      "a primary takes answers of a higher epoch for answers to itself and goes on",
      "cut the links towards the primary only, under reads",
      "linearizability, leaders"),
  STALE_LEADER_READ(
      RaftMutant.STALE_LEADER_READ,
      "stale-leader-read",
      "a primary answers reads without asking a majority, also when it was deposed",
      "isolate the primary with clients on both sides, under reads",
      "linearizability"),
  FOLLOWER_READ_UNCHECKED(
      RaftMutant.FOLLOWER_READ_UNCHECKED,
      "follower-read-unchecked",
      "a backup answers reads from its own state without asking its primary",
      "reads from backups, better of one that is cut off or slow",
      "linearizability, monotonic-reads"),
  READ_BEFORE_TERM_COMMIT(
      RaftMutant.READ_BEFORE_TERM_COMMIT,
      "read-before-term-commit",
      "a new primary answers reads before it has committed anything in its own epoch",
      "kill the primary, read at once",
      "linearizability"),
  SINGLE_CHANGE_2015(
      RaftMutant.SINGLE_CHANGE_2015,
      "single-change-2015",
      "a primary changes the members in one step before it has committed in its own epoch",
      "changes of members around two elections, four nodes",
      "leaders, chain-audit, acknowledged"),
  REMOVED_NODE_COUNTED(
      RaftMutant.REMOVED_NODE_COUNTED,
      "removed-node-counted",
      "nodes that were removed still count among those who agree, in one majority for all",
      "partitions during changes of members",
      "leaders, chain-audit, acknowledged"),
  SNAPSHOT_DROPS_DEDUP(
      LedgerMutant.SNAPSHOT_DROPS_IDS,
      "snapshot-drops-dedup",
      "a snapshot leaves out which transactions happened already",
      "small snapshots, nodes that restart from them, transfers that are asked for again",
      "acknowledged, chain-audit"),
  STUCK_AFTER_HEAL(
      RaftMutant.STUCK_AFTER_HEAL,
      "stuck-after-heal",
      "a peer that did not answer for a while is never sent anything again",
      "cut a backup off for seconds, heal",
      "availability, chain-audit"),
  NO_ELECTION_JITTER(
      RaftMutant.NO_ELECTION_JITTER,
      "no-election-jitter",
      "all nodes wait equally long before they stand for election",
      "kill the primary of four or five nodes",
      "time-to-leader"),
  NO_DEDUP(
      LedgerMutant.NO_DEDUP,
      "no-dedup",
      "a retried transaction is applied again",
      "lose answers, so that clients ask again",
      "acknowledged, chain-audit"),
  OVERDRAFT_CHECKED_OUTSIDE_LOG(
      LedgerMutant.OVERDRAFT_UNCHECKED,
      "overdraft-checked-outside-log",
      "funds are checked when a transfer arrives, and not when it is applied",
      "no fault; many transfers from one account",
      "conservation, chain-audit"),
  LIST_APPEND_LOST_UPDATE(
      LedgerMutant.LIST_APPEND_LOST_UPDATE,
      "list-append-lost-update",
      "an append does not see others of the same block and overwrites them",
      "no fault; concurrent appends to few lists",
      "list-append"),
  BLOCK_TIME_FROM_WALL_CLOCK(
      LedgerMutant.BLOCK_TIME_FROM_WALL_CLOCK,
      "block-time-from-wall-clock",
      "a block's time is its proposer's clock, also where that went back",
      "set the primary's clock back",
      "chain-audit");

  private final Optional<RaftMutant> ordering;
  private final Optional<LedgerMutant> ledger;
  private final String id;
  private final String breaks;
  private final String exposedBy;
  private final String caughtBy;

  Mutant(String id, String breaks, String exposedBy, String caughtBy) {
    this(Optional.empty(), Optional.empty(), new String[] {id, breaks, exposedBy, caughtBy});
  }

  Mutant(RaftMutant ordering, String id, String breaks, String exposedBy, String caughtBy) {
    this(Optional.of(ordering), Optional.empty(), new String[] {id, breaks, exposedBy, caughtBy});
  }

  Mutant(LedgerMutant ledger, String id, String breaks, String exposedBy, String caughtBy) {
    this(Optional.empty(), Optional.of(ledger), new String[] {id, breaks, exposedBy, caughtBy});
  }

  Mutant(Optional<RaftMutant> ordering, Optional<LedgerMutant> ledger, String[] texts) {
    this.ordering = ordering;
    this.ledger = ledger;
    id = texts[0];
    breaks = texts[1];
    exposedBy = texts[2];
    caughtBy = texts[3];
  }

  /** The name by which it is switched on. */
  public String id() {
    return id;
  }

  /** One line for people: what it breaks. */
  public String breaks() {
    return breaks;
  }

  /** For people: faults and load that bring it to light. */
  public String exposedBy() {
    return exposedBy;
  }

  /** For people: the checkers, by name, one of which at least has to report it. */
  public String caughtBy() {
    return caughtBy;
  }

  /** The mutant of this name; empty when there is none. */
  public static Optional<Mutant> named(String id) {
    return Arrays.stream(values()).filter(mutant -> mutant.id.equals(id)).findFirst();
  }

  static Set<RaftMutant> inOrdering(Set<Mutant> mutants) {
    Set<RaftMutant> planted = EnumSet.noneOf(RaftMutant.class);
    mutants.forEach(mutant -> mutant.ordering.ifPresent(planted::add));
    return planted;
  }

  static Set<LedgerMutant> inLedger(Set<Mutant> mutants) {
    Set<LedgerMutant> planted = EnumSet.noneOf(LedgerMutant.class);
    mutants.forEach(mutant -> mutant.ledger.ifPresent(planted::add));
    return planted;
  }
}
