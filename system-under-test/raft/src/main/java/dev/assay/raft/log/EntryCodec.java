package dev.assay.raft.log;

import dev.assay.raft.log.Entry.Kind;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The bytes of an entry, as stored: version (1 byte), kind (1), index (8), term (8), payload length
 * (4), payload; big-endian. Integrity is the container's business: a record's checksum, a
 * connection's.
 *
 * <p>Version 2 brought the memberships. An entry has the version that brought its kind, so that a
 * log without memberships is one that a node of version 1 can read.
 */
public final class EntryCodec {
  private static final int VERSION_MAX = 2;
  private static final int HEADER_BYTES = 1 + 1 + 8 + 8 + 4;
  private static final List<Kind> KINDS = List.of(Kind.NOOP, Kind.COMMAND, Kind.MEMBERSHIP);

  private EntryCodec() {}

  /** The format version that an entry of this kind has. */
  public static int version(Kind kind) {
    return switch (kind) {
      case NOOP, COMMAND -> 1;
      case MEMBERSHIP -> 2;
    };
  }

  private static byte kindCode(Kind kind) {
    return switch (kind) {
      case NOOP -> 0;
      case COMMAND -> 1;
      case MEMBERSHIP -> 2;
    };
  }

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
    target.put((byte) version(entry.kind())).put(kindCode(entry.kind()));
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
    if (version > VERSION_MAX) {
      throw new MalformedBytesException(
          "entry at byte %d has version %d, this node knows up to %d: was it written by a newer one?"
              .formatted(start, version, VERSION_MAX));
    }
    if (kind < 0
        || kind >= KINDS.size()
        || version != version(KINDS.get(kind))
        || index < 1
        || term < 1) {
      throw new MalformedBytesException(
          "entry at byte %d: version %d, kind %d, index %d, term %d are not possible"
              .formatted(start, version, kind, index, term));
    }
    if (size < 0 || size > source.remaining() || (kind == 0 && size != 0)) {
      throw new MalformedBytesException(
          "entry %d at byte %d: a payload of %d bytes is not possible, %d are left"
              .formatted(index, start, size, source.remaining()));
    }
    Entry entry = new Entry(index, term, KINDS.get(kind), Payload.read(source, size));
    if (entry.kind() == Kind.MEMBERSHIP) {
      MembershipCodec.decode(entry.payload().toBytes());
    }
    return entry;
  }
}
