package dev.assay.raft.message;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.EntryCodec;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.Body;
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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads what follows a message's term; the kinds are {@link MessageWriter}'s. */
final class MessageReader {
  private static final int KINDS = 13;

  private MessageReader() {}

  static Body body(byte version, byte kind, ByteBuffer source) throws MalformedBytesException {
    return switch (kind) {
      case 1 -> new PreVoteRequest(position(source));
      case 2 -> new PreVoteReply(flag(source));
      case 3 -> new VoteRequest(position(source), version > 1 && flag(source));
      case 4 -> new VoteReply(flag(source));
      case 5 -> append(source);
      case 6 -> new AppendAccepted(source.getLong(), source.getLong());
      case 7 -> new AppendRejected(source.getLong(), position(source), source.getLong());
      case 8 -> install(source);
      case 9 -> new InstallProgress(position(source), source.getLong(), source.getLong());
      case 10 -> new TimeoutNow();
      case 11 -> new ReadRequest(source.getLong(), source.getLong(), flag(source));
      case 12 -> new ReadReply(source.getLong(), source.getLong(), source.getLong());
      case 13 -> new ReadRefusal(source.getLong(), source.getLong(), flag(source));
      default ->
          throw new MalformedBytesException(
              "message kind %d is not from 1 to %d".formatted(kind, KINDS));
    };
  }

  private static AppendRequest append(ByteBuffer source) throws MalformedBytesException {
    LogPosition previous = position(source);
    long commit = source.getLong();
    long round = source.getLong();
    int count = source.getInt();
    if (count < 0) {
      throw new MalformedBytesException("append with %d entries".formatted(count));
    }
    if (count == 0) {
      return new AppendRequest(previous, List.of(), commit, round);
    }
    // Grows with what is really read; the count alone allocates nothing.
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(EntryCodec.read(source));
    }
    return new AppendRequest(previous, entries, commit, round);
  }

  private static InstallRequest install(ByteBuffer source) throws MalformedBytesException {
    SnapshotHead head = MembershipCodec.readHead(source);
    long offset = source.getLong();
    long total = source.getLong();
    long round = source.getLong();
    int size = source.getInt();
    if (size < 0 || size > source.remaining()) {
      throw new MalformedBytesException(
          "install with a piece of %d bytes, %d are left".formatted(size, source.remaining()));
    }
    return new InstallRequest(head, offset, Payload.read(source, size), total, round);
  }

  private static LogPosition position(ByteBuffer source) {
    return new LogPosition(source.getLong(), source.getLong());
  }

  private static boolean flag(ByteBuffer source) throws MalformedBytesException {
    byte flag = source.get();
    if (flag != 0 && flag != 1) {
      throw new MalformedBytesException(
          "flag at byte %d is %d, not 0 or 1".formatted(source.position() - 1, flag));
    }
    return flag == 1;
  }
}
