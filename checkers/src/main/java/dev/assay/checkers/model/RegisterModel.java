package dev.assay.checkers.model;

import dev.assay.checkers.Words;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.linearizability.Rung;
import dev.assay.checkers.register.RegisterCall;
import dev.assay.checkers.register.UniqueValues;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One register with {@code read}, {@code write} of a value, and {@code cas} of a pair: expected
 * value, new value. A read's answer is the value itself; an absent value is nil.
 */
public final class RegisterModel implements Model<Value> {
  private final Value initial;
  private final Failures failures;
  private final boolean keyed;

  /** What a failed operation says. */
  public enum Failures {
    /** A failed cas is an answer: the value was another one. A failed read says nothing. */
    STRICT,
    /** It did not happen, which says nothing; and a read of nil found nothing out (Jepsen). */
    JEPSEN
  }

  /** One register. */
  public RegisterModel(Value initial, Failures failures) {
    this(initial, failures, false);
  }

  private RegisterModel(Value initial, Failures failures, boolean keyed) {
    this.initial = initial;
    this.failures = failures;
    this.keyed = keyed;
  }

  /** Many registers: what is asked and answered has the fields "key" and "value". */
  public static RegisterModel byKey(Value initial, Failures failures) {
    return new RegisterModel(initial, failures, true);
  }

  @Override
  public Value initial() {
    return initial;
  }

  @Override
  public Optional<Value> step(Value state, Operation operation) {
    return switch (operation.f()) {
      case "read" ->
          read(operation).filter(seen -> !seen.equals(state)).isEmpty()
              ? Optional.of(state)
              : Optional.empty();
      case "write" -> Optional.of(content(operation, operation.input()));
      case "cas" -> cas(state, operation);
      default -> throw unknown(operation);
    };
  }

  private Optional<Value> cas(Value state, Operation operation) {
    boolean matches = state.equals(pair(operation).getFirst());
    return switch (operation.outcome()) {
      case Outcome.Ok(_) -> matches ? Optional.of(pair(operation).getLast()) : Optional.empty();
      case Outcome.Fail(_) -> matches ? Optional.empty() : Optional.of(state);
      case Outcome.Unknown(_) -> Optional.of(matches ? pair(operation).getLast() : state);
    };
  }

  /** What the read found; empty when that says nothing. */
  private Optional<Value> read(Operation operation) {
    if (!(operation.outcome() instanceof Outcome.Ok(Value answer))) {
      return Optional.empty();
    }
    Value seen = content(operation, answer);
    return failures == Failures.JEPSEN && seen.equals(Value.NIL)
        ? Optional.empty()
        : Optional.of(seen);
  }

  private Value content(Operation operation, Value value) {
    return keyed ? KeyedPart.field(operation, value, "value") : value;
  }

  @Override
  public List<List<Operation>> partition(List<Operation> operations) {
    return keyed ? KeyedPart.split(operations) : List.of(operations);
  }

  @Override
  public List<Rung> rungs() {
    return List.of(new UniqueValues(initial, this::call));
  }

  @Override
  public Object meaning(Operation operation) {
    return switch (operation.f()) {
      case "read" ->
          read(operation).map(seen -> new Meaning('r', seen)).orElse(new Meaning('-', Value.NIL));
      case "write" ->
          new Meaning(operation.isUnknown() ? 'v' : 'w', content(operation, operation.input()));
      case "cas" -> new Meaning(sort(operation), content(operation, operation.input()));
      default -> throw unknown(operation);
    };
  }

  private static char sort(Operation cas) {
    return cas.isOk() ? 's' : cas.isFail() ? 'f' : 'u';
  }

  /** A sort of operation, and the value or values that it is about. */
  private record Meaning(char sort, Value about) {
    // By hand, since a million are looked up before what the runtime makes of records is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Meaning(char itsSort, Value itsAbout)
          && itsSort == sort
          && itsAbout.equals(about);
    }

    @Override
    public int hashCode() {
      return about.hashCode() * 31 + sort;
    }
  }

  /** What it says, for the special algorithms. */
  private RegisterCall call(Operation operation) {
    return switch (operation.f()) {
      case "read" -> read(operation).<RegisterCall>map(RegisterCall.Read::new).orElse(SILENT);
      case "write" -> new RegisterCall.Write(content(operation, operation.input()));
      case "cas" ->
          operation.isFail()
              ? new RegisterCall.Differs(pair(operation).getFirst())
              : swap(pair(operation), operation.isUnknown());
      default -> throw unknown(operation);
    };
  }

  private static RegisterCall swap(List<Value> pair, boolean isUnknown) {
    Value from = pair.getFirst();
    return from.equals(pair.getLast())
        ? (isUnknown ? SILENT : new RegisterCall.Read(from))
        : new RegisterCall.Swap(from, pair.getLast());
  }

  private static final RegisterCall SILENT = new RegisterCall.Silent();

  @Override
  public boolean isPure(Operation operation) {
    return switch (operation.f()) {
      case "read" -> true;
      case "write" -> false;
      case "cas" ->
          operation.isFail() || pair(operation).getFirst().equals(pair(operation).getLast());
      default -> throw unknown(operation);
    };
  }

  @Override
  public boolean isOverwrite(Operation operation) {
    return operation.f().equals("write");
  }

  @Override
  public boolean constrains(Operation operation) {
    return !operation.isFail() || (failures == Failures.STRICT && operation.f().equals("cas"));
  }

  @Override
  public String describe(Operation operation) {
    return Words.of(operation);
  }

  @Override
  public String describeState(Value state) {
    return Words.of(state);
  }

  private List<Value> pair(Operation operation) {
    if (content(operation, operation.input()) instanceof Value.Items(List<Value> items)
        && items.size() == 2) {
      return items;
    }
    throw new IllegalArgumentException(
        "cas of event " + operation.index() + " has no pair of values");
  }

  private static IllegalArgumentException unknown(Operation operation) {
    return new IllegalArgumentException(
        "event " + operation.index() + ": a register has no operation " + operation.f());
  }
}
