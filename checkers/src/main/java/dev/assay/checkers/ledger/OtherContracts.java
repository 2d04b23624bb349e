package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.StateRoot;
import dev.assay.checkers.chain.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the contracts besides {@code transfer} do to the world state. */
final class OtherContracts {
  private final StateRoot state;

  /** By contract and key; looked up only. */
  private final Map<String, String> values = new HashMap<>();

  OtherContracts(StateRoot state) {
    this.state = state;
  }

  /** Whether the rules of the transaction's contract are known here. */
  static boolean known(Transaction transaction) {
    return switch (transaction.contract()) {
      case "register", "list-append", "set", "channels" -> true;
      default -> false;
    };
  }

  /**
   * Does what an applied transaction of a known contract does; says what is wrong with it.
   *
   * @throws IllegalArgumentException when its arguments are none of its contract's
   */
  Optional<String> apply(Transaction transaction, long block, int position) {
    List<String> arguments = transaction.arguments();
    return switch (transaction.contract()) {
      case "register" -> register(transaction, block, position);
      case "list-append" -> lists(transaction, block, position);
      case "set" -> {
        String element = argument(arguments, 0) + "/" + argument(arguments, 1);
        if (transaction.function().equals("remove")) {
          values.remove("set\n" + element);
          state.remove("set", element);
        } else if (!values.containsKey("set\n" + element)) {
          put("set", element, "", block, position);
        }
        yield Optional.empty();
      }
      default -> {
        put(transaction.contract(), argument(arguments, 0), "", block, position);
        yield Optional.empty();
      }
    };
  }

  private Optional<String> register(Transaction transaction, long block, int position) {
    List<String> arguments = transaction.arguments();
    String key = argument(arguments, 0);
    String before = values.get("register\n" + key);
    put("register", key, argument(arguments, arguments.size() - 1), block, position);
    return transaction.function().equals("cas") && !argument(arguments, 1).equals(before)
        ? Optional.of(
            "transaction %s is applied, though the register held %s"
                .formatted(transaction.id(), before == null ? "nothing" : "'" + before + "'"))
        : Optional.empty();
  }

  private Optional<String> lists(Transaction transaction, long block, int position) {
    List<String> seen = new ArrayList<>();
    for (String argument : transaction.arguments()) {
      List<String> words = List.of(argument.split(" ", -1));
      String key = argument(words, 1);
      String list = values.getOrDefault("list-append\n" + key, "");
      if (words.getFirst().equals("r")) {
        seen.add(list);
      } else {
        String value = argument(words, 2);
        put("list-append", key, list.isEmpty() ? value : list + " " + value, block, position);
      }
    }
    return seen.equals(transaction.output())
        ? Optional.empty()
        : Optional.of(
            "transaction %s read %s, where the lists were %s"
                .formatted(transaction.id(), transaction.output(), seen));
  }

  private static String argument(List<String> arguments, int place) {
    if (place < 0 || place >= arguments.size()) {
      throw new IllegalArgumentException("there is no argument " + place + " in " + arguments);
    }
    return arguments.get(place);
  }

  private void put(String contract, String key, String value, long block, int position) {
    values.put(contract + "\n" + key, value);
    state.put(contract, key, value, block, position);
  }
}
