package dev.assay.checkers.meaning;

import dev.assay.checkers.statement.Refused;
import dev.assay.history.Value;
import java.util.List;
import java.util.Map;

/**
 * A model, by its name.
 *
 * @param start what cells hold at first
 * @param operations which there are
 */
record Known(Value start, List<String> operations) {
  static final Value NIL = Value.NIL;
  static final Value ZERO = Value.of(0);
  static final Value YES = Value.of(true);
  static final Value NO = Value.of(false);
  static final Value EMPTY = Value.of("");

  private static final String REGISTER = "read write cas";
  private static final String CONTAINER = "enqueue push insert dequeue pop extract";
  private static final String LEDGER =
      "open transfer read read-all write cas txn add remove elements";

  private static final Map<String, Known> MODELS =
      Map.ofEntries(
          model("register", NIL, REGISTER),
          model("registers", NIL, REGISTER),
          model("key-value", EMPTY, "get put append"),
          model("multi-register", ZERO, "txn"),
          model("rw-register", NIL, "txn"),
          model("list-append", NIL, "txn"),
          model("mutex", NIL, "acquire lock release unlock"),
          model("counter", ZERO, "add read"),
          model("set", NO, "add remove contains read"),
          model("set-full", NO, "add read"),
          model("queue", NIL, CONTAINER),
          model("stack", NIL, CONTAINER),
          model("priority-queue", NIL, CONTAINER),
          model("bank", NIL, "transfer read read-all"),
          model("ledger", NIL, LEDGER),
          model("ledger-places", NIL, LEDGER),
          model("ledger-nodes", NIL, LEDGER));

  private static Map.Entry<String, Known> model(String name, Value start, String operations) {
    return Map.entry(name, new Known(start, List.of(operations.split(" ", -1))));
  }

  static Known of(String model) {
    String family = FamilyWords.OPERATIONS.get(model);
    Known known = family != null ? model(model, NIL, family).getValue() : MODELS.get(plain(model));
    if (known == null) {
      throw new Refused("there is no model " + model);
    }
    return known;
  }

  /** Without what it says of failures and of what is there at first. */
  static String plain(String model) {
    String name = model.contains(":") ? model.substring(0, model.indexOf(':')) : model;
    boolean isStrict = name.startsWith("strict-reg") || name.startsWith("strict-bank");
    return isStrict ? name.substring("strict-".length()) : name;
  }

  static boolean isLedger(String model) {
    return model.startsWith("ledger");
  }

  boolean has(String f) {
    return operations.contains(f);
  }
}
