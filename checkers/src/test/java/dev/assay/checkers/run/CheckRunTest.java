package dev.assay.checkers.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chains;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.rule.Rules;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.file.HistoryWriter;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run directory of the usual size, made by an honest ledger. */
final class CheckRunTest {
  private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");
  private static final int OPERATIONS = Integer.getInteger("assay.run.operations", 20_000);
  private static final int ACCOUNTS = 10;
  private static final long STEP_NANOS = 3_000_000;

  @TempDir Path folder;

  @Test
  void honestRunPassesAndIsDecidedTheSameTwice() throws IOException {
    RunDirectory directory = honestRun();
    Results results = CheckRun.check(directory, Budget.Limits.DEFAULT);
    assertThat(results.checks())
        .allSatisfy(
            check -> assertThat(check.verdict()).as(check.summary()).isEqualTo(Verdict.PASS));
    assertThat(results.cause())
        .isEqualTo(
            "Every promise held: conservation, linearizability, acknowledged, chain-audit, leaders,"
                + " lives, halts, members, witness, time-to-leader, read-your-writes,"
                + " monotonic-reads, monotonic-writes, writes-follow-reads, local-reads,"
                + " partition-contract, availability, floors, statistics.");
    results.write(directory.resultsFile());
    byte[] first = Files.readAllBytes(directory.resultsFile());
    CheckRun.check(directory, Budget.Limits.DEFAULT).write(directory.resultsFile());
    assertThat(Files.readAllBytes(directory.resultsFile())).isEqualTo(first);
  }

