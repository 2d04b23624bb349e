package dev.assay.checkers.meaning;

import static dev.assay.checkers.meaning.Known.EMPTY;
import static dev.assay.checkers.meaning.Known.NIL;
import static dev.assay.checkers.meaning.Known.NO;
import static dev.assay.checkers.meaning.Known.YES;
import static dev.assay.checkers.meaning.Known.ZERO;
import static dev.assay.checkers.statement.Atom.ANY;
import static dev.assay.checkers.statement.Atom.list;
import static dev.assay.checkers.statement.Atom.number;
import static dev.assay.checkers.statement.Atom.pair;

import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Refused;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What single operations say, in the words of a model.
 *
 * @param named the cells of which somebody speaks
 */
record Words(String model, Set<Value> named) {
  private static final Value IT = Value.of("it");
  private static final Value ACCOUNT = Value.of("account");
  private static final Set<String> READS = Set.of("finds", "shows");
  static final Set<String> TRANSACTIONS = Set.of("list-append", "rw-register");
  private static final Value NOWHERE = Value.of("nowhere");

  /** What can't have been, whatever there was. */
  static final Atom NEVER = new Atom("never", NOWHERE, NIL);

  private boolean isLedger() {
    return Known.isLedger(model);
  }

  /**
   * What it found and did.
   *
   * @param out what was answered; anything, where that is not known
   */
  List<Atom> atoms(Operation o, Value out) {
    boolean isKeyed = isLedger() || model.endsWith("registers") || model.equals("key-value");
    Value in = o.input();
    Value cell = isKeyed ? pair(IT, at(in, "key")) : IT;
    Value asked = isKeyed ? at(in, "value") : in;
    Value told = isKeyed ? at(out, "value") : out;
    String plain = o.f().equals("audit") ? "read-all" : shared(o.f());
    String f = TRANSACTIONS.contains(model) ? "txn" : plain;
    Refused.unless(Known.of(model).has(f), "the model " + model + " has no " + f);
    if (FamilyWords.OPERATIONS.containsKey(model)) {
      return new FamilyWords(model, named).atoms(o, out);
    }
    return switch (model.equals("ledger-places") ? "place" : f) {
      case "read" -> read(in, out, cell, told);
      case "write" -> List.of(new Atom("puts", cell, asked));
      case "cas" ->
          List.of(new Atom("finds", cell, at(asked, "0")), new Atom("puts", cell, at(asked, "1")));
      case "get" -> List.of(new Atom("finds", cell, told));
      case "put" -> List.of(new Atom("puts", cell, EMPTY), new Atom("joins", cell, asked));
      case "append" -> List.of(new Atom("joins", cell, asked));
      case "acquire", "lock" -> List.of(new Atom("finds", IT, NIL), new Atom("puts", IT, YES));
      case "release", "unlock" -> List.of(new Atom("finds", IT, YES), new Atom("puts", IT, NIL));
      case "add" ->
          List.of(
              model.equals("counter")
                  ? new Atom("adds", IT, in)
                  : new Atom("puts", pair(cell, asked), YES));
      case "remove" -> List.of(new Atom("puts", pair(cell, asked), isLedger() ? NIL : NO));
      case "contains" -> List.of(new Atom("finds", pair(cell, asked), told));
      case "elements" -> all(cell, told, NIL);
      case "enqueue", "push", "insert" -> List.of(new Atom(puts(), IT, in));
      case "dequeue", "pop", "extract" -> List.of(new Atom("takes", IT, out));
      case "txn" -> steps(asked, told);
      case "read-all" -> all(ACCOUNT, isLedger() ? at(out, "balances") : out, NIL);
      case "open" -> open(account(in, "account"), at(in, "amount"));
      case "transfer" -> transfer(account(in, "from"), account(in, "to"), at(in, "amount"));
      default -> List.of();
    };
  }

  private static String shared(String f) {
    return f.startsWith("local-") ? f.substring("local-".length()) : f;
  }

  /** Whatever is taken is the first. */
  private String puts() {
    return switch (model) {
      case "stack" -> "pushes";
      case "priority-queue" -> "inserts";
      default -> "appends";
    };
  }

