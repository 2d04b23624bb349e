package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;

/** Reads a history as one of ledger operations. */
final class LedgerHistory {
  private static final Function<History, List<LedgerOperation>> READER = LedgerHistory::readAll;

  private LedgerHistory() {}

  /**
   * The clients' operations, in the order of their invocations.
   *
   * @throws IllegalArgumentException when one is not in the form of the ledger's workloads: the
   *     sentence says which and why
   */
  static List<LedgerOperation> of(History history) {
    return history.read(READER);
  }

  private static List<LedgerOperation> readAll(History history) {
    List<Operation> operations = history.clientOperations();
    List<LedgerOperation> understood = new ArrayList<>(operations.size());
    for (Operation operation : operations) {
      understood.add(read(operation));
    }
    return Collections.unmodifiableList(understood);
  }

  static LedgerOperation read(Operation operation) {
    try {
      Value.Fields asked = fields(operation.input());
      String f = linearizable(operation.f(), asked);
      Call call = call(f, asked);
      Answer answer =
          operation.outcome() instanceof Outcome.Ok(Value value)
              ? answer(call, f, fields(value))
              : new Answer.None();
      return new LedgerOperation(operation, call, answer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "operation #" + operation.index() + ", " + operation.f() + ": " + e.getMessage(), e);
    }
  }

  /** The form of a local read is that of the read; see {@link LedgerOperation#isLocal}. */
  private static Call call(String f, Value.Fields asked) {
    return switch (f) {
      case "read" ->
          asked.get("account").isPresent()
              ? new Call.Read(text(asked, "account"))
              : ContractForm.call(f, asked).orElseThrow();
      case "open" ->
          new Call.Open(text(asked, "id"), text(asked, "account"), whole(asked, "amount"));
      case "transfer" ->
          new Call.Transfer(
              text(asked, "id"), text(asked, "from"), text(asked, "to"), whole(asked, "amount"));
      case "read-all" -> new Call.ReadAll();
      case "audit" -> new Call.Audit(text(asked, "node"));
      default ->
          ContractForm.call(f, asked)
              .orElseThrow(() -> new IllegalArgumentException("the ledger has no such operation"));
    };
  }

  /** Operations that read a node's own state bear the name of the read behind this. */
  private static final String LOCAL = "local-";

  /** The read that a local one would be if a majority were asked. */
  private static String linearizable(String f, Value.Fields asked) {
    if (!f.startsWith(LOCAL)) {
      return f;
    }
    return asked.get("keys").isPresent() ? "lists" : f.substring(LOCAL.length());
  }

  private static Answer answer(Call call, String f, Value.Fields said) {
    return switch (call) {
      case Call.Change change -> {
        Transaction.Result result = result(said);
        List<String> output =
            change instanceof Call.Run && result instanceof Transaction.Result.Applied
                ? ContractForm.output(f, said)
                : List.of();
        yield new Answer.Receipt(result, whole(said, "block"), whole(said, "position"), output);
      }
      case Call.Query _ -> new Answer.Shown(ContractForm.output(f, said), whole(said, "block"));
      case Call.Read _ -> new Answer.Balance(balance(said), whole(said, "block"));
      case Call.ReadAll() -> new Answer.Balances(balances(said), whole(said, "block"));
      case Call.Audit _ ->
          new Answer.Audited(balances(said), whole(said, "block"), text(said, "hash"));
    };
  }

  private static Transaction.Result result(Value.Fields said) {
    String result = text(said, "result");
    return switch (result) {
      case "applied" -> new Transaction.Result.Applied();
      case "refused" -> new Transaction.Result.Refused(text(said, "reason"));
      default -> throw new IllegalArgumentException("\"" + result + "\" is no result");
    };
  }

  private static OptionalLong balance(Value.Fields said) {
    return field(said, "balance") instanceof Value.Nil
        ? OptionalLong.empty()
        : OptionalLong.of(whole(said, "balance"));
  }

  private static SortedMap<String, Long> balances(Value.Fields said) {
    Map<String, Value> given = fields(field(said, "balances")).fields();
    String[] names = new String[given.size()];
    long[] amounts = new long[names.length];
    int at = 0;
    for (Map.Entry<String, Value> balance : given.entrySet()) {
      if (!(balance.getValue() instanceof Value.Whole(long amount))) {
        throw new IllegalArgumentException(
            "the balance of " + balance.getKey() + " is no whole number");
      }
      names[at] = balance.getKey();
      amounts[at++] = amount;
    }
    return SortedBalances.of(names, amounts);
  }

  private static Value.Fields fields(Value value) {
    if (value instanceof Value.Fields fields) {
      return fields;
    }
    throw new IllegalArgumentException("its value is not an object");
  }

  private static Value field(Value.Fields fields, String name) {
    return fields
        .get(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no field \"" + name + "\""));
  }

  private static long whole(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Whole(long number)) {
      return number;
    }
    throw new IllegalArgumentException("\"" + name + "\" is no whole number");
  }

  private static String text(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException("\"" + name + "\" is no text");
  }
}
