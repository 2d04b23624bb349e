package dev.assay.raft.message;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.EntryCodec;
import dev.assay.raft.log.LogPosition;
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
import dev.assay.raft.quorum.NodeId;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes messages; how long they are and what their kinds are called. */
final class MessageWriter {
  private static final int NUMBER_BYTES = 8;
  private static final int POSITION_BYTES = 2 * NUMBER_BYTES;

  private MessageWriter() {}

  static byte kind(Body body) {
    return switch (body) {
      case PreVoteRequest _ -> 1;
      case PreVoteReply _ -> 2;
      case VoteRequest _ -> 3;
      case VoteReply _ -> 4;
      case AppendRequest _ -> 5;
      case AppendAccepted _ -> 6;
      case AppendRejected _ -> 7;
      case InstallRequest _ -> 8;
      case InstallProgress _ -> 9;
      case TimeoutNow _ -> 10;
      case ReadRequest _ -> 11;
      case ReadReply _ -> 12;
      case ReadRefusal _ -> 13;
    };
  }

  static int size(Message message, int version) {
    int names = 2 + message.from().name().length() + message.to().name().length();
    return 2 + names + NUMBER_BYTES + size(message.body(), version);
  }

  private static int size(Body body, int version) {
    return switch (body) {
      case PreVoteRequest _ -> POSITION_BYTES;
      case PreVoteReply _, VoteReply _ -> 1;
      case VoteRequest _ -> POSITION_BYTES + (version == 1 ? 0 : 1);
      case AppendRequest append -> POSITION_BYTES + 2 * NUMBER_BYTES + 4 + size(append.entries());
      case AppendAccepted _ -> 2 * NUMBER_BYTES;
      case AppendRejected _, InstallProgress _ -> POSITION_BYTES + 2 * NUMBER_BYTES;
      case InstallRequest install ->
          MembershipCodec.size(install.head()) + 3 * NUMBER_BYTES + 4 + install.bytes().size();
      case TimeoutNow _ -> 0;
      case ReadRequest _, ReadRefusal _ -> 2 * NUMBER_BYTES + 1;
      case ReadReply _ -> 3 * NUMBER_BYTES;
    };
  }

  private static int size(List<Entry> entries) {
    int size = 0;
    for (int i = 0; i < entries.size(); i++) {
      size += EntryCodec.size(entries.get(i));
    }
    return size;
  }

  /** Writes what follows the kind. */
  static void write(Message message, int version, ByteBuffer target) {
    writeName(message.from(), target);
    writeName(message.to(), target);
    target.putLong(message.term());
    switch (message.body()) {
      case PreVoteRequest(LogPosition last) -> writePosition(last, target);
      case PreVoteReply(boolean granted) -> writeFlag(granted, target);
      case VoteRequest(LogPosition last, boolean handover) -> {
        writePosition(last, target);
        if (version > 1) {
          writeFlag(handover, target);
        }
      }
      case VoteReply(boolean granted) -> writeFlag(granted, target);
      case AppendRequest(LogPosition previous, List<Entry> entries, long commit, long round) -> {
        writePosition(previous, target);
        target.putLong(commit).putLong(round).putInt(entries.size());
        for (int i = 0; i < entries.size(); i++) {
          EntryCodec.write(entries.get(i), target);
        }
      }
      case AppendAccepted(long match, long round) -> target.putLong(match).putLong(round);
      case AppendRejected(long previousIndex, LogPosition conflict, long round) -> {
        target.putLong(previousIndex);
        writePosition(conflict, target);
        target.putLong(round);
      }
      case InstallRequest(
              SnapshotHead head,
              long offset,
              Payload bytes,
              long total,
              long round) -> {
        MembershipCodec.write(head, target);
        target.putLong(offset).putLong(total).putLong(round).putInt(bytes.size());
        bytes.write(target);
      }
      case InstallProgress(LogPosition last, long stored, long round) -> {
        writePosition(last, target);
        target.putLong(stored).putLong(round);
      }
      case TimeoutNow() -> {}
      case ReadRequest(long life, long batch, boolean lease) -> {
        target.putLong(life).putLong(batch);
        writeFlag(lease, target);
      }
      case ReadReply(long life, long batch, long index) ->
          target.putLong(life).putLong(batch).putLong(index);
      case ReadRefusal(long life, long batch, boolean busy) -> {
        target.putLong(life).putLong(batch);
        writeFlag(busy, target);
      }
    }
  }

  private static void writeName(NodeId node, ByteBuffer target) {
    String name = node.name();
    target.put((byte) name.length());
    for (int i = 0; i < name.length(); i++) {
      target.put((byte) name.charAt(i));
    }
  }

  private static void writePosition(LogPosition position, ByteBuffer target) {
    target.putLong(position.index()).putLong(position.term());
  }

  private static void writeFlag(boolean flag, ByteBuffer target) {
    target.put((byte) (flag ? 1 : 0));
  }
}
