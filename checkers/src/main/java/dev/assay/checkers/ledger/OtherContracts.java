package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the contracts besides {@code transfer} keep and answer. A key is a contract's own; what is
 * written is told, for those who keep account of it.
 */
final class OtherContracts {
  private static final int LIST_LENGTH_MAX = 1024;
  private static final int KEYS_MAX = 32;

  /** Told of every write, in order. */
  interface Writes {
    void put(String contract, String key, String value);

    void remove(String contract, String key);

    /** Nobody wants to know. */
    Writes UNHEARD =
        new Writes() {
          @Override
          public void put(String contract, String key, String value) {}

          @Override
          public void remove(String contract, String key) {}
        };
  }

  /** By contract and key, separated by a line feed, which no key holds. */
  private final TreeMap<String, String> values = new TreeMap<>();

  /** At the beginning; not to be changed. */
  static final OtherContracts NOTHING = new OtherContracts();

  /** Others like these, as they are after an applied transaction. */
  OtherContracts after(Call.Run run) {
    OtherContracts after = new OtherContracts();
    after.values.putAll(values);
    after.apply(run, Writes.UNHEARD);
    return after;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OtherContracts contracts && values.equals(contracts.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Whether the rules of the transaction's contract are known here. */
  static boolean known(String contract) {
    return switch (contract) {
      case "register", "list-append", "set", "channels" -> true;
      default -> false;
    };
  }

  /**
   * What a transaction of a known contract must come to.
   *
   * @throws IllegalArgumentException when its arguments are none of its contract's
   */
  Transaction.Result decide(Call.Run run) {
    return switch (run.contract() + "/" + run.function()) {
      case "register/cas" ->
          Optional.of(argument(run.arguments(), 1))
                  .equals(get("register", argument(run.arguments(), 0)))
              ? APPLIED
              : new Transaction.Result.Refused("mismatch");
      case "list-append/run" -> lists(run).refusal().orElse(APPLIED);
      case "channels/create" ->
          get("channels", argument(run.arguments(), 0)).isPresent()
              ? new Transaction.Result.Refused("channel-exists")
              : APPLIED;
      default -> APPLIED;
    };
  }

  /** What an applied transaction of a known contract has to say, before it is applied. */
  List<String> output(Call.Run run) {
    return run.contract().equals("list-append") ? lists(run).seen() : List.of();
  }

  /** Does what an applied transaction of a known contract does. */
  void apply(Call.Run run, Writes writes) {
    List<String> arguments = run.arguments();
    switch (run.contract()) {
      case "register" ->
          put(
              "register",
              argument(arguments, 0),
              argument(arguments, arguments.size() - 1),
              writes);
      case "list-append" ->
          lists(run).after().forEach((key, list) -> put("list-append", key, list, writes));
      case "set" -> {
        String element = argument(arguments, 0) + "/" + argument(arguments, 1);
        if (run.function().equals("remove")) {
          values.remove("set\n" + element);
          writes.remove("set", element);
        } else if (get("set", element).isEmpty()) {
          put("set", element, "", writes);
        }
      }
      default -> put(run.contract(), argument(arguments, 0), "", writes);
    }
  }

  /** What a question is answered with now. */
  List<String> answer(Call.Query query) {
    return switch (query.contract()) {
      case "register" -> get("register", argument(query.arguments(), 0)).stream().toList();
      case "list-append" ->
          query.arguments().stream()
              .map(step -> get("list-append", argument(words(step), 1)).orElse(""))
              .toList();
      case "set" -> elements(argument(query.arguments(), 0));
      default ->
          throw new IllegalArgumentException("nothing is known of contract " + query.contract());
    };
  }

  private List<String> elements(String set) {
    String prefix = "set\n" + set + "/";
    List<String> elements = new ArrayList<>();
    for (String key : values.subMap(prefix, "set\n" + set + "0").keySet()) {
      elements.add(key.substring(prefix.length()));
    }
    return elements;
  }

  /** What the steps of a transaction over lists come to. */
  private record Lists(
      List<String> seen, Map<String, String> after, Optional<Transaction.Result> refusal) {}

  private Lists lists(Call.Run run) {
    List<String> seen = new ArrayList<>();
    Map<String, String> after = new TreeMap<>();
    List<String> steps = run.arguments();
    for (int i = 0; i < steps.size(); i++) {
      String argument = steps.get(i);
      List<String> words = words(argument);
      String key = argument(words, 1);
      String list = after.containsKey(key) ? after.get(key) : get("list-append", key).orElse("");
      if (words.getFirst().equals("r")) {
        seen.add(list);
      } else if (length(list) >= LIST_LENGTH_MAX) {
        return new Lists(seen, after, tooManyKeys(steps.subList(0, i + 1)).or(() -> LIST_FULL));
      } else {
        String value = argument(words, 2);
        after.put(key, list.isEmpty() ? value : list + " " + value);
      }
    }
    return new Lists(seen, after, tooManyKeys(steps));
  }

  /** Breaking this limit is the answer, whatever else there is to say. */
  private static Optional<Transaction.Result> tooManyKeys(List<String> steps) {
    boolean broken =
        steps.size() > KEYS_MAX
            && steps.stream().map(step -> argument(words(step), 1)).distinct().count() > KEYS_MAX;
    return broken ? TOO_MANY_KEYS : Optional.empty();
  }

  private static long length(String list) {
    return list.isEmpty() ? 0 : 1 + list.chars().filter(c -> c == ' ').count();
  }

  private static List<String> words(String step) {
    return List.of(step.split(" ", -1));
  }

  private static String argument(List<String> arguments, int place) {
    if (place < 0 || place >= arguments.size()) {
      throw new IllegalArgumentException("there is no argument " + place + " in " + arguments);
    }
    return arguments.get(place);
  }

  private Optional<String> get(String contract, String key) {
    return Optional.ofNullable(values.get(contract + "\n" + key));
  }

  private void put(String contract, String key, String value, Writes writes) {
    values.put(contract + "\n" + key, value);
    writes.put(contract, key, value);
  }

  private static final Transaction.Result APPLIED = new Transaction.Result.Applied();
  private static final Optional<Transaction.Result> LIST_FULL =
      Optional.of(new Transaction.Result.Refused("list-full"));
  private static final Optional<Transaction.Result> TOO_MANY_KEYS =
      Optional.of(new Transaction.Result.Refused("too-many-keys"));
}
