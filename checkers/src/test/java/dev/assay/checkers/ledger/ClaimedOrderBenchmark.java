package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Recording;
import dev.assay.checkers.benchmark.Clients;
import dev.assay.checkers.benchmark.Clients.Asked;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.result.CheckResult;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.file.HistoryWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Times of a ledger's history with its claimed order: {@code operations clients rounds [FILE]}.
 * Half reads of all of eight accounts, half transfers, one in a hundred with an unknown outcome,
 * which the chain resolves. Starts from the history and the chain in memory; with a file the
 * history is written there and read again, which is a time of its own.
 */
public final class ClaimedOrderBenchmark {
  private ClaimedOrderBenchmark() {}

  public static void main(String[] arguments) {
    Optional<Path> file =
        arguments.length > 3 ? Optional.of(Path.of(arguments[3])) : Optional.empty();
    int operations = Integer.parseInt(arguments[0]);
    int clients = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    Subject subject = new Subject();
    file.ifPresent(it -> write(events(Clients.work(subject, clients, operations, 0.01, 1)), it));
    History made =
        file.map(ClaimedOrderBenchmark::read)
            .orElseGet(() -> history(events(Clients.work(subject, clients, operations, 0.01, 1))));
    Chain chain = new Chain("n1", subject.blocks(), Optional.empty());
    for (int round = 0; round < rounds; round++) {
      // A history of its own each time: what was understood of the last one is not used again.
      History history = made.understoodAs(made.operations());
      Recording recording =
          new Recording(
              history,
              Optional.of(LedgerTable.manifest()),
              Map.of("n1", chain, "n2", chain, "n3", chain));
      long from = System.nanoTime();
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      CheckResult result =
          new LinearizabilityChecker().check(recording, new Budget(Budget.Limits.DEFAULT));
      double own = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6;
      System.out.printf(
          Locale.ROOT,
          "claimed order c%d %d u1: %.1f ms, thread %.1f ms, %s%n",
          clients,
          operations,
          (System.nanoTime() - from) / 1e6,
          own,
          result.verdict());
    }
  }

  private static void write(Event[] events, Path file) {
    try (HistoryWriter writer = HistoryWriter.buffered(file)) {
      for (Event event : events) {
        writer.append(event);
      }
    }
  }

  private static History read(Path file) {
    long from = System.nanoTime();
    History read = HistoryReader.read(file);
    System.out.printf(
        Locale.ROOT,
        "read %d events of %d MiB: %.1f ms%n",
        read.events().size(),
        file.toFile().length() >> 20,
        (System.nanoTime() - from) / 1e6);
    return read;
  }

  private static Event[] events(List<Operation> operations) {
    Event[] events = new Event[operations.size() * 2];
    for (Operation operation : operations) {
      events[(int) operation.index()] = event(operation, false);
      events[(int) operation.completionIndex()] = event(operation, true);
    }
    return events;
  }

  private static History history(Event[] events) {
    History.Builder builder = new History.Builder();
    for (Event event : events) {
      builder
          .add(event)
          .ifPresent(
              problem -> {
                throw new IllegalStateException(problem);
              });
    }
    return builder.build();
  }

  private static Event event(Operation operation, boolean isEnd) {
    long index = isEnd ? operation.completionIndex() : operation.index();
    EventType type = isEnd ? EventType.OK : EventType.INVOKE;
    Value value = operation.input();
    if (isEnd && operation.outcome() instanceof Outcome.Ok(Value answer)) {
      value = answer;
    } else if (isEnd) {
      type = EventType.UNKNOWN;
    }
    return new Event(
        index, index, operation.process(), type, operation.f(), value, Optional.empty());
  }

  /** A ledger whose blocks hold four transactions. */
  private static final class Subject implements Clients.Subject {
    private static final Value.Fields NOTHING = Value.fields();
    private static final Value HUNDRED = Value.of(100);
    private static final List<Value> ACCOUNTS =
        IntStream.range(0, 8).<Value>mapToObj(account -> Value.of("a" + account)).toList();

