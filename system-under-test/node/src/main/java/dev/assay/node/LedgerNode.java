package dev.assay.node;

import dev.assay.ledger.Names;
import dev.assay.ledger.Transaction;
import dev.assay.node.Proposal.Request;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.Effect;
import dev.assay.raft.Input;
import dev.assay.raft.RaftCore;
import dev.assay.raft.RaftEvent;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.MessageCodec;
import dev.assay.raft.quorum.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * One node of the ledger: an event loop without I/O, thread or clock of its own. One thread owns
 * it; every method is called there, and every callback comes back there, once, perhaps before the
 * call returns. A callback must neither block, throw, nor call the node.
 *
 * <p>A node that has halted ({@link NodeHost#halted}) refuses everything definitely and does
 * nothing any more.
 */
public final class LedgerNode {
  private final NodeConfig config;
  private final NodePorts ports;
  private final RaftCore core;
  private final Replica replica;
  private final Submissions submissions;
  private final Reads reads;
  private final EventRing events = new EventRing();

  /**
   * Inputs that arose while another one's effects were being carried out; never grows with load.
   */
  private final Queue<Input> inputs = new ArrayDeque<>();

  private boolean stepping;
  private boolean halted;

  /**
   * Recovers what the disk holds. The committed part of it is executed again as soon as the
   * ordering knows how far that goes, which takes a primary.
   *
   * @throws StorageException when the disk fails or is corrupt: the node must not start
   */
  public LedgerNode(NodeConfig config, NodePorts ports) {
    this.config = config;
    this.ports = ports;
    Recovered recovered = ports.storage().recover();
    core =
        new RaftCore(
            config.ordering(), ports.host().draw(), recovered.hardState(), recovered.entries());
    replica = new Replica(ports.blocks(), Mutant.inLedger(config.mutants()));
    submissions = new Submissions(config, ports.clock(), replica, this::propose);
    reads = new Reads(ports.clock(), replica, this::requestRead);
    note("started", "%d stored".formatted(recovered.entries().size()));
    recovered.cutTail().ifPresent(tail -> note("tail-cut", tail.toString()));
  }

  /** {@link NodeConfig#TICK} has passed: time-outs of the ordering, deadlines of clients. */
  public void tick() {
    guarded(
        () -> {
          step(new Input.Tick());
          submissions.expire();
          reads.expire();
        });
  }

  /**
   * A message has arrived that claims to be from this peer; whatever is wrong with it is ignored.
   */
  public void received(String from, byte[] bytes) {
    guarded(
        () -> {
          try {
            Message message = MessageCodec.decode(bytes);
            if (message.from().name().equals(from)) {
              step(new Input.Received(message));
            }
          } catch (MalformedBytesException e) {
            note("malformed-message", "from " + from + ": " + e.getMessage());
          }
        });
  }

  /**
   * Orders a transaction, once; the answer comes at the latest at the first tick after the
   * time-out.
   *
   * @param timeout how long the client waits; more than {@link NodeConfig#TIMEOUT_MAX} counts as
   *     that
   */
  public void submit(Transaction transaction, Duration timeout, Consumer<SubmitResult> reply) {
    if (halted) {
      reply.accept(new SubmitResult.Busy("the node has stopped"));
      return;
    }
    guarded(() -> submissions.submit(new Request(transaction, deadline(timeout), reply), role()));
  }

  /** Reads one account's balance, linearizably; empty when there is no such account. */
  public void read(String account, Duration timeout, Consumer<ReadResult<OptionalLong>> reply) {
    if (!Names.valid(account)) {
      reply.accept(new ReadResult.Invalid<>("the account does not match [A-Za-z0-9._-]{1,64}"));
      return;
    }
    request(new Query<>(ledger -> ledger.balance(account), deadline(timeout), reply));
  }

  /** Reads all balances as one state, linearizably. */
  public void readAll(Duration timeout, Consumer<ReadResult<SortedMap<String, Long>>> reply) {
    request(new Query<>(ledger -> ledger.balances(), deadline(timeout), reply));
  }

  private void request(Query<?> query) {
    if (halted) {
      query.unavailable("the node has stopped");
      return;
    }
    guarded(() -> reads.request(query));
  }

  /** What this node believes, now. */
  public LedgerStatus status() {
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

  /** This node's own state, however old. */
  public Audit audit() {
    return new Audit(
        replica.ledger().balances(),
        replica.ledger().height(),
        replica.ledger().headHash(),
        replica.applied());
  }

  /** This node's chain from block {@code first} (from 1) on, as much as fits into one answer. */
  public ChainPage chain(long first) {
    return replica.chain(first);
  }

  /**
   * What this node noted from number {@code first} (from 0) on, as much as it remembers and fits
   * into one answer.
   */
  public List<NodeEvent> events(long first) {
    return events.from(first);
  }

  /** Gives up, as after a failure: for a host that shuts down, or whose storage has failed. */
  public void halt(String reason) {
    if (halted) {
      return;
    }
    halted = true;
    submissions.halt(reason);
    reads.halt(reason);
    note("halted", reason);
    ports.host().halted(reason);
  }

  private Role role() {
    return switch (core.role()) {
      case LEADER -> Role.PRIMARY;
      case CANDIDATE, PRE_CANDIDATE -> Role.CANDIDATE;
      case FOLLOWER -> Role.BACKUP;
    };
  }

  private long deadline(Duration timeout) {
    Duration bounded =
        timeout.compareTo(NodeConfig.TIMEOUT_MAX) > 0 ? NodeConfig.TIMEOUT_MAX : timeout;
    return ports.clock().monotonicNanos() + bounded.toNanos();
  }

  private void propose(long proposal, byte[] batch) {
    step(new Input.Proposed(proposal, Payload.of(batch)));
  }

  private void requestRead(long round) {
    step(new Input.ReadRequested(round));
  }

  /**
   * A thrown exception is a broken invariant or a failed disk: nothing may be acknowledged after
   * it.
   */
  private void guarded(Runnable action) {
    if (halted) {
      return;
    }
    try {
      action.run();
    } catch (RuntimeException e) {
      halt(e.getMessage() == null ? e.toString() : e.getMessage());
    }
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
      case Effect.Send(Message message) ->
          ports.network().send(message.to().name(), MessageCodec.encode(message));
      case Effect.Accepted(long proposal, long index, long term) ->
          submissions.accepted(proposal, index, term);
      case Effect.Rejected rejected -> submissions.rejected(rejected);
      case Effect.Apply(List<Entry> committed) -> committed.forEach(this::apply);
      case Effect.ReadReady(long round, long index) -> reads.ready(round, index);
      case Effect.ReadFailed failed -> reads.failed(failed);
      case Effect.Noted(RaftEvent event) -> noted(event);
    }
  }

  private void persist(Effect.Persist write) {
    long lastIndex = write.entries().isEmpty() ? 0 : write.entries().getLast().index();
    ports
        .storage()
        .persist(write, () -> ports.host().post(() -> persisted(write.token(), lastIndex)));
  }

  private void persisted(long token, long lastIndex) {
    guarded(
        () -> {
          step(new Input.Persisted(token));
          submissions.durable(lastIndex);
        });
  }

  private void apply(Entry entry) {
    replica.apply(entry);
    submissions.applied(entry.index(), entry.term());
    reads.applied();
  }

  private void noted(RaftEvent event) {
    EventWords.of(event).ifPresent(words -> note(words.kind(), words.epoch(), words.detail()));
    switch (event) {
      case RaftEvent.BecameFollower _, RaftEvent.QuorumLost _ -> submissions.officeLost();
      case RaftEvent.LeaderKnown _,
          RaftEvent.BecamePreCandidate _,
          RaftEvent.BecameCandidate _,
          RaftEvent.BecameLeader _,
          RaftEvent.VoteGranted _,
          RaftEvent.Committed _,
          RaftEvent.ConflictTruncated _,
          RaftEvent.MessageIgnored _ -> {}
    }
  }

  private void note(String kind, String detail) {
    note(kind, core.term(), detail);
  }

  private void note(String kind, long epoch, String detail) {
    NodeEvent event =
        events.add(ports.clock().monotonicNanos(), ports.clock().wallMillis(), kind, epoch, detail);
    ports.host().noted(event);
  }
}
