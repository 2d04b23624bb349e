package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.MerkleRoot;
import dev.assay.checkers.chain.StateRoot;
import dev.assay.checkers.chain.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recomputes block after block of one chain, from their texts alone. */
final class BlockAudit {
  private static final String NOTHING = "0".repeat(64);

  private final World world = new World();
  private final StateRoot state = new StateRoot();

  /** False once a contract has run whose rules are not known here. */
  private boolean wholeStateKnown = true;

  private Optional<Block> previous = Optional.empty();

  /** What is wrong with the block that follows; empty when it is as it must be. */
  List<String> next(Block block) {
    List<String> problems = new ArrayList<>();
    links(block, problems);
    for (int position = 0; position < block.transactions().size(); position++) {
      Transaction transaction = block.transactions().get(position);
      Optional<Call.Change> change = Changes.of(transaction);
      if (change.isPresent()) {
        executes(change.get(), transaction, block.number(), position, problems);
      } else if (transaction.result() instanceof Transaction.Result.Applied) {
        wholeStateKnown = false;
      }
    }
    hashes(block, problems);
    previous = Optional.of(block);
    return problems;
  }

  private void executes(
      Call.Change change,
      Transaction transaction,
      long block,
      int position,
      List<String> problems) {
    try {
      Transaction.Result due = world.decide(change);
      boolean applied = transaction.result() instanceof Transaction.Result.Applied;
      if (!due.equals(transaction.result())) {
        problems.add(
            "transaction %s is %s, where the rules say %s"
                .formatted(
                    transaction.id(),
                    LedgerOperation.text(transaction.result()),
                    LedgerOperation.text(due)));
      } else if (applied && !world.output(change).equals(transaction.output())) {
        problems.add(
            "transaction %s says %s, where the rules say %s"
                .formatted(transaction.id(), transaction.output(), world.output(change)));
      }
      if (applied) {
        world.apply(change, writes(block, position));
        if (change instanceof Call.Money money) {
          write(money, block, position);
        }
      }
    } catch (IllegalArgumentException e) {
      problems.add("transaction %s: %s".formatted(transaction.id(), e.getMessage()));
    }
  }

  private OtherContracts.Writes writes(long block, int position) {
    return new OtherContracts.Writes() {
      @Override
      public void put(String contract, String key, String value) {
        state.put(contract, key, value, block, position);
      }

      @Override
      public void remove(String contract, String key) {
        state.remove(contract, key);
      }
    };
  }

  private void write(Call.Money change, long block, int position) {
    for (String account : Changes.accounts(change)) {
      String balance = String.valueOf(world.balances().get(account));
      state.put("transfer", account, balance, block, position);
    }
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
    if (!block.transactionsRoot().equals(block.rootOfTransactions())) {
      problems.add("its Merkle root is not that of its transactions");
    }
    if (!block.stateRoot().equals(stateRoot(block.version()))
        && (wholeStateKnown || block.version() == 1)) {
      problems.add("its state root is not that of the balances after it, " + world.balances());
    }
    if (!block.hash().equals(block.headerHash())) {
      problems.add("its hash is not that of its header");
    }
  }

  private String stateRoot(int version) {
    return version == 1
        ? MerkleRoot.of(
            world.balances().entrySet().stream()
                .map(account -> account.getKey() + "=" + account.getValue())
                .toList())
        : state.root();
  }
}
