package dev.assay.node.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.ledger.Names;
import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.node.peer.PeerMessage.Blocks;
import dev.assay.node.peer.PeerMessage.BlocksWanted;
import dev.assay.node.peer.PeerMessage.ChannelUnknown;
import dev.assay.node.peer.PeerMessage.Created;
import dev.assay.node.peer.PeerMessage.NotMember;
import dev.assay.node.peer.PeerMessage.Ordering;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.MessageCodec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a {@link PeerMessage}: mark (1 byte), version (1), kind (1), channel (a length byte
 * and ASCII), then the kind's own fields; big-endian. Version 1 had no envelope: its messages are
 * those of the default channel's ordering, bare, and none begins with the mark.
 */
public final class PeerCodec {
  static final byte MARK = (byte) 0xE2;
  static final byte VERSION = 2;
  private static final byte ORDERING = 1;
  private static final int FRAME_BYTES = 4;
  private static final int NAME_MAX = 64;

  private PeerCodec() {}

  /** Whether these bytes are an envelope, and not an ordering's message of version 1. */
  public static boolean isEnvelope(ByteBuffer bytes) {
    return bytes.hasRemaining() && bytes.get(bytes.position()) == MARK;
  }

  /** Whether this envelope says that it is of a channel's ordering. */
  public static boolean isOrdering(ByteBuffer envelope) {
    int start = envelope.position();
    return envelope.remaining() >= FRAME_BYTES
        && envelope.get(start + 1) == VERSION
        && envelope.get(start + 2) == ORDERING;
  }

  /**
   * The channel of whose ordering this envelope is; what is left of it afterwards is the ordering's
   * message.
   */
  public static String orderingOf(ByteBuffer envelope) throws MalformedBytesException {
    envelope.position(envelope.position() + FRAME_BYTES - 1);
    return readChannel(envelope);
  }

  /** An envelope around a message of a channel's ordering: as {@link Ordering}, without a copy. */
  public static byte[] ordering(String channel, Message message) {
    byte[] envelope = MessageCodec.encodeBehind(FRAME_BYTES + channel.length(), message);
    writeHead(channel, ORDERING, ByteBuffer.wrap(envelope));
    return envelope;
  }

  private static void writeHead(String channel, byte kind, ByteBuffer target) {
    target.put(MARK).put(VERSION).put(kind).put((byte) channel.length());
    for (int i = 0; i < channel.length(); i++) {
      target.put((byte) channel.charAt(i));
    }
  }

  public static byte[] encode(PeerMessage message) {
    String channel = message.channel();
    ByteBuffer target = ByteBuffer.allocate(FRAME_BYTES + channel.length() + bodySize(message));
    writeHead(channel, kind(message), target);
    switch (message) {
      case Ordering(var _, Payload bytes) -> bytes.write(target);
      case BlocksWanted(var _, long first, long last) -> target.putLong(first).putLong(last);
      case Blocks(var _, long last, List<Payload> blocks) -> {
        target.putLong(last).putInt(blocks.size());
        blocks.forEach(block -> target.putInt(block.size()).put(block.toBytes()));
      }
      case NotMember(var _, long index, Payload members) ->
          target.putLong(index).put(members.toBytes());
      case ChannelUnknown _ -> {}
      case Created(var _, Payload members) -> target.put(members.toBytes());
    }
    return target.array();
  }

  private static byte kind(PeerMessage message) {
    return switch (message) {
      case Ordering _ -> ORDERING;
      case BlocksWanted _ -> 2;
      case Blocks _ -> 3;
      case NotMember _ -> 4;
      case ChannelUnknown _ -> 5;
      case Created _ -> 6;
    };
  }

