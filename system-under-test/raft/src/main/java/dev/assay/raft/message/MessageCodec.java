package dev.assay.raft.message;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.EntryCodec;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.Body;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.NodeId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a message: version (1 byte), kind (1), from, to (each a length byte and ASCII), term
 * (8), then the kind's own fields; big-endian. Decoding trusts nothing: every length is held
 * against what is left before anything is allocated, so it needs no more memory than a small
 * multiple of its input.
 */
public final class MessageCodec {
  private static final byte VERSION = 1;
  private static final int NUMBER_BYTES = 8;

  private MessageCodec() {}

  public static byte[] encode(Message message) {
    ByteBuffer target = ByteBuffer.allocate(size(message));
    target.put(VERSION).put(kind(message.body()));
    writeName(message.from(), target);
    writeName(message.to(), target);
    target.putLong(message.term());
    writeBody(message.body(), target);
    return target.array();
  }

  /** Decodes exactly one message; refuses anything else with one sentence that says why. */
  public static Message decode(byte[] bytes) throws MalformedBytesException {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    try {
      Message message = read(source);
      if (source.hasRemaining()) {
        throw new MalformedBytesException(
            "message ends at byte %d of %d: bytes left over"
                .formatted(source.position(), bytes.length));
      }
      return message;
    } catch (BufferUnderflowException _) {
      throw new MalformedBytesException(
          "message of %d bytes is cut off at byte %d".formatted(bytes.length, source.position()));
    } catch (IllegalArgumentException impossible) {
      throw new MalformedBytesException(
          "message of %d bytes, before byte %d: %s"
              .formatted(bytes.length, source.position(), impossible.getMessage()));
    }
  }

  private static byte kind(Body body) {
    return switch (body) {
      case PreVoteRequest _ -> 1;
      case PreVoteReply _ -> 2;
      case VoteRequest _ -> 3;
      case VoteReply _ -> 4;
      case AppendRequest _ -> 5;
      case AppendAccepted _ -> 6;
      case AppendRejected _ -> 7;
    };
  }

  private static int size(Message message) {
    int names = 2 + message.from().name().length() + message.to().name().length();
    return 2 + names + NUMBER_BYTES + size(message.body());
  }

  private static int size(Body body) {
    return switch (body) {
      case PreVoteRequest _, VoteRequest _, AppendAccepted _ -> 2 * NUMBER_BYTES;
      case PreVoteReply _, VoteReply _ -> 1;
      case AppendRequest append ->
          4 * NUMBER_BYTES + 4 + append.entries().stream().mapToInt(EntryCodec::size).sum();
      case AppendRejected _ -> 4 * NUMBER_BYTES;
    };
  }

  private static void writeName(NodeId node, ByteBuffer target) {
    byte[] name = node.name().getBytes(StandardCharsets.US_ASCII);
    target.put((byte) name.length).put(name);
  }

  private static void writeBody(Body body, ByteBuffer target) {
    switch (body) {
      case PreVoteRequest(LogPosition last) -> writePosition(last, target);
      case PreVoteReply(boolean granted) -> writeFlag(granted, target);
      case VoteRequest(LogPosition last) -> writePosition(last, target);
      case VoteReply(boolean granted) -> writeFlag(granted, target);
      case AppendRequest(LogPosition previous, List<Entry> entries, long commit, long round) -> {
        writePosition(previous, target);
        target.putLong(commit).putLong(round).putInt(entries.size());
        entries.forEach(entry -> EntryCodec.write(entry, target));
      }
      case AppendAccepted(long match, long round) -> target.putLong(match).putLong(round);
      case AppendRejected(long previousIndex, LogPosition conflict, long round) -> {
        target.putLong(previousIndex);
        writePosition(conflict, target);
        target.putLong(round);
      }
    }
  }

  private static void writePosition(LogPosition position, ByteBuffer target) {
    target.putLong(position.index()).putLong(position.term());
  }

  private static void writeFlag(boolean flag, ByteBuffer target) {
    target.put((byte) (flag ? 1 : 0));
  }

  private static Message read(ByteBuffer source) throws MalformedBytesException {
    byte version = source.get();
    if (version != VERSION) {
      throw new MalformedBytesException(
          "message has version %d, this node speaks %d".formatted(version, VERSION));
    }
    byte kind = source.get();
    NodeId from = readName(source);
    NodeId to = readName(source);
    long term = source.getLong();
    return new Message(from, to, term, readBody(kind, source));
  }

  private static Body readBody(byte kind, ByteBuffer source) throws MalformedBytesException {
    return switch (kind) {
      case 1 -> new PreVoteRequest(readPosition(source));
      case 2 -> new PreVoteReply(readFlag(source));
      case 3 -> new VoteRequest(readPosition(source));
      case 4 -> new VoteReply(readFlag(source));
      case 5 -> readAppend(source);
      case 6 -> new AppendAccepted(source.getLong(), source.getLong());
      case 7 -> new AppendRejected(source.getLong(), readPosition(source), source.getLong());
      default ->
          throw new MalformedBytesException("message kind %d is not from 1 to 7".formatted(kind));
    };
  }

  private static AppendRequest readAppend(ByteBuffer source) throws MalformedBytesException {
    LogPosition previous = readPosition(source);
    long commit = source.getLong();
    long round = source.getLong();
    int count = source.getInt();
    // Grows with what is really read; the count alone allocates nothing.
    List<Entry> entries = new ArrayList<>();
    if (count < 0) {
      throw new MalformedBytesException("append with %d entries".formatted(count));
    }
    for (int i = 0; i < count; i++) {
      entries.add(EntryCodec.read(source));
    }
    return new AppendRequest(previous, entries, commit, round);
  }

  private static NodeId readName(ByteBuffer source) throws MalformedBytesException {
    int length = source.get();
    if (length < 1 || length > NodeId.NAME_LENGTH_MAX) {
      throw new MalformedBytesException(
          "node name of %d bytes at byte %d: 1 to %d are possible"
              .formatted(length, source.position() - 1, NodeId.NAME_LENGTH_MAX));
    }
    byte[] name = new byte[length];
    source.get(name);
    return new NodeId(new String(name, StandardCharsets.US_ASCII));
  }

  private static LogPosition readPosition(ByteBuffer source) {
    return new LogPosition(source.getLong(), source.getLong());
  }

  private static boolean readFlag(ByteBuffer source) throws MalformedBytesException {
    byte flag = source.get();
    if (flag != 0 && flag != 1) {
      throw new MalformedBytesException(
          "flag at byte %d is %d, not 0 or 1".formatted(source.position() - 1, flag));
    }
    return flag == 1;
  }
}
