package dev.assay.raft.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The bytes of a membership: version (1), then voters, outgoing and learners, each a count (2) and
 * names with their lengths (1), then the addresses, a count (2) and names with addresses (length 2,
 * UTF-8). Sorted, so that equal memberships have equal bytes.
 */
public final class MembershipCodec {
  private static final byte VERSION = 1;

  private MembershipCodec() {}

  public static byte[] encode(Membership membership) {
    ByteBuffer target = ByteBuffer.allocate(size(membership));
    target.put(VERSION);
    writeNames(membership.voters(), target);
    writeNames(membership.outgoing(), target);
    writeNames(membership.learners(), target);
    target.putShort((short) membership.addresses().size());
    membership
        .addresses()
        .forEach(
            (node, address) -> {
              writeName(node, target);
              byte[] bytes = address.getBytes(UTF_8);
              target.putShort((short) bytes.length).put(bytes);
            });
    return target.array();
  }

  private static int size(Membership membership) {
    int size = 1 + 4 * 2;
    for (Collection<NodeId> nodes :
        java.util.List.of(membership.voters(), membership.outgoing(), membership.learners())) {
      size += nodes.stream().mapToInt(node -> 1 + node.name().length()).sum();
    }
    for (var address : membership.addresses().entrySet()) {
      size += 1 + address.getKey().name().length() + 2 + address.getValue().getBytes(UTF_8).length;
    }
    return size;
  }

  private static void writeNames(Collection<NodeId> nodes, ByteBuffer target) {
    target.putShort((short) nodes.size());
    nodes.forEach(node -> writeName(node, target));
  }

  private static void writeName(NodeId node, ByteBuffer target) {
    byte[] name = node.name().getBytes(StandardCharsets.US_ASCII);
    target.put((byte) name.length).put(name);
  }

  /** Decodes exactly one membership; refuses anything that {@link #encode} does not produce. */
  public static Membership decode(byte[] bytes) throws MalformedBytesException {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    need(source, 1);
    byte version = source.get();
    if (version != VERSION) {
      throw new MalformedBytesException(
          "a membership of version %d, known is %d".formatted(version, VERSION));
    }
    SortedSet<NodeId> voters = readNames(source);
    SortedSet<NodeId> outgoing = readNames(source);
    SortedSet<NodeId> learners = readNames(source);
    SortedMap<NodeId, String> addresses = new TreeMap<>();
    int count = readCount(source);
    for (int i = 0; i < count; i++) {
      NodeId node = readName(source);
      int length = readCount(source);
      need(source, length);
      byte[] address = new byte[length];
      source.get(address);
      addresses.put(node, new String(address, UTF_8));
    }
    if (source.hasRemaining()) {
      throw new MalformedBytesException(source.remaining() + " bytes after a membership");
    }
    try {
      return new Membership(voters, outgoing, learners, addresses);
    } catch (IllegalArgumentException e) {
      throw new MalformedBytesException("impossible membership: " + e.getMessage());
    }
  }

  private static SortedSet<NodeId> readNames(ByteBuffer source) throws MalformedBytesException {
    SortedSet<NodeId> nodes = new TreeSet<>();
    int count = readCount(source);
    for (int i = 0; i < count; i++) {
      nodes.add(readName(source));
    }
    return nodes;
  }

  private static NodeId readName(ByteBuffer source) throws MalformedBytesException {
    need(source, 1);
    int length = Byte.toUnsignedInt(source.get());
    need(source, length);
    byte[] name = new byte[length];
    source.get(name);
    try {
      return new NodeId(new String(name, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new MalformedBytesException("impossible membership: " + e.getMessage());
    }
  }

  private static int readCount(ByteBuffer source) throws MalformedBytesException {
    need(source, 2);
    return Short.toUnsignedInt(source.getShort());
  }

  private static void need(ByteBuffer source, int bytes) throws MalformedBytesException {
    if (source.remaining() < bytes) {
      throw new MalformedBytesException(
          "a membership needs %d bytes at byte %d, %d are left"
              .formatted(bytes, source.position(), source.remaining()));
    }
  }
}
