package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;

/**
 * Batches and blocks of version 1, from before there were contracts: accounts are opened, money is
 * transferred, hashes are those of texts, and the state root is a Merkle tree over all balances.
 * Kept so that an old log is read and replayed to its old chain; nothing new is to be added here.
 */
final class VersionOne {
  static final String CONTRACT = "transfer";
  static final String OPEN = "open";
  static final String TRANSFER = "transfer";

  static final int TRANSACTION_BYTES_MAX = 1 + Long.BYTES + 3 * TransactionFormat.NAME_BYTES_MAX;

  /** Kind, amount, two names of one character. */
  static final int TRANSACTION_BYTES_MIN = 1 + Long.BYTES + 2 * 2;

  /** At a reason's place its code, less one. */
  private static final List<String> REASONS =
      List.of(
          Reason.MALFORMED_NAME,
          Reason.NON_POSITIVE_AMOUNT,
          Reason.SAME_ACCOUNT,
          Reason.ACCOUNT_EXISTS,
          Reason.UNKNOWN_ACCOUNT,
          Reason.OVERDRAFT,
          Reason.OVERFLOW);

  private static final int OPEN_KIND = 1;
  private static final int TRANSFER_KIND = 2;

  private VersionOne() {}

  /** Whether there is a form for the transaction. */
  static boolean holds(Transaction transaction) {
    List<String> arguments = transaction.arguments();
    if (!transaction.contract().equals(CONTRACT)
        || arguments.isEmpty()
        || Numbers.parse(arguments.getLast()).isEmpty()
        || !arguments.subList(0, arguments.size() - 1).stream().allMatch(Names::valid)) {
      return false;
    }
    return switch (transaction.function()) {
      case OPEN -> arguments.size() == 2;
      case TRANSFER -> arguments.size() == 3;
      default -> false;
    };
  }

  /** Whether there is a form for the result. */
  static boolean holds(Result result) {
    return switch (result) {
      case Result.Applied(List<String> output) -> output.isEmpty();
      case Result.Refused(String reason) -> REASONS.contains(reason);
    };
  }

  static void write(Transaction transaction, ByteBuffer to) {
    List<String> arguments = transaction.arguments();
    to.put((byte) (transaction.function().equals(OPEN) ? OPEN_KIND : TRANSFER_KIND));
    to.putLong(Long.parseLong(arguments.getLast()));
    writeName(transaction.id(), to);
    arguments.subList(0, arguments.size() - 1).forEach(name -> writeName(name, to));
  }

  private static void writeName(String name, ByteBuffer to) {
    to.put((byte) name.length()).put(name.getBytes(ISO_8859_1));
  }

  static Transaction read(BoundedReader from) {
    int kind = from.unsignedByte("kind");
    String amount =
        switch (kind) {
          case OPEN_KIND, TRANSFER_KIND -> Long.toString(from.number("amount"));
          default -> throw from.fault("kind " + kind + ", known are 1 (open) and 2 (transfer)");
        };
    String id = from.name("id");
    return kind == OPEN_KIND
        ? new Transaction(id, CONTRACT, OPEN, List.of(from.name("account"), amount))
        : new Transaction(
            id, CONTRACT, TRANSFER, List.of(from.name("source"), from.name("target"), amount));
  }

  static void write(Result result, ByteBuffer to) {
    int code =
        switch (result) {
          case Result.Applied _ -> 0;
          case Result.Refused(String reason) -> REASONS.indexOf(reason) + 1;
        };
    to.put((byte) code);
  }

  static Result readResult(BoundedReader from) {
    int code = from.unsignedByte("result");
    if (code > REASONS.size()) {
      throw from.fault("unknown result code " + code);
    }
    return code == 0 ? Result.Applied.silent() : new Result.Refused(REASONS.get(code - 1));
  }

  static void writeLeaf(ExecutedTransaction executed, LineBuffer to) {
    to.line(executed.transaction().function()).line(executed.transaction().id());
    executed.transaction().arguments().forEach(to::line);
    to.line(executed.result().text());
    to.line(executed.result() instanceof Result.Refused(String why) ? why : "");
  }

  /** The text whose hash is the block's: one line per field. */
  static String headerText(BlockHeader header) {
    return String.join(
        "\n",
        "assay-block-1",
        Long.toString(header.number()),
        header.previous().hex(),
        header.transactionsRoot().hex(),
        header.stateRoot().hex(),
        Long.toString(header.epoch()),
        Long.toString(header.sequence()),
        Long.toString(header.time()),
        header.proposer(),
        "");
  }

  /**
   * The Merkle root over {@code account=balance}, sorted by account: names are ASCII, so the order
   * of strings is that of bytes.
   */
  static Hash stateRoot(SortedMap<String, String> balances) {
    return MerkleTree.root(
        balances.entrySet().stream()
            .map(account -> account.getKey() + "=" + account.getValue())
            .toList());
  }
}
