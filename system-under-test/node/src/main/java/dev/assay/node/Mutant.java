package dev.assay.node;

import dev.assay.ledger.LedgerMutant;
import dev.assay.node.storage.StorageMutant;
import dev.assay.raft.RaftMutant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
      "neither epoch nor vote is written down: a node that restarts may vote again in the same one",
      "kill nodes and cut their power during elections, split into halves",
      "leaders, chain-audit, halts"),
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
  LEASE_ON_WALL_CLOCK(
      "lease-on-wall-clock",
      "a primary counts its lease, and all its time-outs, by the wall clock",
      "set the primary's clock back while it is isolated, under reads that trust a lease",
      "linearizability, leaders"),
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
  APPLY_TWICE_AFTER_RESTART(
      LedgerMutant.IMAGE_BEHIND_ITS_STATE,
      "apply-twice-after-restart",
      "a snapshot's state is one batch newer than the place noted with it: that batch comes twice",
      "small snapshots, nodes that restart from them",
      "halts, chain-audit"),
  TORN_TAIL_ACCEPTED(
      StorageMutant.TORN_TAIL_ACCEPTED,
      "torn-tail-accepted",
      "recovery takes the last record of the log without regard to its checksum",
      "power failures that tear the last write",
      "halts, chain-audit"),
  CORRUPT_MIDDLE_TRUNCATED(
      StorageMutant.CORRUPT_MIDDLE_TRUNCATED,
      "corrupt-middle-truncated",
      "a damaged record in the middle of the log ends it, and what follows is thrown away",
      "flip bits in the logs of a minority, restart",
      "acknowledged, lives, halts"),
  ENOSPC_IGNORED(
      StorageMutant.ENOSPC_IGNORED,
      "enospc-ignored",
      "what could not be appended to the log counts as appended",
      "fill a disk, restart",
      "availability, chain-audit, halts"),
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
  DEDUP_IN_LEADER_MEMORY(
      LedgerMutant.NO_DEDUP,
      "dedup-in-leader-memory",
      "only the primary remembers which transactions happened, in its memory",
      "replace the primary between a transfer and its retry",
      "acknowledged, chain-audit"),
  OVERDRAFT_CHECKED_OUTSIDE_LOG(
      LedgerMutant.OVERDRAFT_UNCHECKED,
      "overdraft-checked-outside-log",
      "funds are checked when a transfer arrives, and not when it is applied",
      "no fault; many transfers from one account",
      "conservation, chain-audit"),
  DEBIT_CREDIT_SPLIT(
      LedgerMutant.DEBIT_CREDIT_SPLIT,
      "debit-credit-split",
      "a transfer debits with one entry of the ordering and credits with the next",
      "no fault; reads of all accounts between two transfers",
      "conservation, chain-audit"),
  TORN_READ_ALL(
      "torn-read-all",
      "all balances are read one after the other",
      "no fault; transfers beside reads of all accounts",
      "conservation, linearizability"),
  HASH_NOT_VERIFIED(
      StorageMutant.HASH_NOT_VERIFIED,
      "hash-not-verified",
      "no block's hash is compared with the one that the next block or an earlier life knows",
      "put an old part of a block file back, restart",
      "chain-audit"),
  TIMEOUT_REPORTED_AS_FAILURE(
      "timeout-reported-as-failure",
      "a transaction of unknown outcome is reported as refused",
      "isolate the primary with transfers under way",
      "acknowledged"),
  LIST_APPEND_LOST_UPDATE(
      LedgerMutant.LIST_APPEND_LOST_UPDATE,
      "list-append-lost-update",
      "an append does not see others of the same block and overwrites them",
      "no fault; concurrent appends to few lists",
      "lists, linearizability"),
  BLOCK_TIME_FROM_WALL_CLOCK(
      LedgerMutant.BLOCK_TIME_FROM_WALL_CLOCK,
      "block-time-from-wall-clock",
      "a block's time is its proposer's clock, also where that went back",
      "set the primary's clock back",
      "chain-audit");

  private final Optional<RaftMutant> ordering;
  private final Optional<LedgerMutant> ledger;
  private final Optional<StorageMutant> storage;
  private final String id;
  private final String breaks;
  private final String exposedBy;
  private final String caughtBy;

  Mutant(String id, String breaks, String exposedBy, String caughtBy) {
    this(new Texts(id, breaks, exposedBy, caughtBy), null, null, null);
  }

  Mutant(RaftMutant ordering, String id, String breaks, String exposedBy, String caughtBy) {
    this(new Texts(id, breaks, exposedBy, caughtBy), ordering, null, null);
  }

  Mutant(LedgerMutant ledger, String id, String breaks, String exposedBy, String caughtBy) {
    this(new Texts(id, breaks, exposedBy, caughtBy), null, ledger, null);
  }

  Mutant(StorageMutant storage, String id, String breaks, String exposedBy, String caughtBy) {
    this(new Texts(id, breaks, exposedBy, caughtBy), null, null, storage);
  }

  Mutant(
      Texts texts,
      @Nullable RaftMutant ordering,
      @Nullable LedgerMutant ledger,
      @Nullable StorageMutant storage) {
    this.ordering = Optional.ofNullable(ordering);
    this.ledger = Optional.ofNullable(ledger);
    this.storage = Optional.ofNullable(storage);
    id = texts.id();
    breaks = texts.breaks();
    exposedBy = texts.exposedBy();
    caughtBy = texts.caughtBy();
  }

  private record Texts(String id, String breaks, String exposedBy, String caughtBy) {}

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

  /** What is planted in the storage of a node with these. */
  public static Set<StorageMutant> inStorage(Set<Mutant> mutants) {
    Set<StorageMutant> planted = EnumSet.noneOf(StorageMutant.class);
    mutants.forEach(mutant -> mutant.storage.ifPresent(planted::add));
    return planted;
  }
}
