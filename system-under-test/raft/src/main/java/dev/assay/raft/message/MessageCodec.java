package dev.assay.raft.message;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.EntryCodec;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.InstallProgress;
import dev.assay.raft.message.Message.InstallRequest;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.ReadRefusal;
import dev.assay.raft.message.Message.ReadReply;
import dev.assay.raft.message.Message.ReadRequest;
import dev.assay.raft.message.Message.TimeoutNow;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.NodeId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The bytes of a message: version (1 byte), kind (1), from, to (each a length byte and ASCII), term
 * (8), then the kind's own fields; big-endian. Decoding trusts nothing: every length is held
 * against what is left before anything is allocated, so it needs no more memory than a small
 * multiple of its input.
 *
 * <p>Version 2 brought memberships in the log, installs, transfers and followers' reads. What
 * version 1 can say has the same bytes in both but for the version itself, and for a vote request,
 * which says in version 2 whether it is part of a handover.
 */
public final class MessageCodec {
  /** The newest version that is written and read. */
  public static final int VERSION_MAX = 2;

  private static final KnownNodes NODES = new KnownNodes();

  private MessageCodec() {}

  /** The first version in which this can be said. */
  public static int version(Message message) {
    return switch (message.body()) {
      case PreVoteRequest _, PreVoteReply _, VoteReply _, AppendAccepted _, AppendRejected _ -> 1;
      case VoteRequest vote -> vote.handover() ? 2 : 1;
      case AppendRequest append -> version(append);
      case InstallRequest _, InstallProgress _, TimeoutNow _ -> 2;
      case ReadRequest _, ReadReply _, ReadRefusal _ -> 2;
    };
  }

  private static int version(AppendRequest append) {
    List<Entry> entries = append.entries();
    int version = 1;
    for (int i = 0; i < entries.size(); i++) {
      version = Math.max(version, EntryCodec.version(entries.get(i).kind()));
    }
    return version;
  }

  /** Encodes in the first version in which this can be said, so that old nodes understand it. */
  public static byte[] encode(Message message) {
    return written(message, version(message), 0);
  }

  /**
   * As {@link #encode(Message)}, with room before the message's bytes for whatever frames them.
   *
   * @param headBytes so many zeros come first
   */
  public static byte[] encodeBehind(int headBytes, Message message) {
    return written(message, version(message), headBytes);
  }

  /**
   * Encodes in this version.
   *
   * @param version from {@link #version(Message)} to {@value #VERSION_MAX}; another is refused with
   *     an IllegalArgumentException
   */
  public static byte[] encode(Message message, int version) {
    if (version < version(message) || version > VERSION_MAX) {
      throw new IllegalArgumentException(
          "a message of version %d to %d can't be written in version %d"
              .formatted(version(message), VERSION_MAX, version));
    }
    return written(message, version, 0);
  }

  private static byte[] written(Message message, int version, int headBytes) {
    ByteBuffer target =
        ByteBuffer.allocate(headBytes + MessageWriter.size(message, version))
            .position(headBytes)
            .put((byte) version)
            .put(MessageWriter.kind(message.body()));
    MessageWriter.write(message, version, target);
    return target.array();
  }

  /** Decodes exactly one message; refuses anything else with one sentence that says why. */
  public static Message decode(byte[] bytes) throws MalformedBytesException {
    return decode(ByteBuffer.wrap(bytes));
  }

  /** Decodes exactly one message, which all that is left of the source has to be. */
  public static Message decode(ByteBuffer source) throws MalformedBytesException {
    int size = source.remaining();
    try {
      Message message = read(source);
      if (source.hasRemaining()) {
        throw new MalformedBytesException(
            "message ends at byte %d of %d: bytes left over"
                .formatted(size - source.remaining(), size));
      }
      return message;
    } catch (BufferUnderflowException _) {
      throw new MalformedBytesException(
          "message of %d bytes is cut off at byte %d".formatted(size, size - source.remaining()));
    } catch (IllegalArgumentException impossible) {
      throw new MalformedBytesException(
          "message of %d bytes, before byte %d: %s"
              .formatted(size, size - source.remaining(), impossible.getMessage()));
    }
  }

  private static Message read(ByteBuffer source) throws MalformedBytesException {
    byte version = source.get();
    if (version < 1 || version > VERSION_MAX) {
      throw new MalformedBytesException(
          "message has version %d, this node speaks 1 to %d".formatted(version, VERSION_MAX));
    }
    byte kind = source.get();
    NodeId from = readName(source);
    NodeId to = readName(source);
    long term = source.getLong();
    Message message = new Message(from, to, term, MessageReader.body(version, kind, source));
    if (version < version(message)) {
      throw new MalformedBytesException(
          "message of version %d says what version %d brought"
              .formatted(version, version(message)));
    }
    return message;
  }

  private static NodeId readName(ByteBuffer source) throws MalformedBytesException {
    int length = source.get();
    if (length < 1 || length > NodeId.NAME_LENGTH_MAX) {
      throw new MalformedBytesException(
          "node name of %d bytes at byte %d: 1 to %d are possible"
              .formatted(length, source.position() - 1, NodeId.NAME_LENGTH_MAX));
    }
    return NODES.read(source, length);
  }
}
