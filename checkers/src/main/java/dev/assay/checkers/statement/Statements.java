package dev.assay.checkers.statement;

import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What operations do, as atoms, and what these do to a state, which has a value for each key.
 *
 * @param model for everything but registers, sets and transactions, which are known here
 */
public record Statements<S>(String name, Optional<Model<S>> model, List<Value> elements) {
  /** Stands for anything that there may be. */
  public static final Value ANY = Value.of("anything");

  public static Statements<?> of(String name, Models models, List<Operation> operations) {
    return switch (name) {
      case "register", "strict-register", "registers", "strict-registers" -> plain(name, List.of());
      case "multi-register", "rw-register", "list-append" -> plain(name, List.of());
      case "set" ->
          plain(
              name,
              operations.stream()
                  .filter(o -> o.f().equals("add"))
                  .map(Operation::input)
                  .distinct()
                  .toList());
      default ->
          of(
              name,
              models
                  .named(name, operations)
                  .orElseThrow(() -> new Refused("there is no model " + name)));
    };
  }

  private static Statements<Value> plain(String name, List<Value> elements) {
    return new Statements<>(name, Optional.empty(), elements);
  }

  private static <S> Statements<S> of(String name, Model<S> model) {
    return new Statements<>(name, Optional.of(model), List.of());
  }

  /** Empty when the operation has no place in any order. */
  public Optional<List<Atom>> atoms(Operation o) {
    boolean counts =
        model.isPresent()
            ? model.get().constrains(o)
            : !o.isFail() || (name.startsWith("strict") && o.f().equals("cas"));
    counts &= !isTransaction() || (o.isOk() ? said(o) : o.input()) instanceof Value.Items;
    if (!counts) {
      return Optional.empty();
    }
    return Optional.of(
        switch (name) {
          case "register", "strict-register" -> register(o, Value.NIL, o.input(), said(o));
          case "registers", "strict-registers" ->
              register(
                  o,
                  field(o.input(), "key"),
                  field(o.input(), "value"),
                  o.isOk() ? field(said(o), "value") : Value.NIL);
          case "set" -> set(o);
          default -> isTransaction() ? transaction(o) : List.of(does(o));
        });
  }

  private Atom does(Operation o) {
    Value key = name.equals("key-value") ? thing(o) : Value.NIL;
    return new Atom.Does(key, thing(o), model.orElseThrow().isPure(o), o);
  }

  private boolean isTransaction() {
    return name.equals("multi-register")
        || name.equals("rw-register")
        || name.equals("list-append");
  }

  private List<Atom> register(Operation o, Value key, Value asked, Value seen) {
    boolean silent = !o.isOk() || (!name.startsWith("strict") && seen.equals(Value.NIL));
    return switch (o.f()) {
      case "read" -> silent ? List.of() : List.of(new Atom.Finds(key, seen));
      case "write" -> List.of(new Atom.Puts(key, asked));
      case "cas" -> {
        Value from = items(asked).getFirst();
        Value to = items(asked).getLast();
        yield o.isUnknown()
            ? List.of(new Atom.Swaps(key, from, to))
            : o.isFail()
                ? List.of(new Atom.Lacks(key, from))
                : List.of(new Atom.Finds(key, from), new Atom.Puts(key, to));
      }
      default -> throw new Refused("a register has no " + o.f());
    };
  }

  private List<Atom> set(Operation o) {
    return switch (o.f()) {
      case "add" -> List.of(new Atom.Puts(o.input(), Value.of(true)));
      case "remove" -> List.of(new Atom.Puts(o.input(), Value.of(false)));
      case "contains" -> o.isOk() ? List.of(new Atom.Finds(o.input(), said(o))) : List.of();
      case "read" -> {
        Set<Value> shown = o.isOk() ? Set.copyOf(items(said(o))) : Set.of();
        Stream<Value> all = Stream.concat(shown.stream(), elements.stream()).distinct();
        yield o.isOk()
            ? all.<Atom>map(e -> new Atom.Finds(e, Value.of(shown.contains(e)))).toList()
            : List.of();
      }
      default -> throw new Refused("a set has no " + o.f());
    };
  }