  @Test
  void lostTransferFailsWithinBounds() throws IOException {
    RunDirectory directory = honestRun();
    for (String node : NODES) {
      Path file = directory.chainFile(node);
      List<String> lines = Files.readAllLines(file);
      Files.write(file, lines.subList(0, lines.size() - 100));
    }
    Results results = CheckRun.check(directory, Budget.Limits.DEFAULT);
    assertThat(results.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(results.checks())
        .filteredOn(check -> check.verdict() == Verdict.FAIL)
        .extracting(check -> check.checker())
        .containsExactly("linearizability", "acknowledged", "chain-audit");
    assertThat(results.checks())
        .filteredOn(check -> check.statistics().get("certificate").isPresent())
        .extracting(check -> check.checker())
        .contains("linearizability", "acknowledged", "chain-audit");
    Rules rules = new Rules(directory.path(), HistoryReader.read(directory.historyFile()));
    for (String checker : List.of("linearizability", "acknowledged", "chain-audit")) {
      Path proof = directory.path().resolve("certificates/" + checker + ".json");
      assertThat(rules.refusal(ValueJson.read(Files.readString(proof)))).isEmpty();
    }
  }

  private RunDirectory honestRun() throws IOException {
    RunDirectory directory = RunDirectory.create(folder, "transfer", Instant.EPOCH, new Seed(7));
    new Manifest(
            new Manifest.Start("transfer", Instant.EPOCH.toString(), new Seed(7), List.of()),
            new Manifest.Plan(
                "ledger",
                "transfer",
                "sim",
                NODES,
                List.of("kill-one"),
                List.of(),
                Duration.ofSeconds(60)),
            new Manifest.Expectations(Map.of(), Manifest.Floors.DEFAULT),
            Value.fields())
        .write(directory.manifestFile());
    Honest honest = new Honest();
    honest.run();
    try (HistoryWriter writer = HistoryWriter.buffered(directory.historyFile())) {
      honest.events.forEach(writer::append);
    }
    StringBuilder exported = new StringBuilder();
    honest.chain.blocks().stream().map(Chains::exported).forEach(exported::append);
    Files.writeString(
        directory.eventsFile(),
        """
        {"time":0,"source":"harness","event":"stage","stage":"setup"}
        {"time":1,"source":"n1","event":"became-primary","epoch":1,"detail":""}
        """);
    for (String node : NODES) {
      Files.createDirectories(directory.nodeFolder(node));
      Files.writeString(directory.chainFile(node), exported);
    }
    return directory;
  }

  /** Ten clients in turn; each operation has its effect half way, its end when its turn is back. */
  private static final class Honest {
    private static final int CLIENTS = 10;

    final List<Event> events = new ArrayList<>();
    final Chains chain = new Chains();
    private final TreeMap<String, Long> balances = new TreeMap<>();
    private final Seed seed = new Seed(7);
    private final List<Event> pending = new ArrayList<>();
    private long nanos;

    void run() {
      for (int account = 0; account < ACCOUNTS; account++) {
        String name = "a" + account;
        Value.Fields asked =
            Value.fields("id", Value.of("o-" + name))
                .with("account", Value.of(name))
                .with("amount", Value.of(1000));
        balances.put(name, 1000L);
        chain.block(Chains.open("o-" + name, name, 1000));
        both(account % CLIENTS, "open", asked, asked.with(receipt("applied")));
      }
      for (int i = 0; i < OPERATIONS; i++) {
        operation(i);
        if (i == OPERATIONS / 4) {
          nemesis("kill");
        } else if (i == OPERATIONS / 2) {
          nemesis("restart");
        } else if (i == OPERATIONS - 1000) {
          nemesis("heal-all");
        }
      }
      pending.forEach(this::record);
      pending.clear();
      audits();
    }

    private void operation(int i) {
      int kind = seed.below(10L * i, 10);
      String from = "a" + seed.below(10L * i + 1, ACCOUNTS);
      String to = "a" + seed.below(10L * i + 2, ACCOUNTS);
      if (kind < 6) {
        transfer(i, from, to, 1 + seed.below(10L * i + 3, 400));
      } else if (kind < 8) {
        Value.Fields asked = Value.fields("account", Value.of(from));
        Value balance = Value.of(balances.getOrDefault(from, 0L));
        both(i % CLIENTS, "read", asked, asked.with("balance", balance).with("block", height()));
      } else {
        both(i % CLIENTS, "read-all", Value.fields(), all());
      }
    }

    private void transfer(int i, String from, String to, long amount) {
      String id = "t-" + i;
      Value.Fields asked =
          Value.fields("id", Value.of(id))
              .with("from", Value.of(from))
              .with("to", Value.of(to))
              .with("amount", Value.of(amount));
      String refusal =
          from.equals(to)
              ? "same-account"
              : balances.getOrDefault(from, 0L) < amount ? "overdraft" : "";
      Transaction transaction =
          refusal.isEmpty()
              ? Chains.applied(id, from, to, amount)
              : Chains.refused(id, from, to, amount, refusal);
      if (refusal.isEmpty()) {
        balances.merge(from, -amount, Long::sum);
        balances.merge(to, amount, Long::sum);
      }
      chain.block(transaction);
      Value.Fields receipt = receipt(refusal.isEmpty() ? "applied" : "refused");
      both(
          i % CLIENTS,
          "transfer",
          asked,
          asked.with(refusal.isEmpty() ? receipt : receipt.with("reason", Value.of(refusal))));
    }

    private void audits() {
      Block head = chain.blocks().getLast();
      for (String node : NODES) {
        Value.Fields asked = Value.fields("node", Value.of(node));
        both(0, "audit", asked, asked.with(all()).with("hash", Value.of(head.hash())));
        pending.forEach(this::record);
        pending.clear();
      }
    }

    private Value height() {
      return Value.of(chain.height());
    }

    private Value.Fields all() {
      Map<String, Value> shown = new TreeMap<>();
      balances.forEach((account, sum) -> shown.put(account, Value.of(sum)));
      return Value.fields("balances", new Value.Fields(shown)).with("block", height());
    }

    private Value.Fields receipt(String result) {
      return Value.fields("result", Value.of(result))
          .with("block", height())
          .with("position", Value.of(0));
    }

    private void nemesis(String f) {
      Value.Fields proven = Value.fields("proven", Value.of(true)).with("state", Value.of("down"));
      record(event(-1, EventType.INVOKE, f, Value.fields()));
      record(event(-1, EventType.OK, f, proven));
    }

    /** The invocation is moved before the turns of the others by ending theirs later. */
    private void both(int process, String f, Value asked, Value answered) {
      if (pending.size() == CLIENTS - 1) {
        record(pending.removeFirst());
      }
      record(event(process, EventType.INVOKE, f, asked));
      pending.add(event(process, EventType.OK, f, answered));
    }

    private Event event(int process, EventType type, String f, Value value) {
      return new Event(0, 0, new ProcessId(process), type, f, value, Optional.empty());
    }

    private void record(Event event) {
      nanos += STEP_NANOS / 2;
      events.add(
          new Event(
              events.size(),
              nanos,
              event.process(),
              event.type(),
              event.f(),
              event.value(),
              event.error()));
    }
  }
}
