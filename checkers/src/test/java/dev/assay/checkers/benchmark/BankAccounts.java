package dev.assay.checkers.benchmark;

import dev.assay.checkers.benchmark.Clients.Asked;
import dev.assay.history.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Accounts of 100 each; half read-all, half transfers; lack of funds is an answer. */
public final class BankAccounts implements Clients.Subject {
  public static final int ACCOUNTS = 8;
  public static final long BALANCE = 100;

  private final int amountMax;
  private final int step;
  private final int oddFrom;
  private final Map<String, Value> balances = new LinkedHashMap<>();
  private int asked;
  private Optional<Odd> odd = Optional.empty();

  /** The only transfer of an odd amount, and how the accounts stood before it. */
  public record Odd(Value transfer, Value.Fields before) {}

  /** Amounts are multiples of the step, up to the largest. */
  public BankAccounts(int amountMax, int step) {
    this(amountMax, step, Integer.MAX_VALUE);
  }

  private BankAccounts(int amountMax, int step, int oddFrom) {
    this.oddFrom = oddFrom;
    this.amountMax = amountMax;
    this.step = step;
    for (int account = 0; account < ACCOUNTS; account++) {
      balances.put("a" + account, Value.of(BALANCE));
    }
  }

  /** All amounts are even, but for the first transfer that succeeds after so many operations. */
  public static BankAccounts withOneOdd(int operations) {
    return new BankAccounts(10, 2, operations);
  }

  /** The transfer of an odd amount, when there was one. */
  public Optional<Odd> odd() {
    return odd;
  }

  @Override
  public Asked ask(int client, SplittableRandom random) {
    asked++;
    if (random.nextBoolean()) {
      return new Asked("read-all", Value.fields(), false);
    }
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    long amount = (1L + random.nextInt(amountMax / step)) * step;
    amount -= asked > oddFrom && odd.isEmpty() ? 1 : 0;
    return new Asked("transfer", transfer(from, to, amount), true);
  }

  static Value.Fields transfer(int from, int to, long amount) {
    return Value.fields("from", Value.of("a" + from))
        .with("to", Value.of("a" + to))
        .with("amount", Value.of(amount));
  }

  @Override
  public Optional<Value> act(int client, Asked asked) {
    if (asked.f().equals("read-all")) {
      return Optional.of(new Value.Fields(balances));
    }
    Value.Fields transfer = (Value.Fields) asked.input();
    String from = ((Value.Text) transfer.get("from").orElseThrow()).text();
    String to = ((Value.Text) transfer.get("to").orElseThrow()).text();
    long amount = ((Value.Whole) transfer.get("amount").orElseThrow()).number();
    if (balance(from) < amount) {
      return Optional.empty();
    }
    if ((amount & 1) == 1 && step == 2) {
      if (odd.isPresent()) {
        return Optional.empty();
      }
      odd = Optional.of(new Odd(transfer, new Value.Fields(new LinkedHashMap<>(balances))));
    }
    balances.put(from, Value.of(balance(from) - amount));
    balances.put(to, Value.of(balance(to) + amount));
    return Optional.of(asked.input());
  }

  private long balance(String account) {
    return ((Value.Whole) balances.getOrDefault(account, Value.of(0))).number();
  }
}