  private List<Atom> transaction(Operation o) {
    List<Atom> atoms = new ArrayList<>();
    for (Value step : items(o.isOk() ? said(o) : o.input())) {
      Value key = items(step).get(1);
      Value value = items(step).get(2);
      boolean none = value.equals(Value.NIL);
      switch (((Value.Text) items(step).getFirst()).text()) {
        case "append", "a" -> atoms.add(new Atom.Appends(key, value));
        case "w", "write" -> atoms.add(new Atom.Puts(key, value));
        case "r", "read" -> {
          if (o.isOk() && !(none && name.equals("multi-register"))) {
            atoms.add(found(key, none ? initial() : value));
          }
        }
        default -> throw new Refused("a transaction has no such step");
      }
    }
    return atoms;
  }

  private Atom found(Value key, Value value) {
    return name.equals("list-append") && value instanceof Value.Items list
        ? new Atom.Shows(key, list)
        : new Atom.Finds(key, value);
  }

  private Value initial() {
    return switch (name) {
      case "set" -> Value.of(false);
      case "multi-register" -> Value.of(0);
      case "list-append" -> Value.items(List.of());
      default -> Value.NIL;
    };
  }

  /** What the operation speaks of: the others may be taken away without its noticing. */
  private Value thing(Operation o) {
    return switch (name) {
      case "key-value" -> field(o.input(), "key");
      case "ledger-places" ->
          o.input() instanceof Value.Fields asked && asked.get("id").isPresent()
              ? field(asked, "id")
              : Value.of(o.index());
      case "queue", "stack", "priority-queue" ->
          o.f().equals("enqueue") || o.f().equals("push") || o.f().equals("insert")
              ? o.input()
              : o.isOk() ? said(o) : ANY;
      default -> Value.NIL;
    };
  }

  /** Does it to the state; whether it is possible there. */
  public boolean step(Map<Value, Object> state, List<Atom> atoms) {
    return atoms.stream().allMatch(atom -> step(state, atom));
  }

  @SuppressWarnings("unchecked") // the state of a key is what the model made
  private boolean step(Map<Value, Object> state, Atom atom) {
    Object now =
        state.getOrDefault(atom.key(), model.<Object>map(Model::initial).orElse(initial()));
    switch (atom) {
      case Atom.Finds(_, Value value) -> {
        return now.equals(value);
      }
      case Atom.Shows(_, Value.Items value) -> {
        return now.equals(value);
      }
      case Atom.Lacks(_, Value value) -> {
        return !now.equals(value);
      }
      case Atom.Puts(Value key, Value value) -> state.put(key, value);
      case Atom.Appends(Value key, Value value) ->
          state.put(
              key,
              Value.items(Stream.concat(items((Value) now).stream(), Stream.of(value)).toList()));
      case Atom.Swaps(Value key, Value from, Value value) ->
          state.put(key, now.equals(from) ? value : now);
      case Atom.Does(Value key, _, _, Operation o) -> {
        Optional<S> after = model.orElseThrow().step((S) now, o);
        after.ifPresent(s -> state.put(key, s));
        return after.isPresent();
      }
    }
    return true;
  }

  private static Value said(Operation o) {
    return o.outcome() instanceof Outcome.Ok(Value answer) ? answer : Value.NIL;
  }

  public static Value field(Value value, String name) {
    if (value instanceof Value.Fields fields && fields.get(name).isPresent()) {
      return fields.get(name).get();
    }
    throw new Refused("there is no field " + name);
  }

  public static List<Value> items(Value value) {
    Refused.unless(value instanceof Value.Items, () -> "something is no list");
    return ((Value.Items) value).items();
  }
}
