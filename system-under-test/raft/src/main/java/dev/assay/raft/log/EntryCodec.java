package dev.assay.raft.log;

import dev.assay.raft.log.Entry.Kind;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The bytes of an entry, as stored: version (1 byte), kind (1), index (8), term (8), payload length
 * (4), payload; big-endian. Integrity is the container's business: a record's checksum, a
 * connection's.
 */
public final class EntryCodec {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + 1 + 8 + 8 + 4;
  private static final List<Kind> KINDS = List.of(Kind.NOOP, Kind.COMMAND);

  private EntryCodec() {}

  public static int size(Entry entry) {
    return HEADER_BYTES + entry.payload().size();
  }

  public static byte[] encode(Entry entry) {
    ByteBuffer target = ByteBuffer.allocate(size(entry));
    write(entry, target);
    return target.array();
  }

  /** Decodes exactly one entry; refuses bytes left over. */
  public static Entry decode(byte[] bytes) throws MalformedBytesException {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    Entry entry = read(source);
    if (source.hasRemaining()) {
      throw new MalformedBytesException(
          "entry %d ends at byte %d of %d: bytes left over"
              .formatted(entry.index(), source.position(), bytes.length));
    }
    return entry;
  }

  /** Writes {@link #size} bytes. */
  public static void write(Entry entry, ByteBuffer target) {
    target.put(VERSION).put((byte) KINDS.indexOf(entry.kind()));
    target.putLong(entry.index()).putLong(entry.term()).putInt(entry.payload().size());
    entry.payload().write(target);
  }

  /** Reads one entry and leaves the source right after it. */
  public static Entry read(ByteBuffer source) throws MalformedBytesException {
    int start = source.position();
    if (source.remaining() < HEADER_BYTES) {
      throw new MalformedBytesException(
          "entry at byte %d needs a header of %d bytes, %d are left"
              .formatted(start, HEADER_BYTES, source.remaining()));
    }
    byte version = source.get();
    int kind = source.get();
    long index = source.getLong();
    long term = source.getLong();
    int size = source.getInt();
    if (version != VERSION || kind < 0 || kind >= KINDS.size() || index < 1 || term < 1) {
      throw new MalformedBytesException(
          "entry at byte %d: version %d (known: %d), kind %d, index %d, term %d are not possible"
              .formatted(start, version, VERSION, kind, index, term));
    }
    if (size < 0 || size > source.remaining() || (kind == 0 && size != 0)) {
      throw new MalformedBytesException(
          "entry %d at byte %d: a payload of %d bytes is not possible, %d are left"
              .formatted(index, start, size, source.remaining()));
    }
    return new Entry(index, term, KINDS.get(kind), Payload.read(source, size));
  }
}
