package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ledger, one operation at a time, without blocks: which order it claims is judged elsewhere.
 * An id takes effect once; every later operation with that id is answered with the first receipt,
 * and changes nothing. Made for one list of operations, whose accounts and repeated ids it numbers.
 */
final class LedgerModel implements Model<LedgerState> {
  /** The receipt of an id that has not taken effect. */
  static final Transaction.Result NONE_YET = new Transaction.Result.Refused("");

  private final Map<Long, LedgerOperation> understood = new HashMap<>();
  private final Map<String, Integer> accounts = new HashMap<>();
  private final List<String> accountNames;
  private final Map<String, Integer> repeatedIds = new HashMap<>();

  LedgerModel(List<LedgerOperation> operations) {
    SortedSet<String> names = new TreeSet<>();
    SortedMap<String, Integer> timesAsked = new TreeMap<>();
    for (LedgerOperation operation : operations) {
      understood.put(operation.index(), operation);
      switch (operation.call()) {
        case Call.Open(_, String account, _) -> names.add(account);
        case Call.Transfer(_, String from, String to, _) -> names.addAll(List.of(from, to));
        case Call.Read(String account) -> names.add(account);
        case Call.ReadAll(), Call.Audit _ -> {}
        case Call.Run _, Call.Query _ -> {}
      }
      if (operation.call() instanceof Call.Change change && constrains(operation.operation())) {
        timesAsked.merge(change.id(), 1, Integer::sum);
      }
    }
    accountNames = List.copyOf(names);
    accountNames.forEach(name -> accounts.put(name, accounts.size()));
    timesAsked.forEach(
        (id, times) -> {
          if (times > 1) {
            repeatedIds.put(id, repeatedIds.size());
          }
        });
  }

  @Override
  public LedgerState initial() {
    long[] balances = new long[accountNames.size()];
    Arrays.fill(balances, Rules.ABSENT);
    Transaction.Result[] receipts = new Transaction.Result[repeatedIds.size()];
    Arrays.fill(receipts, NONE_YET);
    return new LedgerState(balances, receipts, OtherContracts.NOTHING);
  }

  @Override
  public Optional<LedgerState> step(LedgerState state, Operation operation) {
    LedgerOperation understoodOperation = understood(operation);
    return switch (understoodOperation.call()) {
      case Call.Change change -> change(state, change, understoodOperation.answer());
      case Call.Read(String account) ->
          !(understoodOperation.answer() instanceof Answer.Balance(OptionalLong seen, _))
                  || seen.orElse(Rules.ABSENT) == balance(state, account)
              ? Optional.of(state)
              : Optional.empty();
      case Call.ReadAll() ->
          !(understoodOperation.answer() instanceof Answer.Balances(var seen, _))
                  || sees(seen, state)
              ? Optional.of(state)
              : Optional.empty();
      case Call.Query query ->
          !(understoodOperation.answer() instanceof Answer.Shown(List<String> output, _))
                  || output.equals(state.others().answer(query))
              ? Optional.of(state)
              : Optional.empty();
      case Call.Audit _ -> Optional.of(state);
    };
  }

  private Optional<LedgerState> change(LedgerState state, Call.Change change, Answer answer) {
    Integer repeated = repeatedIds.get(change.id());
    if (repeated != null && !state.receipt(repeated).equals(NONE_YET)) {
      return allows(answer, state.receipt(repeated)) ? Optional.of(state) : Optional.empty();
    }
    Transaction.Result result =
        switch (change) {
          case Call.Money money -> Rules.decide(money, account -> balance(state, account));
          case Call.Run run -> state.others().decide(run);
        };
    if (change instanceof Call.Run run
        && answer instanceof Answer.Receipt receipt
        && result instanceof Transaction.Result.Applied
        && !receipt.output().equals(state.others().output(run))) {
      return Optional.empty();
    }
    if (!allows(answer, result)) {
      return Optional.empty();
    }
    LedgerState after =
        result instanceof Transaction.Result.Applied ? applied(state, change) : state;
    return Optional.of(repeated == null ? after : after.withReceipt(repeated, result));
  }

  private static boolean allows(Answer answer, Transaction.Result result) {
    return !(answer instanceof Answer.Receipt(Transaction.Result said, _, _, _))
        || said.equals(result);
  }

  private LedgerState applied(LedgerState state, Call.Change change) {
    return switch (change) {
      case Call.Open(_, String account, long amount) -> state.with(number(account), amount);
      case Call.Transfer(_, String from, String to, long amount) ->
          state.moved(number(from), number(to), amount);
      case Call.Run run -> state.with(state.others().after(run));
    };
  }

  private long balance(LedgerState state, String account) {
    return state.balance(number(account));
  }

  private boolean sees(SortedMap<String, Long> seen, LedgerState state) {
    int present = 0;
    for (int account = 0; account < state.accounts(); account++) {
      if (state.balance(account) != Rules.ABSENT) {
        present++;
        Long balance = seen.get(accountNames.get(account));
        if (balance == null || balance != state.balance(account)) {
          return false;
        }
      }
    }
    return present == seen.size();
  }

  private int number(String account) {
    Integer number = accounts.get(account);
    if (number == null) {
      throw new IllegalStateException("account " + account + " has no number");
    }
    return number;
  }

  @Override
  public boolean isPure(Operation operation) {
    LedgerOperation understoodOperation = understood(operation);
    return switch (understoodOperation.call()) {
      case Call.Read _, Call.ReadAll _, Call.Audit _, Call.Query _ -> true;
      // The first refusal of an id asked for twice is remembered: that is a change.
      case Call.Change change ->
          understoodOperation.answer() instanceof Answer.Receipt(Transaction.Result said, _, _, _)
              && said instanceof Transaction.Result.Refused
              && !repeatedIds.containsKey(change.id());
    };
  }

  /** Whether the operation has to fit into one order: no audit, no read of a node's own state. */
  static boolean isLinearizable(Operation operation) {
    return !operation.isFail()
        && !operation.f().equals("audit")
        && !operation.f().startsWith("local-");
  }

  @Override
  public boolean constrains(Operation operation) {
    return isLinearizable(operation);
  }

  @Override
  public String describe(Operation operation) {
    return understood(operation).name() + ", " + understood(operation).said();
  }

  @Override
  public String describeState(LedgerState state) {
    SortedMap<String, Long> balances = new TreeMap<>();
    for (int account = 0; account < state.accounts(); account++) {
      if (state.balance(account) != Rules.ABSENT) {
        balances.put(accountNames.get(account), state.balance(account));
      }
    }
    return balances.toString();
  }

  private LedgerOperation understood(Operation operation) {
    LedgerOperation known = understood.get(operation.index());
    if (known == null) {
      throw new IllegalStateException("operation #" + operation.index() + " is not the model's");
    }
    return known;
  }
}
