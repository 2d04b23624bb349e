package dev.assay.checkers.chain;

import java.util.List;

/**
 * A transaction in a block, with what the ledger made of it.
 *
 * @param contract and function: what was run
 * @param arguments in the contract's order; numbers are decimal
 * @param output what the contract had to say; none for what was refused
 */
public record Transaction(
    String id,
    String contract,
    String function,
    List<String> arguments,
    Result result,
    List<String> output) {

  public Transaction {
    arguments = List.copyOf(arguments);
    output = List.copyOf(output);
  }

  /** What the ledger made of a transaction; a refusal changed nothing. */
  public sealed interface Result {
    record Applied() implements Result {}

    record Refused(String reason) implements Result {}
  }

  /** Opens an account with an amount. */
  public static Transaction open(String id, String account, long amount, Result result) {
    List<String> arguments = List.of(account, Long.toString(amount));
    return new Transaction(id, "transfer", "open", arguments, result, List.of());
  }

  /** Moves an amount between two accounts. */
  public static Transaction transfer(
      String id, String from, String to, long amount, Result result) {
    List<String> arguments = List.of(from, to, Long.toString(amount));
    return new Transaction(id, "transfer", "transfer", arguments, result, List.of());
  }

  /** The text that the Merkle tree of a block of this version has as a leaf. */
  String leafText(int version) {
    return version == 1
        ? "%s\n%s\n%s\n%s".formatted(function, id, String.join("\n", arguments), versionOne(result))
        : id + '\n' + contract + '\n' + function + '\n' + lines(arguments) + said();
  }

  private static String versionOne(Result result) {
    return switch (result) {
      case Result.Applied() -> "applied\n\n";
      case Result.Refused(String reason) -> "refused\n" + reason + "\n";
    };
  }

  private String said() {
    return switch (result) {
      case Result.Applied() -> "applied\n" + lines(output);
      case Result.Refused(String reason) -> "refused\n" + reason + "\n";
    };
  }

  private static String lines(List<String> texts) {
    StringBuilder lines = new StringBuilder().append(texts.size()).append('\n');
    texts.forEach(text -> lines.append(text).append('\n'));
    return lines.toString();
  }
}
