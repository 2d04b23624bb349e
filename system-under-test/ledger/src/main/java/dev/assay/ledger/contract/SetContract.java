package dev.assay.ledger.contract;

import dev.assay.ledger.Contract;
import dev.assay.ledger.Query;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Result;
import dev.assay.ledger.State;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.Signature.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sets of names. {@code add SET ELEMENT} and {@code remove SET ELEMENT} are applied also when they
 * find nothing to do, and output nothing. The query {@code contains SET ELEMENT} outputs {@code
 * true} or {@code false}, {@code elements SET} all of them, sorted. An element is a key of its own,
 * so that a large set costs no more than a small one.
 */
public final class SetContract implements Contract {
  public static final String NAME = "set";
  public static final String ADD = "add";
  public static final String REMOVE = "remove";
  public static final String CONTAINS = "contains";
  public static final String ELEMENTS = "elements";

  private static final Signature MEMBER = new Signature(Kind.NAME, Kind.NAME);
  private static final Signature WHOLE = new Signature(Kind.NAME);

  public static Transaction add(String id, String set, String element) {
    return new Transaction(id, NAME, ADD, List.of(set, element));
  }

  public static Transaction remove(String id, String set, String element) {
    return new Transaction(id, NAME, REMOVE, List.of(set, element));
  }

  public static Query contains(String set, String element) {
    return new Query(NAME, CONTAINS, List.of(set, element));
  }

  public static Query elements(String set) {
    return new Query(NAME, ELEMENTS, List.of(set));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> malformed(String function, List<String> arguments) {
    return switch (function) {
      case ADD, REMOVE -> MEMBER.malformed(arguments);
      default -> Optional.of(Reason.UNKNOWN_FUNCTION);
    };
  }

  @Override
  public Result run(State state, String function, List<String> arguments) {
    String key = key(arguments);
    boolean there = state.get(key).isPresent();
    if (function.equals(ADD) && !there) {
      state.put(key, "");
    } else if (function.equals(REMOVE) && there) {
      state.remove(key);
    }
    return Result.Applied.silent();
  }

  @Override
  public Result query(State state, String function, List<String> arguments) {
    return switch (function) {
      case CONTAINS ->
          MEMBER
              .malformed(arguments)
              .<Result>map(Result.Refused::new)
              .orElseGet(
                  () -> Result.Applied.of(Boolean.toString(state.get(key(arguments)).isPresent())));
      case ELEMENTS ->
          WHOLE
              .malformed(arguments)
              .<Result>map(Result.Refused::new)
              .orElseGet(() -> new Result.Applied(elements(state, arguments.getFirst())));
      default -> new Result.Refused(Reason.UNKNOWN_FUNCTION);
    };
  }

  private static List<String> elements(State state, String set) {
    String prefix = set + "/";
    List<String> elements = new ArrayList<>();
    state.scan(prefix, (key, _) -> elements.add(key.substring(prefix.length())));
    return elements;
  }

  /** No name has a slash, so that no two elements share a key. */
  private static String key(List<String> arguments) {
    return arguments.get(0) + "/" + arguments.get(1);
  }
}