  private List<Atom> read(Value in, Value out, Value cell, Value told) {
    boolean isSilent = Set.of("register", "registers").contains(model);
    return switch (Known.plain(model)) {
      case "set", "set-full" -> all(IT, told, NO);
      case "bank" -> all(ACCOUNT, told, NIL);
      default ->
          List.of(
              isLedger() && at(in, "key").equals(NIL)
                  ? new Atom("finds", account(in, "account"), at(out, "balance"))
                  : found(cell, isSilent ? heard(told) : told));
    };
  }

  /** Reads of which no answer is known say nothing. */
  private List<Atom> steps(Value asked, Value told) {
    boolean isOk = !told.equals(ANY);
    return list(isOk ? told : asked).stream()
        .map(this::step)
        .filter(atom -> isOk || !READS.contains(atom.word()))
        .toList();
  }

  private Atom step(Value step) {
    Value cell = at(step, "1");
    Value value = at(step, "2");
    return switch (at(step, "0")) {
      case Value.Text(String f) when f.startsWith("a") -> new Atom("appends", cell, value);
      case Value.Text(String f) when f.startsWith("w") -> new Atom("puts", cell, value);
      default ->
          switch (model) {
            case "multi-register" -> found(cell, heard(value));
            case "rw-register" -> found(cell, value);
            default -> new Atom("shows", cell, value);
          };
    };
  }

  private static List<Atom> open(Value account, Value amount) {
    return List.of(
        demand(number(amount) > 0),
        new Atom("finds", account, NIL),
        new Atom("adds", account, amount),
        new Atom("adds", ACCOUNT, amount));
  }

  private List<Atom> transfer(Value from, Value to, Value amount) {
    Stream<Atom> rules =
        Stream.of(demand(number(amount) > 0), demand(!from.equals(to)), new Atom("has", to, ZERO));
    Stream<Atom> moves =
        Stream.of(
            new Atom("has", from, amount),
            new Atom("adds", from, Value.of(-number(amount))),
            new Atom("adds", to, amount));
    return Stream.concat(rules.filter(_ -> isLedger()), moves).toList();
  }

  private static Atom found(Value cell, Value value) {
    return new Atom("finds", cell, value);
  }

  /** Where nil as an answer says nothing. */
  private static Value heard(Value told) {
    return told.equals(NIL) ? ANY : told;
  }

  /** What does not depend on any state. */
  private static Atom demand(boolean isMet) {
    return isMet ? new Atom("finds", NOWHERE, ANY) : NEVER;
  }

  /** What each cell of a kind holds of which anybody speaks; and how much it is in all. */
  private List<Atom> all(Value kind, Value shown, Value none) {
    Map<Value, Value> held = new LinkedHashMap<>();
    named.stream()
        .filter(c -> list(c).stream().limit(1).toList().equals(List.of(kind)))
        .forEach(c -> held.put(c, none));
    list(shown).forEach(element -> held.put(pair(kind, element), YES));
    List<Atom> atoms = new ArrayList<>();
    if (shown instanceof Value.Fields(Map<String, Value> fields)) {
      fields.forEach((name, value) -> held.put(pair(kind, Value.of(name)), value));
      if (isLedger()) {
        long sum = fields.values().stream().mapToLong(Atom::number).reduce(0, Math::addExact);
        atoms.add(new Atom("finds", ACCOUNT, sum == 0 ? NIL : Value.of(sum)));
        fields.values().forEach(balance -> atoms.add(demand(number(balance) >= 0)));
      }
    }
    held.forEach((cell, value) -> atoms.add(new Atom("finds", cell, value)));
    return shown.equals(ANY) ? List.of() : atoms;
  }

  private static Value account(Value in, String name) {
    return pair(
        ACCOUNT, at(in, name) instanceof Value.Whole(long n) ? Value.of("" + n) : at(in, name));
  }

  /** A part of what was asked or answered, nil if there is none. */
  static Value at(Value whole, String name) {
    return switch (whole) {
      case Value.Fields fields -> fields.get(name).orElse(NIL);
      case Value.Items(List<Value> items) ->
          items.stream().skip(Long.parseLong(name)).findFirst().orElse(NIL);
      case Value.Nil _ -> NIL;
      default -> {
        Refused.unless(whole.equals(ANY), "something has no " + name);
        yield ANY;
      }
    };
  }
}