    /** Fields made of these share their names, so that the history takes little room. */
    private static final Value.Fields TRANSFER =
        Value.fields("id", Value.NIL)
            .with("from", Value.NIL)
            .with("to", Value.NIL)
            .with("amount", Value.NIL);

    private static final Value.Fields SEEN =
        Value.fields("balances", Value.NIL).with("block", Value.NIL);
    private static final Value.Fields APPLIED =
        Value.fields("result", Value.of("applied"))
            .with("block", Value.NIL)
            .with("position", Value.NIL);
    private static final Value.Fields REFUSED =
        Value.fields("result", Value.of("refused"))
            .with("reason", Value.NIL)
            .with("block", Value.NIL)
            .with("position", Value.NIL);

    private final Map<String, Long> accounts = new LinkedHashMap<>();
    private final List<List<Transaction>> blocks = new ArrayList<>();
    private Value.Fields balances = NOTHING;
    private int asked;

    Subject() {
      blocks.add(new ArrayList<>());
    }

    @Override
    public Asked ask(int client, SplittableRandom random) {
      int number = asked++;
      if (number < ACCOUNTS.size()) {
        Value.Fields open = Value.fields("id", Value.of("o-" + number));
        return new Asked(
            "open", open.with("account", ACCOUNTS.get(number)).with("amount", HUNDRED), false);
      }
      if (random.nextBoolean()) {
        return new Asked("read-all", NOTHING, false);
      }
      int from = random.nextInt(8);
      int to = (from + 1 + random.nextInt(7)) % 8;
      return new Asked(
          "transfer",
          TRANSFER
              .with("id", Value.of("t-" + number))
              .with("from", ACCOUNTS.get(from))
              .with("to", ACCOUNTS.get(to))
              .with("amount", Value.of(1 + random.nextInt(10))),
          true);
    }

    @Override
    public Optional<Value> act(int client, Asked what) {
      if (what.f().equals("read-all")) {
        // What a read saw is the end of a block.
        Value.Fields answer = SEEN.with("block", Value.of(blocks.size()));
        blocks.add(new ArrayList<>());
        return Optional.of(answer.with("balances", balances));
      }
      Value.Fields input = (Value.Fields) what.input();
      String id = ((Value.Text) input.get("id").orElseThrow()).text();
      long amount = ((Value.Whole) input.get("amount").orElseThrow()).number();
      Call.Money call =
          what.f().equals("open")
              ? new Call.Open(id, text(input, "account"), amount)
              : new Call.Transfer(id, text(input, "from"), text(input, "to"), amount);
      Transaction.Result result =
          Rules.decide(call, account -> accounts.getOrDefault(account, Rules.ABSENT));
      Value.Fields receipt =
          switch (result) {
            case Transaction.Result.Applied() -> APPLIED;
            case Transaction.Result.Refused(String reason) ->
                REFUSED.with("reason", Value.of(reason));
          };
      receipt =
          receipt
              .with("block", Value.of(blocks.size()))
              .with("position", Value.of(blocks.getLast().size()));
      blocks.getLast().add(done(call, result));
      return Optional.of(receipt);
    }

    private Transaction done(Call.Money call, Transaction.Result result) {
      boolean applied = result instanceof Transaction.Result.Applied;
      return switch (call) {
        case Call.Open(String id, String account, long amount) -> {
          accounts.put(account, amount);
          show(account);
          yield Transaction.open(id, account, amount, result);
        }
        case Call.Transfer(String id, String from, String to, long amount) -> {
          if (applied) {
            accounts.merge(from, -amount, Long::sum);
            accounts.merge(to, amount, Long::sum);
            show(from);
            show(to);
          }
          yield Transaction.transfer(id, from, to, amount, result);
        }
      };
    }

    private void show(String account) {
      balances = balances.with(account, Value.of(accounts.getOrDefault(account, 0L)));
    }

    private static String text(Value.Fields fields, String name) {
      return ((Value.Text) fields.get(name).orElseThrow()).text();
    }

    List<Block> blocks() {
      List<Block> made = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        made.add(new Block(2, i + 1, "", "", "", 1, i + 1, 0, "n1", "", blocks.get(i)));
      }
      return made;
    }
  }
}
