package dev.assay.ledger;

import dev.assay.ledger.ids.IdImage;
import dev.assay.ledger.ids.IdTable;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions there were, by the first 16 bytes of the SHA-256 of their ids. What became of
 * them is kept as a code where there is one; otherwise the block has it.
 */
final class Memory {
  /** Of an entry whose result is in the block only. */
  private static final int IN_BLOCK = 255;

  /** At a reason's place its code, less one; only ever appended to, and below 254. */
  private static final List<String> REASONS =
      List.of(
          Reason.MALFORMED_NAME,
          Reason.NON_POSITIVE_AMOUNT,
          Reason.SAME_ACCOUNT,
          Reason.ACCOUNT_EXISTS,
          Reason.UNKNOWN_ACCOUNT,
          Reason.OVERDRAFT,
          Reason.OVERFLOW,
          Reason.MALFORMED_ARGUMENT,
          Reason.WRONG_ARGUMENTS,
          Reason.UNKNOWN_CONTRACT,
          Reason.UNKNOWN_FUNCTION,
          Reason.TOO_MANY_KEYS,
          Reason.VALUE_TOO_LONG,
          Reason.STATE_FULL,
          Reason.OUTPUT_TOO_LONG,
          Reason.MISMATCH,
          Reason.LIST_FULL,
          Reason.CHANNEL_EXISTS,
          Reason.TOO_MANY_CHANNELS);

  private final MessageDigest sha256 = Hash.sha256();
  private final IdTable ids;

  /** The last block, whose results are asked for most; null before the first. */
  private @Nullable Block last;

  private final byte[] idBytes = new byte[Names.LENGTH_MAX];
  private long hashHigh;
  private long hashLow;

  Memory(IdTable ids) {
    this.ids = ids;
  }

  /** Whether there was a transaction of this id, which is a valid name. */
  boolean contains(String id) {
    return find(id) >= 0;
  }

  /** The number of the entry of this id, which is a valid name; -1 when there is none. */
  private long find(String id) {
    Ascii.copy(id, idBytes, 0);
    sha256.update(idBytes, 0, id.length());
    byte[] hash = sha256.digest();
    hashHigh = Hash.number(hash, 0);
    hashLow = Hash.number(hash, Long.BYTES);
    return ids.find(hashHigh, hashLow);
  }

  /** Remembers the transaction that {@link #contains} was asked for last. */
  void add(long block, int position, Result result, long sequence) {
    ids.add(hashHigh, hashLow, block, position, code(result), sequence);
  }

  /** A block that has been completed. */
  void completed(Block block) {
    last = block;
  }

  private static int code(Result result) {
    return switch (result) {
      case Result.Applied(List<String> output) -> output.isEmpty() ? 0 : IN_BLOCK;
      case Result.Refused(String reason) -> {
        int place = REASONS.indexOf(reason);
        yield place < 0 ? IN_BLOCK : place + 1;
      }
    };
  }

  Lookup lookup(String id, LongFunction<Optional<Block>> blocks) {
    long number = Names.valid(id) ? find(id) : -1;
    if (number < 0) {
      return new Lookup.Unknown();
    }
    long block = ids.block(number);
    int position = ids.position(number);
    return result(ids.code(number), block, position, blocks)
        .<Lookup>map(
            result -> new Lookup.Found(new Receipt(block, position, ids.sequence(number), result)))
        .orElseGet(() -> new Lookup.BlockMissing(block));
  }

  private Optional<Result> result(
      int code, long block, int position, LongFunction<Optional<Block>> blocks) {
    if (code == 0) {
      return Optional.of(Result.Applied.silent());
    }
    if (code <= REASONS.size()) {
      return Optional.of(new Result.Refused(REASONS.get(code - 1)));
    }
    Block latest = last;
    Optional<Block> found =
        latest != null && latest.number() == block ? Optional.of(latest) : blocks.apply(block);
    return found.map(it -> it.transactions().get(position).result());
  }

  IdImage image() {
    return ids.image();
  }
}
