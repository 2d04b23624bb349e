package dev.assay.ledger;

import java.util.List;
import java.util.Optional;

/** What the ledger takes; beyond it the answer is a definite refusal, the same on every replica. */
public final class Limits {
  /** Of one transaction. */
  public static final int ARGUMENTS_MAX = 64;

  /** Of one argument: printable ASCII, so bytes too. */
  public static final int ARGUMENT_CHARS_MAX = 1024;

  /** Of a transaction's bytes in a batch: {@link BatchCodec#sizeBytes}. */
  public static final int TRANSACTION_BYTES_MAX = 16 << 10;

  /** Distinct keys that one transaction reads or writes. */
  public static final int TRANSACTION_KEYS_MAX = 32;

  /** Keys of all contracts together in a channel: an account, a register, a list, an element. */
  public static final int KEYS_MAX = 100_000;

  /** Of a key: two names and what separates them. */
  public static final int KEY_CHARS_MAX = 2 * Names.LENGTH_MAX + 2;

  /** Of a value in the world state. */
  public static final int VALUE_CHARS_MAX = 16 << 10;

  /** Values in one list. */
  public static final int LIST_LENGTH_MAX = 1024;

  /** Of what one transaction outputs. */
  public static final int OUTPUT_CHARS_MAX = 32 << 10;

  /** Of what all transactions of one block output. */
  public static final int BLOCK_OUTPUT_CHARS_MAX = 512 << 10;

  /** Strings that one transaction outputs. */
  public static final int OUTPUTS_MAX = ARGUMENTS_MAX;

  /** Of what a query is answered with, with four for each string: fits into a message of 4 MiB. */
  public static final int ANSWER_CHARS_MAX = 3 << 20;

  /** Besides the default channel. */
  public static final int CHANNELS_MAX = 16;

  private Limits() {}

  static Optional<String> broken(Transaction transaction) {
    List<String> arguments = transaction.arguments();
    if (arguments.size() > ARGUMENTS_MAX) {
      return Optional.of(Reason.WRONG_ARGUMENTS);
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).length() > ARGUMENT_CHARS_MAX || !printable(arguments.get(i))) {
        return Optional.of(Reason.MALFORMED_ARGUMENT);
      }
    }
    return TransactionFormat.sizeBytes(transaction) > TRANSACTION_BYTES_MAX
        ? Optional.of(Reason.TOO_LARGE)
        : Optional.empty();
  }

  /** Whether all characters are printable ASCII: then the text has no line feed, nor two forms. */
  static boolean printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
