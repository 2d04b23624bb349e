package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Transactions of a chain as what clients ask for. */
final class Changes {
  private Changes() {}

  /** What the transaction asks; empty when it is of a contract or form that is not known here. */
  static Optional<Call.Change> of(Transaction transaction) {
    List<String> arguments = transaction.arguments();
    if (!transaction.contract().equals("transfer")) {
      return OtherContracts.known(transaction.contract())
          ? Optional.of(
              new Call.Run(
                  transaction.id(), transaction.contract(), transaction.function(), arguments))
          : Optional.empty();
    }
    OptionalLong amount = arguments.isEmpty() ? OptionalLong.empty() : amount(arguments.getLast());
    if (amount.isEmpty()) {
      return Optional.empty();
    }
    if (arguments.size() == 3 && transaction.function().equals("transfer")) {
      return Optional.of(
          new Call.Transfer(
              transaction.id(), arguments.get(0), arguments.get(1), amount.getAsLong()));
    }
    return arguments.size() == 2 && transaction.function().equals("open")
        ? Optional.of(new Call.Open(transaction.id(), arguments.getFirst(), amount.getAsLong()))
        : Optional.empty();
  }

  /** The accounts that it speaks of. */
  static List<String> accounts(Call.Money money) {
    return switch (money) {
      case Call.Open(_, String account, _) -> List.of(account);
      case Call.Transfer(_, String from, String to, _) -> List.of(from, to);
    };
  }

  private static OptionalLong amount(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
