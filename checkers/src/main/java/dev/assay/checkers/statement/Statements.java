package dev.assay.checkers.statement;

import static dev.assay.checkers.statement.Atom.ANY;
import static dev.assay.checkers.statement.Atom.list;
import static dev.assay.checkers.statement.Atom.number;
import static dev.assay.checkers.statement.Atom.pair;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What operations say, in the words of a model.
 *
 * @param model one that begins with "strict-" takes a failure for an answer; the accounts of
 *     "bank:100" hold 100 at first
 * @param named the cells of which somebody speaks
 */
public record Statements(String model, Set<Value> named) {
  private static final Value IT = Value.of("it");
  private static final Value ACCOUNT = Value.of("account");
  private static final Value ZERO = Value.of(0);
  private static final Value NIL = Value.NIL;
  private static final Value YES = Value.of(true);
  private static final Value NO = Value.of(false);
  private static final Value EMPTY = Value.of("");
  private static final Atom NEVER = new Atom("differs", IT, IT);
  private static final long BLOCK = 1 << 20;
  private static final Set<String> TRANSACTIONS = Set.of("list-append", "rw-register");

  private static final String CONTAINER = "enqueue push insert dequeue pop extract";
  private static final String LEDGER = "open transfer read read-all write cas txn add elements";

  /** What cells hold at first, and which operations there are. */
  private record Known(Value start, String operations) {}

  private static final Map<String, Known> MODELS =
      Map.ofEntries(
          Map.entry("register", new Known(NIL, "read write cas")),
          Map.entry("registers", new Known(NIL, "read write cas")),
          Map.entry("key-value", new Known(EMPTY, "get put append")),
          Map.entry("multi-register", new Known(ZERO, "txn")),
          Map.entry("rw-register", new Known(NIL, "txn")),
          Map.entry("list-append", new Known(NIL, "txn")),
          Map.entry("mutex", new Known(NIL, "acquire lock release unlock")),
          Map.entry("counter", new Known(ZERO, "add read")),
          Map.entry("set", new Known(NO, "add remove contains read")),
          Map.entry("set-full", new Known(NO, "add read")),
          Map.entry("queue", new Known(NIL, CONTAINER)),
          Map.entry("stack", new Known(NIL, CONTAINER)),
          Map.entry("priority-queue", new Known(NIL, CONTAINER)),
          Map.entry("bank", new Known(NIL, "transfer read read-all")),
          Map.entry("ledger", new Known(NIL, LEDGER)),
          Map.entry("ledger-places", new Known(NIL, LEDGER)),
          Map.entry("ledger-nodes", new Known(NIL, LEDGER)));

  /** Of all operations that have a place in an order; those that ask for one id are one. */
  public static List<Statement> of(String model, List<Operation> operations) {
    Statements some = new Statements(model, Set.of());
    Map<Value, List<Operation>> placed =
        operations.stream()
            .filter(some::hasPlace)
            .collect(Collectors.groupingBy(some::id, LinkedHashMap::new, Collectors.toList()));
    Set<Value> named =
        placed.values().stream()
            .flatMap(same -> some.said(same).atoms().stream())
            .map(Atom::cell)
            .collect(Collectors.toSet());
    Statements all = new Statements(model, named);
    return placed.values().stream().map(all::said).toList();
  }

  /** What cells hold at first. */
  public static Value start(String model) {
    Value start = known(model).start;
    return model.contains(":")
        ? Value.of(Long.parseLong(model.substring(model.indexOf(':') + 1)))
        : start;
  }

  private static Known known(String model) {
    String operations = FamilyWords.OPERATIONS.get(model);
    if (operations != null) {
      return new Known(NIL, operations);
    }
    Known known = MODELS.get(plain(model));
    if (known == null) {
      throw new Refused("there is no model " + model);
    }
    return known;
  }

  /** Without what it says of failures and of what is there at first. */
  private static String plain(String model) {
    String name = model.contains(":") ? model.substring(0, model.indexOf(':')) : model;
    boolean isStrict = name.startsWith("strict-reg") || name.startsWith("strict-bank");
    return isStrict ? name.substring("strict-".length()) : name;
  }

  private boolean isKnown(String f) {
    return (" " + known(model).operations + " ").contains(" " + f + " ");
  }

  private boolean isLedger() {
    return model.startsWith("ledger");
  }

  private Value id(Operation o) {
    Value id = isLedger() ? at(o.input(), "id") : NIL;
    return id.equals(NIL) ? Value.of(o.index()) : id;
  }

