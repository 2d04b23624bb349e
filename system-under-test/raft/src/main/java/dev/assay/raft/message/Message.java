package dev.assay.raft.message;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.NodeId;
import java.util.List;

/**
 * One message between two nodes. Messages may be lost, delayed, repeated and reordered.
 *
 * @param term the sender's current term, also for pre-votes, so that "a higher term makes a
 *     follower" (§5.1) is one rule for all messages
 */
public record Message(NodeId from, NodeId to, long term, Body body) {
  public Message {
    if (term < 0) {
      throw new IllegalArgumentException("message with the negative term " + term);
    }
    if (body instanceof AppendRequest append && append.last().term() > term) {
      throw new IllegalArgumentException(
          "append of term %d with %s, which is of a later term".formatted(term, append.last()));
    }
    if (body instanceof InstallRequest install && install.head().last().term() > term) {
      throw new IllegalArgumentException(
          "install of term %d with %s, which is of a later term"
              .formatted(term, install.head().last()));
    }
  }

  /** What is said. */
  public sealed interface Body {}

  /** Wants an answer. */
  public sealed interface Request extends Body {}

  /** The answer to a {@link Request}. */
  public sealed interface Reply extends Body {}

  /**
   * Would you vote for me in the term after {@link Message#term}? Changes nothing (thesis 9.6).
   *
   * @param last the sender's last position
   */
  public record PreVoteRequest(LogPosition last) implements Request {}

  /**
   * The answer to a {@link PreVoteRequest}; a grant counts only in the term in which it was asked.
   */
  public record PreVoteReply(boolean granted) implements Reply {}

  /**
   * RequestVote (§5.2).
   *
   * @param last the candidate's last position, all of it durable
   * @param handover the leader of the term before has asked for this election, so that those who
   *     hear it need not be faithful to it (thesis 3.10); since version 2
   */
  public record VoteRequest(LogPosition last, boolean handover) implements Request {}

  /** The answer to a {@link VoteRequest}; a grant is durable before it is sent. */
  public record VoteReply(boolean granted) implements Reply {}

  /**
   * AppendEntries (§5.3); without entries, a heartbeat.
   *
   * @param previous the position right before the entries
   * @param entries contiguous, from {@code previous.index() + 1}
   * @param commit the leader's commit index
   * @param round the latest heartbeat round begun; the answer repeats it (ReadIndex, thesis 6.4)
   */
  public record AppendRequest(LogPosition previous, List<Entry> entries, long commit, long round)
      implements Request {
    public AppendRequest {
      entries = List.copyOf(entries);
      if (commit < 0 || round < 0) {
        throw new IllegalArgumentException(
            "append with the negative commit %d or round %d".formatted(commit, round));
      }
      if ((previous.index() == 0) != (previous.term() == 0)) {
        throw new IllegalArgumentException("append after the impossible position " + previous);
      }
      LogPosition before = previous;
      for (int i = 0; i < entries.size(); i++) {
        LogPosition position = entries.get(i).position();
        if (position.index() != before.index() + 1 || position.term() < before.term()) {
          throw new IllegalArgumentException(
              "entry %s can't follow %s".formatted(position, before));
        }
        before = position;
      }
    }

    /** The last position that this names. */
    public LogPosition last() {
      return entries.isEmpty() ? previous : entries.getLast().position();
    }

    /** The index up to which a follower that accepts this agrees with the leader. */
    public long match() {
      return previous.index() + entries.size();
    }
  }

  /**
   * The follower's log agrees with the leader's up to {@code match}, and is durable so far.
   *
   * @param round of the request
   */
  public record AppendAccepted(long match, long round) implements Reply {
    public AppendAccepted {
      if (match < 0 || round < 0) {
        throw new IllegalArgumentException(
            "acceptance with the negative match %d or round %d".formatted(match, round));
      }
    }
  }

  /**
   * The follower has no entry at the request's previous position (or knows a higher term, which is
   * then the message's).
   *
   * @param previousIndex of the request refused
   * @param conflict where to look next (§5.3, end): the first index of the term that the follower
   *     has there, and this term; term 0 means that its log ends before that index
   * @param round of the request
   */
  public record AppendRejected(long previousIndex, LogPosition conflict, long round)
      implements Reply {
    public AppendRejected {
      if (previousIndex < 0 || round < 0) {
        throw new IllegalArgumentException(
            "rejection with the negative index %d or round %d".formatted(previousIndex, round));
      }
    }

    /** The request was of a former term: this says nothing about the log or about its round. */
    public boolean isStale() {
      return conflict.equals(LogPosition.ZERO);
    }
  }

  /**
   * InstallSnapshot (§7, figure 13): one piece of a snapshot. Since version 2.
   *
   * @param head what the snapshot stands for
   * @param offset of the first byte
   * @param total the snapshot's size
   * @param round the latest heartbeat round begun; the answer repeats it
   */
  public record InstallRequest(
      SnapshotHead head, long offset, Payload bytes, long total, long round) implements Request {
    public InstallRequest {
      if (offset < 0 || total < 0 || bytes.size() > total - offset || round < 0) {
        throw new IllegalArgumentException(
            "install of %d bytes from %d of %d, round %d"
                .formatted(bytes.size(), offset, total, round));
      }
    }
  }

  /**
   * The follower has so much of a snapshot, not necessarily durable. One that has all of it says
   * {@link AppendAccepted} instead. Since version 2.
   *
   * @param last of the snapshot's head
   * @param stored where the next piece is to begin
   * @param round of the request
   */
  public record InstallProgress(LogPosition last, long stored, long round) implements Reply {
    public InstallProgress {
      if (stored < 0 || round < 0) {
        throw new IllegalArgumentException(
            "install with %d bytes stored, round %d".formatted(stored, round));
      }
    }
  }

  /** Campaign at once: this leader wants you to lead (thesis 3.10). Since version 2. */
  public record TimeoutNow() implements Request {}

  /**
   * At which place are reads linearizable that were asked before this (thesis 6.4)? Repeated until
   * it is answered. Since version 2.
   *
   * @param life of the follower that asks, so that an answer to an earlier one is not taken for its
   *     own; drawn at random, from 0
   * @param batch counts the questions of a life
   * @param lease the leader's lease is enough for them (thesis 6.4.1)
   */
  public record ReadRequest(long life, long batch, boolean lease) implements Request {}

  /**
   * The reads are linearizable on any state that has applied this index. Since version 2.
   *
   * @param index the leader's commit index at a time after it got the question
   */
  public record ReadReply(long life, long batch, long index) implements Reply {
    public ReadReply {
      if (index < 0) {
        throw new IllegalArgumentException("read at the negative index " + index);
      }
    }
  }

  /**
   * The reads are not served. Since version 2.
   *
   * @param busy the leader's queue is full; otherwise this node does not lead
   */
  public record ReadRefusal(long life, long batch, boolean busy) implements Reply {}
}
