package dev.assay.raft;

import dev.assay.raft.message.Message.ReadRefusal;
import dev.assay.raft.message.Message.ReadReply;
import dev.assay.raft.message.Message.ReadRequest;
import dev.assay.raft.message.Message.Reply;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Reads that wait at a follower for its leader to name a place (thesis 6.4). One question is open
 * at a time, repeated like a heartbeat until it is answered or too old; reads that come meanwhile
 * share the next one.
 */
final class ForwardedReads {
  private final CoreState state;
  private final RaftTiming timing;
  private final List<Long> waiting = new ArrayList<>();
  private final List<Long> asking = new ArrayList<>();
  private ReadKind waitingKind = ReadKind.LEASE;
  private ReadKind askingKind = ReadKind.LEASE;
  private int askingTicks;

  ForwardedReads(CoreState state) {
    this.state = state;
    this.timing = state.config().timing();
  }

  void ask(long read, ReadKind kind, NodeId leader) {
    if (waiting.size() + asking.size() >= state.config().limits().readsMax()) {
      state.outbox().emit(new Effect.ReadFailed(read, Refusal.BUSY, Optional.of(leader)));
      return;
    }
    waiting.add(read);
    if (kind == ReadKind.QUORUM) {
      waitingKind = kind; // The stricter one serves all of a batch.
    }
    askNext(leader);
  }

  void tick(NodeId leader) {
    if (asking.isEmpty()) {
      return;
    }
    askingTicks++;
    if (askingTicks >= timing.electionTicksMax()) {
      finish(read -> new Effect.ReadFailed(read, Refusal.TIMED_OUT, Optional.of(leader)));
      askNext(leader);
    } else if (askingTicks % timing.heartbeatTicks() == 0) {
      send(leader);
    }
  }

  void receive(NodeId leader, Reply reply) {
    if (reply instanceof ReadReply(long life, long batch, long index) && isOpen(life, batch)) {
      finish(read -> new Effect.ReadReady(read, index));
    } else if (reply instanceof ReadRefusal(long life, long batch, boolean busy)
        && isOpen(life, batch)) {
      Refusal reason = busy ? Refusal.BUSY : Refusal.NOT_LEADER;
      finish(read -> new Effect.ReadFailed(read, reason, Optional.of(leader)));
    }
    askNext(leader);
  }

  /** Answers all that wait. */
  void fail(Refusal reason, Optional<NodeId> leader) {
    asking.addAll(waiting);
    waiting.clear();
    finish(read -> new Effect.ReadFailed(read, reason, leader));
  }

  private boolean isOpen(long life, long batch) {
    return !asking.isEmpty() && life == state.life() && batch == state.readBatch();
  }

  private void askNext(NodeId leader) {
    if (asking.isEmpty() && !waiting.isEmpty()) {
      asking.addAll(waiting);
      askingKind = waitingKind;
      askingTicks = 0;
      waiting.clear();
      waitingKind = ReadKind.LEASE;
      state.nextReadBatch();
      send(leader);
    }
  }

  private void send(NodeId leader) {
    boolean lease = askingKind == ReadKind.LEASE;
    state.send(leader, new ReadRequest(state.life(), state.readBatch(), lease));
  }

  private void finish(LongFunction<Effect> answer) {
    for (long read : asking) {
      state.outbox().emit(answer.apply(read));
    }
    asking.clear();
  }
}
