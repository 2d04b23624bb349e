package dev.assay.checkers.model;

import dev.assay.checkers.Words;
import dev.assay.checkers.bank.BankCall;
import dev.assay.checkers.bank.CommutingTransfers;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accounts with {@code transfer} of "amount" between "from" and "to", and {@code read-all} (or
 * {@code read}), which answers with the balance of each account. No balance goes below zero.
 */
public final class BankModel implements Model<SortedMap<String, Long>> {
  private final SortedMap<String, Long> initial;
  private final RegisterModel.Failures failures;

  /**
   * Accounts.
   *
   * @param initial all of them, with their balances at the start
   * @param failures whether a failed transfer found too little on the account (strict), or says
   *     nothing
   */
  public BankModel(SortedMap<String, Long> initial, RegisterModel.Failures failures) {
    this.initial = Collections.unmodifiableSortedMap(new TreeMap<>(initial));
    this.failures = failures;
  }

  /** The accounts that the operations name, with the same balance each at the start. */
  public static BankModel ofAccountsIn(
      List<Operation> operations, long balance, RegisterModel.Failures failures) {
    BankModel any = new BankModel(new TreeMap<>(), failures);
    SortedMap<String, Long> accounts = new TreeMap<>();
    for (Operation operation : operations) {
      if (any.constrains(operation)) {
        switch (any.call(operation)) {
          case BankCall.Seen(Map<String, Long> seen) ->
              seen.keySet().forEach(account -> accounts.put(account, balance));
          case BankCall.Transfer(String from, String to, _) -> {
            accounts.put(from, balance);
            accounts.put(to, balance);
          }
          case BankCall.Lacks(String from, _) -> accounts.put(from, balance);
          case BankCall.Silent() -> {}
        }
      }
    }
    return new BankModel(accounts, failures);
  }

  @Override
  public SortedMap<String, Long> initial() {
    return initial;
  }

  @Override
  public Optional<SortedMap<String, Long>> step(
      SortedMap<String, Long> state, Operation operation) {
    return switch (call(operation)) {
      case BankCall.Seen(Map<String, Long> balances) ->
          balances.equals(state) ? Optional.of(state) : Optional.empty();
      case BankCall.Lacks(String from, long amount) ->
          state.getOrDefault(from, 0L) < amount ? Optional.of(state) : Optional.empty();
      case BankCall.Silent() -> Optional.of(state);
      case BankCall.Transfer transfer -> transferred(state, transfer, operation.isUnknown());
    };
  }

  private static Optional<SortedMap<String, Long>> transferred(
      SortedMap<String, Long> state, BankCall.Transfer transfer, boolean isUnknown) {
    if (!state.containsKey(transfer.from())
        || !state.containsKey(transfer.to())
        || state.getOrDefault(transfer.from(), 0L) < transfer.amount()) {
      return isUnknown ? Optional.of(state) : Optional.empty();
    }
    SortedMap<String, Long> after = new TreeMap<>(state);
    after.merge(transfer.from(), -transfer.amount(), Long::sum);
    after.merge(transfer.to(), transfer.amount(), Long::sum);
    return Optional.of(Collections.unmodifiableSortedMap(after));
  }

  @Override
  public long hash(SortedMap<String, Long> state) {
    return mixed(state);
  }

  /**
   * By balance and place: what a map makes of its entries is added up, which for accounts whose sum
   * stays the same gives few numbers.
   */
  private static long mixed(Map<String, Long> balances) {
    long hash = 0;
    for (long balance : balances.values()) {
      hash = (hash + balance) * 0x9e3779b97f4a7c15L;
    }
    return hash;
  }

  @Override
  public Object meaning(Operation operation) {
    return new Told(call(operation), operation.isUnknown());
  }

  private record Told(BankCall call, boolean isUnknown) {
    @Override
    public int hashCode() {
      return call instanceof BankCall.Seen(Map<String, Long> balances)
          ? (int) (mixed(balances) >>> 32)
          : call.hashCode();
    }
  }

  private BankCall call(Operation operation) {
    return switch (operation.f()) {
      case "read", "read-all" ->
          operation.outcome() instanceof Outcome.Ok(Value answer)
              ? new BankCall.Seen(balances(operation, answer))
              : new BankCall.Silent();
      case "transfer" -> {
        String from = name(KeyedPart.field(operation, operation.input(), "from"));
        long amount = whole(operation, KeyedPart.field(operation, operation.input(), "amount"));
        yield operation.isFail()
            ? new BankCall.Lacks(from, amount)
            : new BankCall.Transfer(
                from, name(KeyedPart.field(operation, operation.input(), "to")), amount);
      }
      default ->
          throw new IllegalArgumentException(
              "event " + operation.index() + ": a bank has no operation " + operation.f());
    };
  }

  private static Map<String, Long> balances(Operation operation, Value answer) {
    if (!(answer instanceof Value.Fields fields)) {
      throw new IllegalArgumentException(
          "read of event " + operation.index() + " has no balances by account");
    }
    Map<String, Long> balances = new TreeMap<>();
    fields.fields().forEach((name, value) -> balances.put(name, whole(operation, value)));
    return balances;
  }

  private static String name(Value account) {
    return account instanceof Value.Text(String text)
        ? text
        : account instanceof Value.Whole(long number) ? Long.toString(number) : account.toString();
  }

  private static long whole(Operation operation, Value value) {
    if (value instanceof Value.Whole(long number)) {
      return number;
    }
    throw new IllegalArgumentException(
        "%s of event %d has %s where a whole number is due"
            .formatted(operation.f(), operation.index(), Words.of(value)));
  }

  @Override
  public boolean isPure(Operation operation) {
    return !operation.f().equals("transfer") || operation.isFail();
  }

  @Override
  public boolean constrains(Operation operation) {
    return !operation.isFail()
        || (failures == RegisterModel.Failures.STRICT && operation.f().equals("transfer"));
  }

  @Override
  public List<Rung> rungs() {
    return List.of(new CommutingTransfers(initial, this::call));
  }

  @Override
  public String describe(Operation operation) {
    return Words.of(operation);
  }

  @Override
  public String describeState(SortedMap<String, Long> state) {
    return state.toString();
  }
}
