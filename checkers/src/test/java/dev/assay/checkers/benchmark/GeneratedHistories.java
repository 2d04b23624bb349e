package dev.assay.checkers.benchmark;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Workers;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.linearizability.Toys;
import dev.assay.checkers.model.BankModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Times of generated histories: {@code kind clients operations unknownPercent good|bad rounds}. */
public final class GeneratedHistories {
  private GeneratedHistories() {}

  private static final Workers WORKERS =
      Integer.getInteger("workers", 1) == 1 ? Workers.ALONE : GeneratedHistories::atOnce;

  /** On two threads, each of which takes the next task. */
  private static void atOnce(List<Runnable> tasks) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int task = next.getAndIncrement();
              task < tasks.size();
              task = next.getAndIncrement()) {
            tasks.get(task).run();
          }
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> one = threads.submit(work);
      Future<?> other = threads.submit(work);
      one.get();
      other.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static final RegisterModel REGISTER = new RegisterModel(Value.NIL, RegisterModel.Failures.STRICT);

  static Clients.Subject subject(String kind) {
    return switch (kind) {
      case "reg" -> Registers.fewValues();
      case "regu" -> Registers.uniqueValues();
      case "writes" -> Registers.uniqueWrites();
      case "kv" -> Registers.byKey(100, false);
      case "kvu" -> Registers.byKey(100, true);
      case "bank" -> new BankAccounts(10, 1);
      case "queue", "stack", "priorities" -> container(kind).subject.get();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  static Model<?> model(String kind) {
    return switch (kind) {
      case "kv", "kvu" -> RegisterModel.byKey(Value.NIL, RegisterModel.Failures.STRICT);
      case "bank" -> bank();
      case "queue", "stack", "priorities" -> container(kind).model;
      default -> REGISTER;
    };
  }

  /** Each element once, takes of nothing, and takes whose outcome is unknown. */
  private static Toys container(String kind) {
    return Toys.valueOf("UNCLEAR_" + kind.toUpperCase(Locale.ROOT));
  }

  private static BankModel bank() {
    SortedMap<String, Long> initial = new TreeMap<>();
    for (int account = 0; account < BankAccounts.ACCOUNTS; account++) {
      initial.put("a" + account, BankAccounts.BALANCE);
    }
    return new BankModel(initial, RegisterModel.Failures.STRICT);
  }

  /**
   * A history of accounts that no unknown transfer explains: all amounts are even but one, and a
   * read that began after that transfer had returned shows the accounts before it.
   */
  static List<Operation> oddBank(int clients, int operations, double unknown, long seed) {
    for (long attempt = seed; ; attempt += 1_000_003) {
      BankAccounts accounts = BankAccounts.withOneOdd(operations / 20 * 19);
      List<Operation> made = Clients.work(accounts, clients, operations, unknown, attempt);
      if (accounts.odd().isPresent()) {
        BankAccounts.Odd odd = accounts.odd().orElseThrow();
        Optional<List<Operation>> bad = withStaleRead(made, odd);
        if (bad.isPresent()) {
          return bad.orElseThrow();
        }
      }
    }
  }

  private static Optional<List<Operation>> withStaleRead(
      List<Operation> made, BankAccounts.Odd odd) {
    List<Operation> changed = new ArrayList<>(made);
    long end = Long.MAX_VALUE;
    for (int i = 0; i < made.size(); i++) {
      Operation operation = made.get(i);
      boolean isOdd = operation.input().equals(odd.transfer());
      if (isOdd && !operation.isOk()) {
        // Another one that asked for the same was refused, or this one's outcome is unknown.
        return Optional.empty();
      }
      end = isOdd ? operation.endIndex() : end;
      if (operation.f().equals("read-all") && operation.index() > end) {
        changed.set(i, answered(operation, new Outcome.Ok(odd.before())));
        return Optional.of(changed);
      }
    }
    return Optional.empty();
  }

  private static Operation answered(Operation read, Outcome outcome) {
    return new Operation(
        read.index(),
        read.process(),
        read.f(),
        read.input(),
        outcome,
        read.invokedNanos(),
        read.completedNanos(),
        read.completionIndex());
  }

  /** One read near the end sees what was overwritten long before. */
  static List<Operation> spoiled(List<Operation> operations) {
    List<Operation> spoiled = new ArrayList<>(operations);
    Outcome old = null;
    int seen = 0;
    for (int i = 0; i < spoiled.size(); i++) {
      Operation read = spoiled.get(i);
      if (!read.f().startsWith("read") || !read.isOk()) {
        continue;
      }
      if (++seen == 3) {
        old = read.outcome();
      }
      if (i > spoiled.size() * 0.95 && old != null) {
        spoiled.set(i, answered(read, old));
        return spoiled;
      }
    }
    throw new IllegalStateException("no read to spoil");
  }

  static List<Operation> history(
      String kind, int clients, int operations, double unknown, boolean bad, long seed) {
    if (kind.equals("bank") && bad) {
      return oddBank(clients, operations, unknown, seed);
    }
    List<Operation> made = Clients.work(subject(kind), clients, operations, unknown, seed);
    return bad ? spoiled(made) : made;
  }

  static String by(Answer answer) {
    return switch (answer) {
      case Answer.Linearizable(_, String by) -> " by " + by;
      case Answer.Contradiction contradiction -> " by " + contradiction.by();
      case Answer.Clash clash -> " by " + clash.by() + ", " + clash.operations().size();
      case Answer.Undecided undecided -> undecided.why();
    };
  }

  public static void main(String[] arguments) {
    String kind = arguments[0];
    int clients = Integer.parseInt(arguments[1]);
    int operations = Integer.parseInt(arguments[2]);
    double unknown = Double.parseDouble(arguments[3]) / 100;
    boolean bad = arguments[4].equals("bad");
    int rounds = Integer.parseInt(arguments[5]);
    long seed = arguments.length > 6 ? Long.parseLong(arguments[6]) : 1;
    for (int round = 0; round < rounds; round++) {
      List<Operation> history = history(kind, clients, operations, unknown, bad, seed + round);
      Budget budget = new Budget(new Budget.Limits(2_000_000_000L, 4_000_000, () -> false));
      long from = System.nanoTime();
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Answer answer = Linearizability.check(model(kind), history, budget, WORKERS);
      double millis = (System.nanoTime() - from) / 1e6;
      double own = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6;
      System.out.printf(
          Locale.ROOT,
          "%s c%d %d u%.0f %s: %.1f ms, thread %.1f ms, %d steps, %s%n",
          kind,
          clients,
          operations,
          unknown * 100,
          arguments[4],
          millis,
          own,
          budget.steps(),
          answer instanceof Answer.Undecided undecided
              ? undecided.toString()
              : answer.getClass().getSimpleName() + by(answer));
    }
  }
}
