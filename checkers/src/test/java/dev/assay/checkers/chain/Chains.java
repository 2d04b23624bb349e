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
  private final int version;
  private final List<Block> blocks = new ArrayList<>();
  private final SortedMap<String, Long> balances = new TreeMap<>();
  private final StateRoot state = new StateRoot();

  public Chains() {
    this(Block.VERSION_MAX);
  }

  public Chains(int version) {
    this.version = version;
  }

  public static Transaction open(String id, String account, long amount) {
    return Transaction.open(id, account, amount, new Result.Applied());
  }

  public static Transaction applied(String id, String from, String to, long amount) {
    return Transaction.transfer(id, from, to, amount, new Result.Applied());
  }

  public static Transaction refused(String id, String from, String to, long amount, String why) {
    return Transaction.transfer(id, from, to, amount, new Result.Refused(why));
  }

  public Chains block(Transaction... transactions) {
    int number = blocks.size() + 1;
    for (int position = 0; position < transactions.length; position++) {
      apply(transactions[position], number, position);
    }
    String previous = blocks.isEmpty() ? "0".repeat(64) : blocks.getLast().hash();
    blocks.add(
        hashed(
            new Block(
                version,
                number,
                previous,
                MerkleRoot.of(
                    List.of(transactions).stream().map(it -> it.leafText(version)).toList()),
                version == 1 ? rootOfBalances() : state.root(),
                1,
                number,
                1000 + number,
                "n1",
                "",
                List.of(transactions))));
    return this;
  }

  private void apply(Transaction transaction, int block, int position) {
    if (!(transaction.result() instanceof Result.Applied)) {
      return;
    }
    List<String> arguments = transaction.arguments();
    long amount = Long.parseLong(arguments.getLast());
    if (transaction.function().equals("open")) {
      balances.put(arguments.getFirst(), amount);
    } else {
      balances.merge(arguments.get(0), -amount, Long::sum);
      balances.merge(arguments.get(1), amount, Long::sum);
    }
    for (String account : arguments.subList(0, arguments.size() - 1)) {
      state.put("transfer", account, String.valueOf(balances.get(account)), block, position);
    }
  }

  private String rootOfBalances() {
    return MerkleRoot.of(
        balances.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  /** With its own hash. */
  public static Block hashed(Block block) {
    return new Block(
        block.version(),
        block.number(),
        block.previous(),
        block.transactionsRoot(),
        block.stateRoot(),
        block.epoch(),
        block.sequence(),
        block.timeMillis(),
        block.proposer(),
        block.headerHash(),
        block.transactions());
  }

  /** The block as a node exports it. */
  public static String exported(Block block) {
    Value.Fields fields =
        block.version() == 1 ? Value.fields() : Value.fields("version", Value.of(block.version()));
    fields =
        fields
            .with("number", Value.of(block.number()))
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
                Value.items(
                    block.transactions().stream()
                        .map(it -> block.version() == 1 ? exportedOne(it) : exported(it))
                        .toList()));
    return ValueJson.write(fields) + "\n";
  }

  private static Value exported(Transaction transaction) {
    return with(
        Value.fields("id", Value.of(transaction.id()))
            .with("contract", Value.of(transaction.contract()))
            .with("function", Value.of(transaction.function()))
            .with(
                "arguments", Value.items(transaction.arguments().stream().map(Value::of).toList())),
        transaction.result());
  }

  private static Value exportedOne(Transaction transaction) {
    List<String> arguments = transaction.arguments();
    Value.Fields id =
        Value.fields("id", Value.of(transaction.id()))
            .with("kind", Value.of(transaction.function()));
    Value.Fields names =
        arguments.size() == 2
            ? id.with("account", Value.of(arguments.getFirst()))
            : id.with("from", Value.of(arguments.get(0))).with("to", Value.of(arguments.get(1)));
    return with(
        names.with("amount", Value.of(Long.parseLong(arguments.getLast()))), transaction.result());
  }

  private static Value with(Value.Fields asked, Result result) {
    return switch (result) {
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
