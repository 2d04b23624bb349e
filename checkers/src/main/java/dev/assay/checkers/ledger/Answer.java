package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;

/** What the ledger said. */
sealed interface Answer {
  /**
   * Where a transaction stands and what became of it.
   *
   * @param output what its contract had to say
   */
  record Receipt(Transaction.Result result, long block, long position, List<String> output)
      implements Answer {
    public Receipt {
      output = List.copyOf(output);
    }
  }

  /** What a read showed, after a block. */
  sealed interface Seen extends Answer {
    long block();
  }

  /** One account after a block; empty when there is no such account. */
  record Balance(OptionalLong balance, long block) implements Seen {}

  /** All accounts after a block. */
  record Balances(SortedMap<String, Long> balances, long block) implements Seen {}

  /** What another contract answered after a block. */
  record Shown(List<String> output, long block) implements Seen {
    public Shown {
      output = List.copyOf(output);
    }
  }

  /** A node's accounts and the hash of its last block. */
  record Audited(SortedMap<String, Long> balances, long block, String hash) implements Answer {}

  /** Failed or unknown: nothing was said. */
  record None() implements Answer {}
}
