package dev.assay.checkers.ledger;

import dev.assay.checkers.Recording;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order that the blocks claim, written out: transactions by their places, reads behind the
 * block that they name, repeated transactions behind everything that had ended before they began.
 */
final class LedgerOrder {
  private final List<Placed> placed = new ArrayList<>();
  private final List<LedgerOperation> repeated = new ArrayList<>();

  private record Placed(LedgerOperation operation, long block, long position) {}

  private record Place(long block, long position) {}

  LedgerOrder(Recording recording) {
    Map<String, Place> places = new HashMap<>();
    Chained.longest(recording).ifPresent(chain -> places(chain, places));
    Map<String, LedgerOperation> first = new HashMap<>();
    for (LedgerOperation operation : LedgerHistory.of(recording.history())) {
      if (operation.operation().isFail() || operation.isLocal()) {
        continue;
      }
      switch (operation.answer()) {
        case Answer.Seen seen -> placed.add(new Placed(operation, seen.block(), Long.MAX_VALUE));
        case Answer.Receipt(_, long block, long position, _) ->
            transaction(operation, new Place(block, position), first);
        case Answer.None() -> {
          if (operation.call() instanceof Call.Change change && places.containsKey(change.id())) {
            transaction(operation, places.getOrDefault(change.id(), new Place(0, 0)), first);
          }
        }
        case Answer.Audited _ -> {}
      }
    }
    placed.sort(
        Comparator.comparingLong(Placed::block)
            .thenComparingLong(Placed::position)
            .thenComparingLong(p -> p.operation().index()));
  }

  private static void places(Chain chain, Map<String, Place> places) {
    for (Block block : chain.blocks()) {
      for (int i = 0; i < block.transactions().size(); i++) {
        Transaction transaction = block.transactions().get(i);
        places.putIfAbsent(transaction.id(), new Place(block.number(), i));
      }
    }
  }

  /** The first that asked for an id did it; whoever asks again is told, if he is told anything. */
  private void transaction(
      LedgerOperation operation, Place place, Map<String, LedgerOperation> first) {
    if (first.putIfAbsent(((Call.Change) operation.call()).id(), operation) == null) {
      placed.add(new Placed(operation, place.block(), place.position()));
    } else if (operation.operation().isOk()) {
      repeated.add(operation);
    }
  }

  long[] indices() {
    // By position: whoever is there or before it had ended by then, at the earliest.
    int size = placed.size();
    Integer[] byEnd = new Integer[size];
    Arrays.setAll(byEnd, i -> i);
    Arrays.sort(byEnd, Comparator.comparingLong(i -> end(i)));
    long[] ends = new long[size];
    int[] behind = new int[size];
    for (int i = 0; i < size; i++) {
      ends[i] = end(byEnd[i]);
      behind[i] = Math.max(i == 0 ? -1 : behind[i - 1], byEnd[i]);
    }
    List<List<LedgerOperation>> inserted = new ArrayList<>();
    for (int i = 0; i <= size; i++) {
      inserted.add(new ArrayList<>());
    }
    for (LedgerOperation operation : repeated) {
      int at = Arrays.binarySearch(ends, operation.index());
      int before = (at < 0 ? -at - 1 : at) - 1;
      int position = Math.max(before < 0 ? -1 : behind[before], own(operation));
      inserted.get(position + 1).add(operation);
    }
    List<Long> indices = new ArrayList<>();
    for (int i = 0; i <= size; i++) {
      inserted.get(i).sort(Comparator.comparingLong(LedgerOperation::index));
      inserted.get(i).forEach(operation -> indices.add(operation.index()));
      if (i < size) {
        indices.add(placed.get(i).operation().index());
      }
    }
    return indices.stream().mapToLong(Long::longValue).toArray();
  }

  private long end(int position) {
    return placed.get(position).operation().operation().endIndex();
  }

  /** Where the transaction itself took effect, which the repetition cannot come before. */
  private int own(LedgerOperation repetition) {
    Answer.Receipt receipt = (Answer.Receipt) repetition.answer();
    int low = 0;
    int high = placed.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Placed there = placed.get(middle);
      boolean until =
          there.block() < receipt.block()
              || (there.block() == receipt.block() && there.position() <= receipt.position());
      if (until) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