  private static int bodySize(PeerMessage message) {
    return switch (message) {
      case Ordering ordering -> ordering.message().size();
      case BlocksWanted _ -> 2 * Long.BYTES;
      case Blocks blocks ->
          Long.BYTES
              + Integer.BYTES
              + blocks.blocks().stream().mapToInt(block -> Integer.BYTES + block.size()).sum();
      case NotMember removed -> Long.BYTES + removed.members().size();
      case ChannelUnknown _ -> 0;
      case Created created -> created.members().size();
    };
  }

  /** Decodes exactly one message; refuses anything else with one sentence that says why. */
  public static PeerMessage decode(byte[] bytes) throws MalformedBytesException {
    return decode(ByteBuffer.wrap(bytes));
  }

  /** Decodes exactly one message, which all that is left of the source has to be. */
  public static PeerMessage decode(ByteBuffer source) throws MalformedBytesException {
    int start = source.position();
    int size = source.remaining();
    try {
      PeerMessage message = read(source);
      if (source.hasRemaining()) {
        throw new MalformedBytesException(
            "envelope ends at byte %d of %d: bytes left over"
                .formatted(source.position() - start, size));
      }
      return message;
    } catch (BufferUnderflowException _) {
      throw new MalformedBytesException(
          "envelope of %d bytes is cut off at byte %d".formatted(size, source.position() - start));
    } catch (IllegalArgumentException impossible) {
      throw new MalformedBytesException("envelope: " + impossible.getMessage());
    }
  }

  private static PeerMessage read(ByteBuffer source) throws MalformedBytesException {
    byte mark = source.get();
    byte version = source.get();
    if (mark != MARK || version != VERSION) {
      throw new MalformedBytesException(
          "envelope has version %d, this node speaks %d".formatted(version, VERSION));
    }
    byte kind = source.get();
    String channel = readChannel(source);
    return switch (kind) {
      case ORDERING -> new Ordering(channel, readPayload(source, source.remaining()));
      case 2 -> new BlocksWanted(channel, source.getLong(), source.getLong());
      case 3 -> readBlocks(channel, source);
      case 4 -> new NotMember(channel, source.getLong(), readPayload(source, source.remaining()));
      case 5 -> new ChannelUnknown(channel);
      case 6 -> new Created(channel, readPayload(source, source.remaining()));
      default ->
          throw new MalformedBytesException("envelope kind %d is not from 1 to 6".formatted(kind));
    };
  }

  private static String readChannel(ByteBuffer source) throws MalformedBytesException {
    int length = source.get();
    if (is(ChannelsContract.DEFAULT, source, length)) {
      source.position(source.position() + length);
      return ChannelsContract.DEFAULT;
    }
    if (length < 1 || length > NAME_MAX || length > source.remaining()) {
      throw new MalformedBytesException(
          "envelope with a channel name of %d bytes: 1 to %d are possible"
              .formatted(length, NAME_MAX));
    }
    byte[] name = new byte[length];
    source.get(name);
    String channel = new String(name, US_ASCII);
    if (!Names.valid(channel)) {
      throw new MalformedBytesException(
          "envelope whose channel does not match [A-Za-z0-9._-]{1,64}");
    }
    return channel;
  }

  /** Whether the next bytes are this name, which most channels' is: then none is made anew. */
  private static boolean is(String name, ByteBuffer source, int length) {
    if (length != name.length() || length > source.remaining()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (source.get(source.position() + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static PeerMessage readBlocks(String channel, ByteBuffer source)
      throws MalformedBytesException {
    long last = source.getLong();
    int count = source.getInt();
    // Grows with what is really read; the count alone allocates nothing.
    List<Payload> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int size = source.getInt();
      if (size < 1 || size > source.remaining()) {
        throw new MalformedBytesException(
            "envelope with a block of %d bytes where %d are left"
                .formatted(size, source.remaining()));
      }
      blocks.add(readPayload(source, size));
    }
    return new Blocks(channel, last, blocks);
  }

  private static Payload readPayload(ByteBuffer source, int size) {
    return Payload.read(source, size);
  }
}
