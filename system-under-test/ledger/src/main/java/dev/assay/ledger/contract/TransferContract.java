package dev.assay.ledger.contract;

import dev.assay.ledger.Contract;
import dev.assay.ledger.LedgerMutant;
import dev.assay.ledger.Query;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Result;
import dev.assay.ledger.State;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.Signature.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accounts with balances, in minor units of money. {@code open ACCOUNT AMOUNT} opens one with a
 * first balance, {@code transfer FROM TO AMOUNT} moves money between two; neither outputs anything.
 * The query {@code balance ACCOUNT} outputs the balance, or nothing when there is no such account,
 * {@code balances} outputs account, balance, account, balance, sorted by account. No sum of
 * balances but that of the openings is ever possible, and none below zero.
 */
public final class TransferContract implements Contract {
  public static final String NAME = "transfer";
  public static final String OPEN = "open";
  public static final String TRANSFER = "transfer";
  public static final String BALANCE = "balance";
  public static final String BALANCES = "balances";

  private static final Signature OPENING = new Signature(Kind.NAME, Kind.NUMBER);
  private static final Signature TRANSFERRING = new Signature(Kind.NAME, Kind.NAME, Kind.NUMBER);
  private static final Signature ONE = new Signature(Kind.NAME);
  private static final Signature ALL = new Signature();

  /** Opens {@code account} with a first balance. */
  public static Transaction open(String id, String account, long amount) {
    return new Transaction(id, NAME, OPEN, List.of(account, Long.toString(amount)));
  }

  /** Moves {@code amount} between two open accounts. */
  public static Transaction transfer(String id, String from, String to, long amount) {
    return new Transaction(id, NAME, TRANSFER, List.of(from, to, Long.toString(amount)));
  }

  public static Query balance(String account) {
    return new Query(NAME, BALANCE, List.of(account));
  }

  public static Query balances() {
    return new Query(NAME, BALANCES, List.of());
  }

  /**
   * What the query of one balance was answered; empty when there is no such account.
   *
   * @throws IllegalArgumentException when it is no such answer
   */
  public static OptionalLong balanceIn(List<String> output) {
    if (output.size() > 1) {
      throw new IllegalArgumentException(output.size() + " balances for one account");
    }
    return output.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(output.getFirst()));
  }

  /**
   * What the query of all balances was answered, by account.
   *
   * @throws IllegalArgumentException when it is no such answer
   */
  public static SortedMap<String, Long> balancesIn(List<String> output) {
    if (output.size() % 2 != 0) {
      throw new IllegalArgumentException("an account without a balance");
    }
    SortedMap<String, Long> balances = new TreeMap<>();
    for (int i = 0; i < output.size(); i += 2) {
      balances.put(output.get(i), Long.parseLong(output.get(i + 1)));
    }
    return balances;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> malformed(String function, List<String> arguments) {
    return switch (function) {
      case OPEN -> OPENING.malformed(arguments);
      case TRANSFER -> TRANSFERRING.malformed(arguments);
      default -> Optional.of(Reason.UNKNOWN_FUNCTION);
    };
  }

  @Override
  public Result run(State state, String function, List<String> arguments) {
    long amount = Long.parseLong(arguments.getLast());
    if (amount <= 0) {
      return new Result.Refused(Reason.NON_POSITIVE_AMOUNT);
    }
    return function.equals(OPEN)
        ? open(state, arguments.get(0), arguments.get(1))
        : transfer(state, arguments.get(0), arguments.get(1), amount);
  }

  private static Result open(State state, String account, String amount) {
    if (state.get(account).isPresent()) {
      return new Result.Refused(Reason.ACCOUNT_EXISTS);
    }
    state.put(account, amount);
    return Result.Applied.silent();
  }

  /** The order of these rules is part of the contract: the first that applies is the answer. */
  private static Result transfer(State state, String from, String to, long amount) {
    if (from.equals(to)) {
      return new Result.Refused(Reason.SAME_ACCOUNT);
    }
    Optional<String> source = state.get(from);
    Optional<String> target = state.get(to);
    if (source.isEmpty() || target.isEmpty()) {
      return new Result.Refused(Reason.UNKNOWN_ACCOUNT);
    }
    long funds = Long.parseLong(source.get());
    long before = Long.parseLong(target.get());
    if (funds < amount && !state.planted(LedgerMutant.OVERDRAFT_UNCHECKED)) {
      return new Result.Refused(Reason.OVERDRAFT);
    }
    // The first half can only happen when funds are not checked; then it is the floor of a long.
    if (funds < Long.MIN_VALUE + amount || before > Long.MAX_VALUE - amount) {
      return new Result.Refused(Reason.OVERFLOW);
    }
    state.put(from, Long.toString(funds - amount));
    state.put(to, Long.toString(before + amount));
    return Result.Applied.silent();
  }

  @Override
  public Result query(State state, String function, List<String> arguments) {
    return switch (function) {
      case BALANCE ->
          ONE.malformed(arguments)
              .<Result>map(Result.Refused::new)
              .orElseGet(
                  () -> new Result.Applied(state.get(arguments.getFirst()).stream().toList()));
      case BALANCES ->
          ALL.malformed(arguments)
              .<Result>map(Result.Refused::new)
              .orElseGet(() -> new Result.Applied(all(state)));
      default -> new Result.Refused(Reason.UNKNOWN_FUNCTION);
    };
  }

  private static List<String> all(State state) {
    List<String> all = new ArrayList<>();
    state.scan(
        "",
        (account, balance) -> {
          all.add(account);
          all.add(balance);
        });
    return all;
  }
}
