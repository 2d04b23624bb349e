package dev.assay.checkers.chain;

import dev.assay.checkers.chain.Transaction.Result;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Chains written by hand: only transactions, everything else is computed. */
public final class Chains {
  private final List<Block> blocks = new ArrayList<>();
  private final SortedMap<String, Long> balances = new TreeMap<>();

  public static Transaction open(String id, String account, long amount) {
    return new Transaction.Open(id, account, amount, new Result.Applied());
  }

  public static Transaction applied(String id, String from, String to, long amount) {
    return new Transaction.Transfer(id, from, to, amount, new Result.Applied());
  }

  public static Transaction refused(String id, String from, String to, long amount, String why) {
    return new Transaction.Transfer(id, from, to, amount, new Result.Refused(why));
  }

  public Chains block(Transaction... transactions) {
    for (Transaction transaction : transactions) {
      if (transaction.result() instanceof Result.Applied) {
        switch (transaction) {
          case Transaction.Open open -> balances.put(open.account(), open.amount());
          case Transaction.Transfer transfer -> {
            balances.merge(transfer.from(), -transfer.amount(), Long::sum);
            balances.merge(transfer.to(), transfer.amount(), Long::sum);
          }
        }
      }
    }
    int number = blocks.size() + 1;
    String previous = blocks.isEmpty() ? "0".repeat(64) : blocks.getLast().hash();
    blocks.add(
        hashed(
            new Block(
                number,
                previous,
                MerkleRoot.of(List.of(transactions).stream().map(Transaction::leafText).toList()),
                MerkleRoot.of(
                    balances.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList()),
                1,
                number,
                1000 + number,
                "n1",
                "",
                List.of(transactions))));
    return this;
  }

  /** With its own hash. */
  public static Block hashed(Block block) {
    return new Block(
        block.number(),
        block.previous(),
        block.transactionsRoot(),
        block.stateRoot(),
        block.epoch(),
        block.sequence(),
        block.timeMillis(),
        block.proposer(),
        MerkleRoot.hash(block.headerText()),
        block.transactions());
  }

  /** The block as a node exports it. */
  public static String exported(Block block) {
    Value.Fields fields =
        Value.fields("number", Value.of(block.number()))
            .with("previous", Value.of(block.previous()))
            .with("transactionsRoot", Value.of(block.transactionsRoot()))
            .with("stateRoot", Value.of(block.stateRoot()))
            .with("epoch", Value.of(block.epoch()))
            .with("sequence", Value.of(block.sequence()))
            .with("time", Value.of(block.timeMillis()))
            .with("proposer", Value.of(block.proposer()))
            .with("hash", Value.of(block.hash()))
            .with(
                "transactions",
                Value.items(block.transactions().stream().map(Chains::exported).toList()));
    return ValueJson.write(fields) + "\n";
  }

  private static Value.Fields exported(Transaction transaction) {
    Value.Fields id = Value.fields("id", Value.of(transaction.id()));
    Value.Fields asked =
        switch (transaction) {
          case Transaction.Open open ->
              id.with("kind", Value.of("open"))
                  .with("account", Value.of(open.account()))
                  .with("amount", Value.of(open.amount()));
          case Transaction.Transfer transfer ->
              id.with("kind", Value.of("transfer"))
                  .with("from", Value.of(transfer.from()))
                  .with("to", Value.of(transfer.to()))
                  .with("amount", Value.of(transfer.amount()));
        };
    return switch (transaction.result()) {
      case Result.Applied() -> asked.with("result", Value.of("applied"));
      case Result.Refused(String reason) ->
          asked.with("result", Value.of("refused")).with("reason", Value.of(reason));
    };
  }

  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  public long height() {
    return blocks.size();
  }

  public Chain of(String node) {
    return new Chain(node, blocks, Optional.empty());
  }
}
