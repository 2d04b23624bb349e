package dev.assay.checkers.ledger;

import dev.assay.checkers.Recording;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order that the blocks claim, written out: transactions by their places, reads behind the
 * block that they name. Whoever asks again for an id is told of the first, and does nothing.
 */
final class LedgerOrder {
  private final List<Placed> placed = new ArrayList<>();

  private record Placed(LedgerOperation operation, long block, long position) {}

  private record Place(long block, long position) {}

  /**
   * Of all who may ask.
   *
   * @param ofNodes whether what nodes show of their own state has a place, too
   */
  LedgerOrder(Recording recording, boolean ofNodes) {
    Map<String, Place> places = new HashMap<>();
    Chained.longest(recording).ifPresent(chain -> places(chain, places));
    Set<String> first = new HashSet<>();
    for (LedgerOperation operation : LedgerHistory.of(recording.history())) {
      if (operation.operation().isFail() || (operation.isLocal() && !ofNodes)) {
        continue;
      }
      switch (operation.answer()) {
        case Answer.Seen seen -> placed.add(new Placed(operation, seen.block(), Long.MAX_VALUE));
        case Answer.Receipt(var result, long block, long position, _) -> {
          if (!isFull(operation, result)) {
            transaction(operation, new Place(block, position), first);
          }
        }
        case Answer.None() -> {
          if (operation.call() instanceof Call.Change change && places.containsKey(change.id())) {
            transaction(operation, places.getOrDefault(change.id(), new Place(0, 0)), first);
          }
        }
        case Answer.Audited audited -> {
          if (ofNodes) {
            placed.add(new Placed(operation, audited.block(), Long.MAX_VALUE));
          }
        }
      }
    }
    placed.sort(
        Comparator.comparingLong(Placed::block)
            .thenComparingLong(Placed::position)
            .thenComparingLong(p -> p.operation().index()));
  }

  /** What a limit refuses says nothing of the state, and so has no place. */
  private static boolean isFull(LedgerOperation operation, Transaction.Result result) {
    return result instanceof Transaction.Result.Refused && operation.operation().f().equals("txn");
  }

  private static void places(Chain chain, Map<String, Place> places) {
    for (Block block : chain.blocks()) {
      for (int i = 0; i < block.transactions().size(); i++) {
        Transaction transaction = block.transactions().get(i);
        if (transaction.result() instanceof Transaction.Result.Applied) {
          places.putIfAbsent(transaction.id(), new Place(block.number(), i));
        }
      }
    }
  }

  private void transaction(LedgerOperation operation, Place place, Set<String> first) {
    if (first.add(((Call.Change) operation.call()).id())) {
      placed.add(new Placed(operation, place.block(), place.position()));
    }
  }

  long[] indices() {
    return placed.stream().mapToLong(p -> p.operation().index()).toArray();
  }
}
