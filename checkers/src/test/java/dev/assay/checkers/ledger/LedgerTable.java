package dev.assay.checkers.ledger;

import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Chains;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A ledger's history written by hand: one line per operation. */
final class LedgerTable {
  private final Timetable table = new Timetable();

  LedgerTable open(int process, long from, long to, String account, long amount, String place) {
    table.ok(process, from, to, "open", opening(account, amount), receipt("applied", place));
    return this;
  }

  LedgerTable openUnknown(int process, long from, String account, long amount) {
    table.unknown(process, from, "open", opening(account, amount));
    return this;
  }

  /** Moves: {@code "t-1 a0 a1 5"}, at a place: {@code "2.0"} is block 2, position 0. */
  LedgerTable applied(int process, long from, long to, String transfer, String place) {
    table.ok(process, from, to, "transfer", transfer(transfer), receipt("applied", place));
    return this;
  }

  LedgerTable refused(int process, long from, long to, String transfer, String reasonAndPlace) {
    String[] parts = reasonAndPlace.split(" ", -1);
    Value.Fields receipt = receipt("refused", parts[1]).with("reason", Value.of(parts[0]));
    table.ok(process, from, to, "transfer", transfer(transfer), receipt);
    return this;
  }

  LedgerTable failed(int process, long from, long to, String transfer) {
    table.fail(process, from, to, "transfer", transfer(transfer));
    return this;
  }

  LedgerTable unknown(int process, long from, String transfer) {
    table.unknown(process, from, "transfer", transfer(transfer));
    return this;
  }

  LedgerTable read(int process, long from, long to, String account, Value balance, long block) {
    table.ok(
        process,
        from,
        to,
        "read",
        Value.fields("account", Value.of(account)),
        Value.fields("balance", balance).with("block", Value.of(block)));
    return this;
  }

  LedgerTable readAll(int process, long from, long to, String balances, long block) {
    table.ok(process, from, to, "read-all", Value.fields(), balances(balances, block));
    return this;
  }

  LedgerTable audit(int process, long from, long to, String node, String balances, Chain chain) {
    table.ok(
        process,
        from,
        to,
        "audit",
        Value.fields("node", Value.of(node)),
        balances(balances, chain.height()).with("hash", Value.of(chain.blocks().getLast().hash())));
    return this;
  }

  Timetable timetable() {
    return table;
  }

  Recording recording() {
    return table.recording();
  }

  /** Of a run with nodes n1 to n3, whose chains are all like this one. */
  Recording recording(Chains chain) {
    return recording(List.of(chain.of("n1"), chain.of("n2"), chain.of("n3")));
  }

  Recording recording(List<Chain> chains) {
    Map<String, Chain> byNode = new TreeMap<>();
    chains.forEach(chain -> byNode.put(chain.node(), chain));
    return new Recording(table.history(), Optional.of(manifest()), byNode);
  }

  static Manifest manifest() {
    return new Manifest(
        new Manifest.Start("transfer", "2026-11-22T17:20:05Z", new Seed(7), List.of()),
        new Manifest.Plan(
            "ledger",
            "transfer",
            "sim",
            List.of("n1", "n2", "n3"),
            List.of("kill"),
            List.of(),
            Duration.ofSeconds(60)),
        new Manifest.Expectations(
            Map.of("a0", 100L, "a1", 100L), new Manifest.Floors(4, 10, 1, Duration.ofSeconds(20))),
        Value.fields());
  }

  private static Value.Fields opening(String account, long amount) {
    return Value.fields("id", Value.of("o-" + account))
        .with("account", Value.of(account))
        .with("amount", Value.of(amount));
  }

  private static Value.Fields transfer(String words) {
    String[] parts = words.split(" ", -1);
    return Value.fields("id", Value.of(parts[0]))
        .with("from", Value.of(parts[1]))
        .with("to", Value.of(parts[2]))
        .with("amount", Value.of(Long.parseLong(parts[3])));
  }

  private static Value.Fields receipt(String result, String place) {
    String[] parts = place.split("\\.", -1);
    return Value.fields("result", Value.of(result))
        .with("block", Value.of(Long.parseLong(parts[0])))
        .with("position", Value.of(Long.parseLong(parts[1])));
  }

  private static Value.Fields balances(String words, long block) {
    Value.Fields balances = Value.fields();
    for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
      String[] parts = word.split("=", -1);
      balances = balances.with(parts[0], Value.of(Long.parseLong(parts[1])));
    }
    return Value.fields("balances", balances).with("block", Value.of(block));
  }
}
