package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.EntryCodec;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.quorum.NodeId;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a record of the log is made of: kind (1 byte), then a hard state, term (8), length of the
 * vote (1, zero: none), vote; or an entry in its own format; or a restart, index (8), term (8),
 * whether it keeps (1).
 */
sealed interface LogItem {
  int sizeBytes();

  void write(ByteBuffer target);

  /** Replaces the hard state before it. */
  record State(HardState hardState) implements LogItem {
    static final int KIND = 1;

    private String vote() {
      return hardState.vote().isPresent() ? hardState.vote().get().name() : "";
    }

    @Override
    public int sizeBytes() {
      return 1 + 8 + 1 + vote().length();
    }

    @Override
    public void write(ByteBuffer target) {
      byte[] vote = vote().getBytes(US_ASCII);
      target.put((byte) KIND).putLong(hardState.term()).put((byte) vote.length).put(vote);
    }
  }

  /**
   * Follows the entry before it in index, or replaces the one at its index and drops all after it.
   */
  record Stored(Entry entry) implements LogItem {
    static final int KIND = 2;

    @Override
    public int sizeBytes() {
      return 1 + EntryCodec.size(entry);
    }

    @Override
    public void write(ByteBuffer target) {
      target.put((byte) KIND);
      EntryCodec.write(entry, target);
    }
  }

  /**
   * A snapshot of everything up to here is durable and took the log's place.
   *
   * @param keeps whether the log has this very position, so that what follows it stays; said here
   *     because the entries that would tell may be compacted later
   */
  record Restart(LogPosition position, boolean keeps) implements LogItem {
    static final int KIND = 3;
    private static final int BODY_BYTES = 8 + 8 + 1;

    @Override
    public int sizeBytes() {
      return 1 + BODY_BYTES;
    }

    @Override
    public void write(ByteBuffer target) {
      target.put((byte) KIND).putLong(position.index()).putLong(position.term());
      target.put((byte) (keeps ? 1 : 0));
    }
  }

  /** The next item; leaves {@code source} right after it. */
  static LogItem read(ByteBuffer source) throws MalformedBytesException {
    int kind = source.get();
    return switch (kind) {
      case State.KIND -> new State(readState(source));
      case Stored.KIND -> new Stored(EntryCodec.read(source));
      case Restart.KIND -> readRestart(source);
      default -> throw new MalformedBytesException("unknown kind of item " + kind);
    };
  }

  private static Restart readRestart(ByteBuffer source) throws MalformedBytesException {
    if (source.remaining() < Restart.BODY_BYTES) {
      throw new MalformedBytesException(
          "a restart needs %d bytes, not %d".formatted(Restart.BODY_BYTES, source.remaining()));
    }
    long index = source.getLong();
    long term = source.getLong();
    int keeps = source.get();
    if (index < 1 || term < 1 || keeps < 0 || keeps > 1) {
      throw new MalformedBytesException(
          "impossible restart: index %d, term %d, keeps %d".formatted(index, term, keeps));
    }
    return new Restart(new LogPosition(index, term), keeps == 1);
  }

  private static HardState readState(ByteBuffer source) throws MalformedBytesException {
    if (source.remaining() < 9) {
      throw new MalformedBytesException("a hard state needs 9 bytes, not " + source.remaining());
    }
    long term = source.getLong();
    int length = Byte.toUnsignedInt(source.get());
    if (length > source.remaining()) {
      throw new MalformedBytesException(
          "a vote of %d bytes, %d are left".formatted(length, source.remaining()));
    }
    byte[] vote = new byte[length];
    source.get(vote);
    try {
      return new HardState(
          term,
          length == 0 ? Optional.empty() : Optional.of(new NodeId(new String(vote, US_ASCII))));
    } catch (IllegalArgumentException e) {
      throw new MalformedBytesException("impossible hard state: " + e.getMessage());
    }
  }
}
