package dev.assay.checkers.benchmark;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.BankModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Times of generated histories: {@code kind clients operations unknownPercent good|bad rounds}. */
public final class GeneratedHistories {
  private GeneratedHistories() {}

  static final RegisterModel REGISTER = new RegisterModel(Value.NIL, RegisterModel.Failures.STRICT);

  static Clients.Subject subject(String kind) {
    return switch (kind) {
      case "reg" -> Registers.fewValues();
      case "regu" -> Registers.uniqueValues();
      case "writes" -> Registers.uniqueWrites();
      case "kv" -> Registers.byKey(100, false);
      case "kvu" -> Registers.byKey(100, true);
      case "bank" -> new BankAccounts(10, 1);
      case "even" -> new BankAccounts(20, 2);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  static Model<?> model(String kind) {
    return switch (kind) {
      case "kv", "kvu" -> RegisterModel.byKey(Value.NIL, RegisterModel.Failures.STRICT);
      case "bank", "even" -> bank();
      default -> REGISTER;
    };
  }

  private static BankModel bank() {
    SortedMap<String, Long> initial = new TreeMap<>();
    for (int account = 0; account < BankAccounts.ACCOUNTS; account++) {
      initial.put("a" + account, BankAccounts.BALANCE);
    }
    return new BankModel(initial, RegisterModel.Failures.STRICT);
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
        spoiled.set(
            i,
            new Operation(
                read.index(),
                read.process(),
                read.f(),
                read.input(),
                old,
                read.invokedNanos(),
                read.completedNanos(),
                read.completionIndex()));
        return spoiled;
      }
    }
    throw new IllegalStateException("no read to spoil");
  }

  private static String by(Answer answer) {
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
      List<Operation> made =
          Clients.work(subject(kind), clients, operations, unknown, seed + round);
      List<Operation> history = bad ? spoiled(made) : made;
      Budget budget = new Budget(new Budget.Limits(2_000_000_000L, 4_000_000, () -> false));
      long from = System.nanoTime();
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Answer answer = Linearizability.check(model(kind), history, budget);
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
