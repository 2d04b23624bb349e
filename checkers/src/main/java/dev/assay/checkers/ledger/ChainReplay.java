package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every answer against the chain's own state at the block that it names, whatever the time. */
final class ChainReplay {
  private ChainReplay() {}

  static void judge(
      Chain chain, List<LedgerOperation> operations, Findings findings, Budget budget) {
    List<LedgerOperation> reads = new ArrayList<>();
    Map<String, List<LedgerOperation>> receipts = new HashMap<>();
    for (LedgerOperation operation : operations) {
      if (block(operation).isPresent()) {
        reads.add(operation);
      } else if (operation.answer() instanceof Answer.Receipt
          && operation.call() instanceof Call.Change change) {
        receipts.computeIfAbsent(change.id(), _ -> new ArrayList<>()).add(operation);
      }
    }
    reads.sort(Comparator.comparingLong(read -> block(read).orElse(0L)));
    World world = new World();
    int next = 0;
    next = shown(reads, next, 0, world, findings);
    for (Block block : chain.blocks()) {
      for (Transaction transaction : block.transactions()) {
        budget.step();
        if (transaction.result() instanceof Transaction.Result.Applied) {
          Changes.of(transaction).ifPresent(world::apply);
        }
        for (LedgerOperation told : receipts.getOrDefault(transaction.id(), List.of())) {
          result(told, transaction, block, findings);
        }
      }
      next = shown(reads, next, block.number(), world, findings);
    }
    for (LedgerOperation beyond : reads.subList(next, reads.size())) {
      if (chain.problem().isEmpty()) {
        findings.add(
            List.of(beyond.index()),
            "%s names block %d, and the longest chain ends at %d"
                .formatted(beyond.name(), block(beyond).orElse(0L), chain.height()));
      }
    }
  }

  private static Optional<Long> block(LedgerOperation operation) {
    return operation.answer() instanceof Answer.Seen seen
        ? Optional.of(seen.block())
        : Optional.empty();
  }

  /** Judges the reads at the block; answers the first one behind them. */
  private static int shown(
      List<LedgerOperation> reads, int first, long block, World world, Findings findings) {
    int next = first;
    while (next < reads.size() && block(reads.get(next)).orElse(0L) <= block) {
      LedgerOperation read = reads.get(next++);
      if (read.answer() instanceof Answer.Seen seen && !world.gives(read.call(), seen)) {
        findings.add(
            List.of(read.index()),
            "%s %s, where the chain gives %s"
                .formatted(read.name(), read.said(), world.due(read.call())));
      }
    }
    return next;
  }

  private static void result(
      LedgerOperation told, Transaction transaction, Block block, Findings findings) {
    if (told.answer() instanceof Answer.Receipt receipt
        && !receipt.result().equals(transaction.result())) {
      findings.add(
          List.of(told.index()),
          "%s was told to be %s, but block %d holds it %s"
              .formatted(
                  told.name(),
                  LedgerOperation.text(receipt.result()),
                  block.number(),
                  LedgerOperation.text(transaction.result())));
    }
  }
}
