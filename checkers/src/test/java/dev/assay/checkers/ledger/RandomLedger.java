package dev.assay.checkers.ledger;

import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Chains;
import dev.assay.checkers.chain.Transaction;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs of a small ledger, by chance: each operation has its point within its interval, some lose
 * their answer, some are asked twice, and then one answer may be falsified.
 */
public final class RandomLedger {
  private static final List<String> ACCOUNTS = List.of("a0", "a1");

  private final Seed seed;
  private final boolean spoiled;
  private final Timetable table = new Timetable();
  private final World world = new World();
  private final Map<String, Value.Fields> receipts = new LinkedHashMap<>();
  private final List<List<Transaction>> blocks = new ArrayList<>();
  private boolean blockIsClosed = true;
  private int draws;

  private RandomLedger(Seed seed, boolean spoiled) {
    this.seed = seed;
    this.spoiled = spoiled;
  }

  /** Operations in the order of their points; one is falsified when it is to be spoiled. */
  public static Recording recording(
      Seed seed, int operations, boolean spoiled, boolean unknowns, boolean withChain) {
    RandomLedger ledger = new RandomLedger(seed, spoiled);
    int falsified = ledger.below(operations);
    for (int i = 0; i < operations; i++) {
      ledger.operation(i, i == falsified, unknowns);
    }
    return new Recording(
        ledger.table.history(),
        Optional.of(LedgerTable.manifest()),
        withChain ? ledger.chains() : Map.of());
  }

  private void operation(int i, boolean falsified, boolean unknowns) {
    long point = 100L * (i + 1);
    long from = point - 2L * below(130);
    long to = point + 1 + 2L * below(130);
    boolean unknown = unknowns && below(5) == 0;
    int kind = below(10);
    if (kind < 6) {
      change(i, from, to, unknown, spoiled && falsified);
    } else {
      read(i, from, to, kind < 8, spoiled && falsified);
    }
  }

  private void change(int i, long from, long to, boolean unknown, boolean falsified) {
    Call.Money call = call(i);
    Value.Fields asked = asked(call);
    String f = call instanceof Call.Open ? "open" : "transfer";
    boolean happens = !unknown || below(2) == 0;
    Value.Fields receipt = happens ? receipt(call) : Value.fields();
    if (unknown) {
      table.unknown(i, Math.max(0, from), f, asked);
      return;
    }
    if (falsified) {
      receipt =
          below(2) == 0
              ? receipt.with("block", Value.of(1 + below(blocks.size() + 1)))
              : receipt
                  .with("result", Value.of("refused"))
                  .with("reason", Value.of("unknown-account"));
    }
    table.ok(i, Math.max(0, from), to, f, asked, receipt);
  }

  private Call.Money call(int i) {
    // Few ids, so that some are asked for twice; the same id always asks for the same.
    int id = below(3) == 0 ? below(i + 1) : i;
    Seed one = seed.fork("transaction " + id);
    if (id < 2 || one.below(0, 8) == 0) {
      return new Call.Open("o-" + id, ACCOUNTS.get(id % 2), 10);
    }
    String from = ACCOUNTS.get(one.below(1, 2));
    String to = from.equals("a0") ? "a1" : "a0";
    return new Call.Transfer("t-" + id, from, to, 1 + one.below(2, 12));
  }

  private static Value.Fields asked(Call.Money change) {
    Value.Fields id = Value.fields("id", Value.of(change.id()));
    return switch (change) {
      case Call.Open(_, String account, long amount) ->
          id.with("account", Value.of(account)).with("amount", Value.of(amount));
      case Call.Transfer(_, String from, String to, long amount) ->
          id.with("from", Value.of(from)).with("to", Value.of(to)).with("amount", Value.of(amount));
    };
  }

  private Value.Fields receipt(Call.Money call) {
    return receipts.computeIfAbsent(call.id(), _ -> executed(call));
  }

  private Value.Fields executed(Call.Money call) {
    Transaction.Result result = world.decide(call);
    if (blockIsClosed || below(2) == 0) {
      blocks.add(new ArrayList<>());
      blockIsClosed = false;
    }
    Value.Fields receipt = Value.fields();
    switch (result) {
      case Transaction.Result.Applied() -> {
        world.apply(call);
        receipt = receipt.with("result", Value.of("applied"));
      }
      case Transaction.Result.Refused(String reason) ->
          receipt = receipt.with("result", Value.of("refused")).with("reason", Value.of(reason));
    }
    receipt =
        receipt
            .with("block", Value.of(blocks.size()))
            .with("position", Value.of(blocks.getLast().size()));
    blocks
        .getLast()
        .add(
            switch (call) {
              case Call.Open(String id, String account, long amount) ->
                  Transaction.open(id, account, amount, result);
              case Call.Transfer(String id, String from, String to, long amount) ->
                  Transaction.transfer(id, from, to, amount, result);
            });
    return receipt;
  }

  private void read(int i, long from, long to, boolean all, boolean falsified) {
    blockIsClosed = true;
    long error = falsified ? 1 + below(2) : 0;
    int block = falsified && below(2) == 0 ? below(blocks.size() + 1) : blocks.size();
    Value at = Value.of(block);
    if (all) {
      Map<String, Value> balances = new TreeMap<>();
      world.balances().forEach((account, sum) -> balances.put(account, Value.of(sum + error)));
      Value.Fields said = Value.fields("balances", new Value.Fields(balances)).with("block", at);
      table.ok(i, Math.max(0, from), to, "read-all", Value.fields(), said);
    } else {
      String account = ACCOUNTS.get(below(2));
      Long sum = world.balances().get(account);
      Value balance = sum == null ? Value.NIL : Value.of(sum + error);
      table.ok(
          i,
          Math.max(0, from),
          to,
          "read",
          Value.fields("account", Value.of(account)),
          Value.fields("balance", balance).with("block", at));
    }
  }

  private Map<String, Chain> chains() {
    Chains chains = new Chains();
    blocks.forEach(block -> chains.block(block.toArray(new Transaction[0])));
    Map<String, Chain> byNode = new TreeMap<>();
    List.of("n1", "n2", "n3").forEach(node -> byNode.put(node, chains.of(node)));
    return byNode;
  }

  private int below(int bound) {
    return seed.below(draws++, bound);
  }
}
