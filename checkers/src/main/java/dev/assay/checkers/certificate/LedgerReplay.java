package dev.assay.checkers.certificate;

import static dev.assay.checkers.certificate.Replay.field;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger of accounts, as the verifier has it. Keys of the state are texts for accounts and
 * lists of one text for transactions, whose first result is repeated.
 */
final class LedgerReplay {
  private final Map<Value, Value> state;

  LedgerReplay(Map<Value, Value> state) {
    this.state = state;
  }

  boolean step(Operation operation) {
    boolean answered = operation.outcome() instanceof Outcome.Ok;
    Value answer = operation.outcome() instanceof Outcome.Ok(Value ok) ? ok : Value.NIL;
    return switch (operation.f()) {
      case "open", "transfer" -> {
        Value id = Value.items(List.of(field(operation.input(), "id")));
        Value result = state.containsKey(id) ? state.get(id) : Value.of(executed(operation));
        state.put(id, result);
        yield !answered || said(answer).equals(result);
      }
      case "read" ->
          !answered
              || field(answer, "balance")
                  .equals(state.getOrDefault(field(operation.input(), "account"), Value.NIL));
      case "read-all" -> !answered || balances().equals(sorted(field(answer, "balances")));
      default -> throw new Refused("a ledger has no " + operation.f());
    };
  }

  private static Value said(Value answer) {
    return field(answer, "result").equals(Value.of("applied"))
        ? Value.of("applied")
        : field(answer, "reason");
  }

  /** Changes the state by the rules, in their order; answers "applied" or the reason why not. */
  private String executed(Operation operation) {
    long amount = ((Value.Whole) field(operation.input(), "amount")).number();
    if (amount <= 0) {
      return "non-positive-amount";
    }
    if (operation.f().equals("open")) {
      return state.putIfAbsent(field(operation.input(), "account"), Value.of(amount)) == null
          ? "applied"
          : "account-exists";
    }
    Value from = field(operation.input(), "from");
    Value to = field(operation.input(), "to");
    if (from.equals(to)) {
      return "same-account";
    }
    if (!(state.get(from) instanceof Value.Whole(long source))
        || !(state.get(to) instanceof Value.Whole(long target))) {
      return "unknown-account";
    }
    if (source < amount) {
      return "overdraft";
    }
    if (target > Long.MAX_VALUE - amount) {
      return "overflow";
    }
    state.put(from, Value.of(source - amount));
    state.put(to, Value.of(target + amount));
    return "applied";
  }

  private Map<String, Value> balances() {
    Map<String, Value> balances = new TreeMap<>();
    state.forEach(
        (key, value) -> {
          if (key instanceof Value.Text(String account)) {
            balances.put(account, value);
          }
        });
    return balances;
  }

  private static Map<String, Value> sorted(Value balances) {
    return new TreeMap<>(((Value.Fields) balances).fields());
  }
}
