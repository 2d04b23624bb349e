package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import java.util.OptionalLong;
import java.util.SortedMap;

/** What the ledger said. */
sealed interface Answer {
  /** Where a transaction stands and what became of it. */
  record Receipt(Transaction.Result result, long block, long position) implements Answer {}

  /** One account after a block; empty when there is no such account. */
  record Balance(OptionalLong balance, long block) implements Answer {}

  /** All accounts after a block. */
  record Balances(SortedMap<String, Long> balances, long block) implements Answer {}

  /** A node's accounts and the hash of its last block. */
  record Audited(SortedMap<String, Long> balances, long block, String hash) implements Answer {}

  /** Failed or unknown: nothing was said. */
  record None() implements Answer {}
}