  private boolean hasPlace(Operation o) {
    boolean isAnswer = model.startsWith("strict-") && Set.of("cas", "transfer").contains(o.f());
    boolean isOfANode = o.f().startsWith("local-") || o.f().equals("audit");
    boolean isFull = isRefused(o) && o.f().equals("txn");
    boolean isOther =
        (TRANSACTIONS.contains(model) && !isTransaction(o))
            || (FamilyWords.takes(model) && !isKnown(o.f()));
    return (isAnswer || !o.isFail())
        && (!isOfANode || model.equals("ledger-nodes"))
        && !isFull
        && !isOther;
  }

  private static boolean isTransaction(Operation o) {
    return (o.isOk() ? answer(o) : o.input()) instanceof Value.Items;
  }

  private boolean isRefused(Operation o) {
    boolean isSaid = isLedger() && at(answer(o), "result").equals(Value.of("refused"));
    return o.isFail() || (isSaid && !model.equals("ledger-places"));
  }

  private static Value answer(Operation o) {
    return o.outcome() instanceof Outcome.Ok(Value answer) ? answer : ANY;
  }

  /** The place that an answer claims: behind the whole block, where only that is named. */
  public static Stream<Long> place(Operation o) {
    Value block = at(answer(o), "block");
    Value position = at(answer(o), "position");
    return Stream.of(block)
        .filter(Value.Whole.class::isInstance)
        .map(
            b ->
                Math.multiplyExact(number(b), BLOCK)
                    + (position.equals(NIL) ? BLOCK - 1 : number(position)));
  }

  private Statement said(List<Operation> same) {
    boolean isOne = same.stream().map(o -> atoms(o, ANY)).distinct().count() == 1;
    Refused.unless(isOne, "#" + same.getFirst().index() + " has the id of other things");
    List<Statement> said =
        Stream.concat(same.stream().filter(o -> !o.isUnknown()), same.stream().limit(1))
            .map(o -> new Statement(same, atoms(o, answer(o)), isRefused(o)))
            .distinct()
            .toList();
    boolean agree = said.size() == 1 || (same.getFirst().isUnknown() && said.size() == 2);
    return agree ? said.getFirst() : new Statement(same, List.of(NEVER), false);
  }

  private List<Atom> atoms(Operation o, Value out) {
    boolean isKeyed = isLedger() || model.endsWith("registers") || model.equals("key-value");
    Value in = o.input();
    Value cell = isKeyed ? pair(IT, at(in, "key")) : IT;
    Value asked = isKeyed ? at(in, "value") : in;
    Value told = isKeyed ? at(out, "value") : out;
    String plain = o.f().equals("audit") ? "read-all" : shared(o.f());
    String f = TRANSACTIONS.contains(model) ? "txn" : plain;
    Refused.unless(isKnown(f), "the model " + model + " has no " + f);
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
      case "remove" -> List.of(new Atom("puts", pair(cell, asked), NO));
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
    return switch (plain(model)) {
      case "set", "set-full" -> all(IT, told, NO);
      case "bank" -> all(ACCOUNT, told, NIL);
      default ->
          List.of(
              isLedger() && at(in, "key").equals(NIL)
                  ? new Atom("finds", account(in, "account"), at(out, "balance"))
                  : new Atom(isSilent ? "sees" : "finds", cell, told));
    };
  }

  private List<Atom> steps(Value asked, Value told) {
    boolean isOk = !told.equals(ANY);
    return list(isOk ? told : asked).stream().map(step -> step(step, isOk)).toList();
  }

  private Atom step(Value step, boolean isOk) {
    String reads =
        switch (model) {
          case "multi-register" -> "sees";
          case "rw-register" -> "finds";
          default -> "shows";
        };
    return switch (at(step, "0")) {
      case Value.Text(String f) when f.startsWith("a") ->
          new Atom("appends", at(step, "1"), at(step, "2"));
      case Value.Text(String f) when f.startsWith("w") ->
          new Atom("puts", at(step, "1"), at(step, "2"));
      default -> new Atom(reads, at(step, "1"), isOk ? at(step, "2") : ANY);
    };
  }

  private static List<Atom> open(Value account, Value amount) {
    return List.of(
        new Atom("exceeds", ZERO, amount),
        new Atom("finds", account, NIL),
        new Atom("adds", account, amount),
        new Atom("adds", ACCOUNT, amount));
  }

  private List<Atom> transfer(Value from, Value to, Value amount) {
    Stream<Atom> rules =
        Stream.of(
            new Atom("exceeds", ZERO, amount),
            new Atom("differs", from, to),
            new Atom("has", to, ZERO));
    Stream<Atom> moves =
        Stream.of(
            new Atom("has", from, amount),
            new Atom("adds", from, Value.of(-number(amount))),
            new Atom("adds", to, amount));
    return Stream.concat(rules.filter(_ -> isLedger()), moves).toList();
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
        fields.values().forEach(balance -> atoms.add(new Atom("exceeds", Value.of(-1), balance)));
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
