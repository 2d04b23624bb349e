package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.MerkleRoot;
import dev.assay.checkers.chain.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recomputes block after block of one chain, from their texts alone. */
final class BlockAudit {
  private static final String NOTHING = "0".repeat(64);

  private final World world = new World();
  private Optional<Block> previous = Optional.empty();

  /** What is wrong with the block that follows; empty when it is as it must be. */
  List<String> next(Block block) {
    List<String> problems = new ArrayList<>();
    links(block, problems);
    for (Transaction transaction : block.transactions()) {
      Call.Change change = ClaimedOrder.change(transaction);
      Transaction.Result due = world.decide(change);
      if (!due.equals(transaction.result())) {
        problems.add(
            "transaction %s is %s, where the rules say %s"
                .formatted(
                    transaction.id(),
                    LedgerOperation.text(transaction.result()),
                    LedgerOperation.text(due)));
      }
      if (transaction.result() instanceof Transaction.Result.Applied) {
        world.apply(change);
      }
    }
    hashes(block, problems);
    previous = Optional.of(block);
    return problems;
  }

  /** The balances after the last block, a view. */
  World world() {
    return world;
  }

  private void links(Block block, List<String> problems) {
    long number = previous.map(Block::number).orElse(0L) + 1;
    if (block.number() != number) {
      problems.add("it is number " + block.number() + " where " + number + " is due");
    }
    if (!block.previous().equals(previous.map(Block::hash).orElse(NOTHING))) {
      problems.add("it does not hold the hash of the block before it");
    }
    if (block.transactions().isEmpty()) {
      problems.add("it holds no transaction");
    }
    previous.ifPresent(before -> orders(before, block, problems));
  }

  private static void orders(Block before, Block block, List<String> problems) {
    if (block.timeMillis() < before.timeMillis()) {
      problems.add(
          "its time %d is before its predecessor's %d"
              .formatted(block.timeMillis(), before.timeMillis()));
    }
    if (block.epoch() < before.epoch()) {
      problems.add("its epoch %d is below %d".formatted(block.epoch(), before.epoch()));
    }
    if (block.sequence() <= before.sequence()) {
      problems.add(
          "its sequence %d is not above %d".formatted(block.sequence(), before.sequence()));
    }
  }

  private void hashes(Block block, List<String> problems) {
    List<String> leaves = block.transactions().stream().map(Transaction::leafText).toList();
    if (!block.transactionsRoot().equals(MerkleRoot.of(leaves))) {
      problems.add("its Merkle root is not that of its transactions");
    }
    List<String> accounts =
        world.balances().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    if (!block.stateRoot().equals(MerkleRoot.of(accounts))) {
      problems.add("its state root is not that of the balances after it, " + world.balances());
    }
    if (!block.hash().equals(MerkleRoot.hash(block.headerText()))) {
      problems.add("its hash is not that of its header");
    }
  }
}
