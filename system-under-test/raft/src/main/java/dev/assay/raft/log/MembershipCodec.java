package dev.assay.raft.log;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The bytes of a membership and of a snapshot's head. A membership: version (1 byte), then voters,
 * outgoing, learners, departing, each a count (1) and names in rising order (length byte and
 * ASCII), then the addresses: a count (1), and for each a name in rising order and the text (length
 * byte and ASCII). A head: index (8), term (8), big-endian, and a membership. Equal values have
 * equal bytes; other bytes are refused.
 */
public final class MembershipCodec {
  private static final byte VERSION = 1;
  private static final int SETS = 4;

  private MembershipCodec() {}

  public static int size(Membership membership) {
    int size = 1 + SETS + 1;
    size += size(membership.voters()) + size(membership.outgoing());
    size += size(membership.learners()) + size(membership.departing());
    size += size(membership.addresses().keySet());
    return size + membership.addresses().values().stream().mapToInt(a -> 1 + a.length()).sum();
  }

  public static int size(SnapshotHead head) {
    return 2 * Long.BYTES + size(head.membership());
  }

  private static int size(Collection<NodeId> nodes) {
    return nodes.stream().mapToInt(node -> 1 + node.name().length()).sum();
  }

  public static byte[] encode(Membership membership) {
    ByteBuffer target = ByteBuffer.allocate(size(membership));
    write(membership, target);
    return target.array();
  }

  public static byte[] encode(SnapshotHead head) {
    ByteBuffer target = ByteBuffer.allocate(size(head));
    write(head, target);
    return target.array();
  }

  /** Decodes exactly one membership; refuses bytes left over. */
  public static Membership decode(byte[] bytes) throws MalformedBytesException {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    Membership membership = read(source);
    demandEnd(source);
    return membership;
  }

  /** The membership that an entry brings; whoever decoded the entry has checked its bytes. */
  public static Membership of(Entry entry) {
    try {
      return decode(entry.payload().toBytes());
    } catch (MalformedBytesException malformed) {
      throw new IllegalArgumentException(
          "entry %s is no membership".formatted(entry.position()), malformed);
    }
  }

  /** Decodes exactly one head; refuses bytes left over. */
  public static SnapshotHead decodeHead(byte[] bytes) throws MalformedBytesException {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    SnapshotHead head = readHead(source);
    demandEnd(source);
    return head;
  }

  /** Writes {@link #size(Membership)} bytes. */
  public static void write(Membership membership, ByteBuffer target) {
    target.put(VERSION);
    writeNames(membership.voters(), target);
    writeNames(membership.outgoing(), target);
    writeNames(membership.learners(), target);
    writeNames(membership.departing(), target);
    target.put((byte) membership.addresses().size());
    membership
        .addresses()
        .forEach(
            (node, address) -> {
              writeText(node.name(), target);
              writeText(address, target);
            });
  }

  /** Writes {@link #size(SnapshotHead)} bytes. */
  public static void write(SnapshotHead head, ByteBuffer target) {
    target.putLong(head.last().index()).putLong(head.last().term());
    write(head.membership(), target);
  }

  /** Reads one membership and leaves the source right after it. */
  public static Membership read(ByteBuffer source) throws MalformedBytesException {
    int start = source.position();
    try {
      byte version = source.get();
      if (version != VERSION) {
        throw new MalformedBytesException(
            "membership at byte %d has version %d, this node knows %d"
                .formatted(start, version, VERSION));
      }
      return new Membership(
          readNames(source),
          readNames(source),
          readNames(source),
          readNames(source),
          readAddresses(source));
    } catch (BufferUnderflowException _) {
      throw new MalformedBytesException(
          "membership at byte %d is cut off at byte %d".formatted(start, source.position()));
    } catch (IllegalArgumentException impossible) {
      throw new MalformedBytesException(
          "membership at byte %d: %s".formatted(start, impossible.getMessage()));
    }
  }

  /** Reads one head and leaves the source right after it. */
  public static SnapshotHead readHead(ByteBuffer source) throws MalformedBytesException {
    int start = source.position();
    try {
      LogPosition last = new LogPosition(source.getLong(), source.getLong());
      return new SnapshotHead(last, read(source));
    } catch (BufferUnderflowException _) {
      throw new MalformedBytesException("snapshot head at byte %d is cut off".formatted(start));
    } catch (IllegalArgumentException impossible) {
      throw new MalformedBytesException(
          "snapshot head at byte %d: %s".formatted(start, impossible.getMessage()));
    }
  }

  private static void writeNames(SortedSet<NodeId> nodes, ByteBuffer target) {
    target.put((byte) nodes.size());
    nodes.forEach(node -> writeText(node.name(), target));
  }

  private static void writeText(String text, ByteBuffer target) {
    target.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static SortedSet<NodeId> readNames(ByteBuffer source) throws MalformedBytesException {
    SortedSet<NodeId> nodes = new TreeSet<>();
    for (int left = Byte.toUnsignedInt(source.get()); left > 0; left--) {
      NodeId node = new NodeId(readText(source));
      demandRising(nodes, node, source);
      nodes.add(node);
    }
    return nodes;
  }

  private static SortedMap<NodeId, String> readAddresses(ByteBuffer source)
      throws MalformedBytesException {
    SortedMap<NodeId, String> addresses = new TreeMap<>();
    for (int left = Byte.toUnsignedInt(source.get()); left > 0; left--) {
      NodeId node = new NodeId(readText(source));
      demandRising(new TreeSet<>(addresses.keySet()), node, source);
      addresses.put(node, readText(source));
    }
    return addresses;
  }

  /** At most 255 bytes, so the length needs no further check before they are allocated. */
  private static String readText(ByteBuffer source) {
    byte[] text = new byte[Byte.toUnsignedInt(source.get())];
    source.get(text);
    // Every byte is one character, so that bytes which are not ASCII are seen and refused.
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void demandRising(SortedSet<NodeId> before, NodeId node, ByteBuffer source)
      throws MalformedBytesException {
    if (!before.isEmpty() && before.last().compareTo(node) >= 0) {
      throw new MalformedBytesException(
          "names before byte %d do not rise: %s after %s"
              .formatted(source.position(), node, before.last()));
    }
  }

  private static void demandEnd(ByteBuffer source) throws MalformedBytesException {
    if (source.hasRemaining()) {
      throw new MalformedBytesException(
          "membership ends at byte %d of %d: bytes left over"
              .formatted(source.position(), source.limit()));
    }
  }
}
