package dev.assay.node;

import dev.assay.ledger.Transaction;
import dev.assay.node.NodeStores.ChannelStore;
import dev.assay.node.storage.NodeStorage;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.Effect;
import dev.assay.raft.Input;
import dev.assay.raft.RaftCore;
import dev.assay.raft.RaftEvent;
import dev.assay.raft.ReadKind;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One node's part of one channel: its ordering, its replica of the chain, and those who wait for
 * either. Owned by the node's thread; whatever it throws must stop the node.
 */
final class Channel {
  /** The node around the channel. */
  interface Surroundings {
    /** Sends towards a peer; it may be lost. */
    void send(Message message);

    /** Notes something for people and checkers. */
    void note(String kind, long epoch, String detail);

    /** Runs a task that something outside has completed; stops the node if it throws. */
    void completed(Runnable task);
  }

  private final String name;
  private final NodePorts ports;
  private final Surroundings surroundings;
  private final NodeStorage storage;
  private final RaftCore core;
  private final Replica replica;
  private final Submissions submissions;
  private final Reads reads;

  /**
   * Inputs that arose while another one's effects were being carried out; never grows with load.
   */
  private final Queue<Input> inputs = new ArrayDeque<>();

  private boolean stepping;

  /**
   * Recovers what is stored. The committed part of it is executed again as soon as the ordering
   * knows how far that goes, which takes a primary.
   *
   * @throws StorageException when the disk fails or is corrupt: the node must not start
   */
  Channel(
      String name,
      NodeConfig config,
      NodePorts ports,
      ChannelStore store,
      Surroundings surroundings) {
    this.name = name;
    this.ports = ports;
    this.surroundings = surroundings;
    storage = store.log();
    Recovered recovered = storage.recover();
    core =
        new RaftCore(
            config.ordering(),
            ports.host().draw(),
            new RecoveredLog(recovered.hardState(), Optional.empty(), recovered.entries()));
    replica = new Replica(store.blocks(), Mutant.inLedger(config.mutants()));
    submissions = new Submissions(config, ports.clock(), replica, new Ordering());
    reads =
        new Reads(
            ports.clock(), replica, round -> step(new Input.ReadRequested(round, ReadKind.QUORUM)));
    note("started", "%d stored".formatted(recovered.entries().size()));
    recovered.cutTail().ifPresent(tail -> note("tail-cut", tail.toString()));
  }

  String name() {
    return name;
  }

  void tick() {
    step(new Input.Tick());
    submissions.expire();
    reads.expire();
  }

  void received(Message message) {
    step(new Input.Received(message));
  }

  void submit(Transaction transaction, long deadlineNanos, Consumer<SubmitResult> reply) {
    submissions.submit(transaction, deadlineNanos, role(), reply);
  }

  void request(Query<?> query) {
    reads.request(query);
  }

  /** Answers all who wait; nothing is to be called after it. */
  void halt(String reason) {
    submissions.halt(reason);
    reads.halt(reason);
  }

  RaftCore core() {
    return core;
  }

  Replica replica() {
    return replica;
  }

  Role role() {
    return switch (core.role()) {
      case LEADER -> Role.PRIMARY;
      case CANDIDATE, PRE_CANDIDATE -> Role.CANDIDATE;
      case FOLLOWER -> Role.BACKUP;
    };
  }

  /** Effects of one input are carried out wholly before the next input, also when they cause it. */
  private void step(Input input) {
    inputs.add(input);
    if (stepping) {
      return;
    }
    stepping = true;
    try {
      for (Input next = inputs.poll(); next != null; next = inputs.poll()) {
        core.step(next).forEach(this::perform);
      }
    } finally {
      stepping = false;
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Persist write -> persist(write);
      case Effect.Send(Message message) -> surroundings.send(message);
      case Effect.Accepted(long proposal, long index, long term) ->
          submissions.accepted(proposal, index, term);
      case Effect.Rejected rejected -> submissions.rejected(rejected);
      case Effect.Apply(List<Entry> committed) -> committed.forEach(this::apply);
      case Effect.ReadReady(long round, long index) -> reads.ready(round, index);
      case Effect.ReadFailed failed -> reads.failed(failed);
      case Effect.Noted(RaftEvent event) -> noted(event);
      case Effect.Changed _,
          Effect.ChangeRefused _,
          Effect.Transferred _,
          Effect.TransferFailed _ ->
          throw new IllegalStateException("an answer to what was never asked: " + effect);
      case Effect.Compact _, Effect.ReadChunk _, Effect.StoreChunk _, Effect.Restore _ ->
          throw new IllegalStateException("this node keeps no snapshots yet: " + effect);
    }
  }

  private void persist(Effect.Persist write) {
    long lastIndex = write.entries().isEmpty() ? 0 : write.entries().getLast().index();
    storage.persist(write, () -> post(() -> persisted(write.token(), lastIndex)));
  }

  private void persisted(long token, long lastIndex) {
    step(new Input.Persisted(token));
    submissions.durable(lastIndex);
  }

  /** Has the task run on the owner's thread; may be called from any thread. */
  private void post(Runnable task) {
    ports.host().post(() -> surroundings.completed(task));
  }

  private void apply(Entry entry) {
    replica.apply(entry);
    submissions.applied(entry.index(), entry.term());
    reads.applied();
  }

  private void noted(RaftEvent event) {
    EventWords.of(event)
        .ifPresent(words -> surroundings.note(words.kind(), words.epoch(), words.detail()));
    switch (event) {
      case RaftEvent.BecameFollower _, RaftEvent.QuorumLost _ -> submissions.officeLost();
      case RaftEvent.LeaderKnown _,
          RaftEvent.BecamePreCandidate _,
          RaftEvent.BecameCandidate _,
          RaftEvent.BecameLeader _,
          RaftEvent.VoteGranted _,
          RaftEvent.Committed _,
          RaftEvent.ConflictTruncated _,
          RaftEvent.SteppedDown _,
          RaftEvent.MembershipAdopted _,
          RaftEvent.HandoverBegun _,
          RaftEvent.InstallBegun _,
          RaftEvent.SnapshotRestored _,
          RaftEvent.LogCompacted _,
          RaftEvent.MessageIgnored _ -> {}
    }
  }

  void note(String kind, String detail) {
    surroundings.note(kind, core.term(), detail);
  }

  LedgerStatus status(NodeConfig config) {
    return new LedgerStatus(
        config.self(),
        role(),
        core.term(),
        core.leader().map(NodeId::name),
        core.commitIndex(),
        replica.applied(),
        replica.ledger().height(),
        replica.ledger().headHash(),
        ports.clock().wallMillis(),
        config.members(),
        config.mutants().stream().map(Mutant::id).sorted().toList());
  }

  /** What the submissions ask of the channel. */
  private final class Ordering implements Submissions.Ordering {
    @Override
    public void propose(long proposal, byte[] batch) {
      step(new Input.Proposed(proposal, Payload.of(batch)));
    }

    @Override
    public void afterArrivals(Runnable task) {
      post(task);
    }
  }
}
