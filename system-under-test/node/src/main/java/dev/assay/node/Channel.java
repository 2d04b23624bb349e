package dev.assay.node;

import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.NodeStores.ChannelStore;
import dev.assay.node.peer.PeerMessage;
import dev.assay.node.storage.NodeStorage;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.Effect;
import dev.assay.raft.Input;
import dev.assay.raft.PeerProgress;
import dev.assay.raft.RaftCore;
import dev.assay.raft.RaftEvent;
import dev.assay.raft.RaftRole;
import dev.assay.raft.ReadKind;
import dev.assay.raft.Refusal;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One node's part of one channel: its ordering, its replica of the chain, and those who wait for
 * either. Owned by the node's thread; whatever it throws must stop the node.
 */
final class Channel {
  private final String name;
  private final NodeConfig config;
  private final NodePorts ports;
  private final Surroundings surroundings;
  private final NodeStorage storage;
  private final RaftCore core;
  private final Replica replica;
  private final Submissions submissions;
  private final Reads reads;
  private final Administration administration;
  private final Belonging belonging;
  private final Snapshots snapshots;
  private final BlockFetch fetch;

  /**
   * Inputs that arose while another one's effects were being carried out; never grows with load.
   */
  private final Queue<Input> inputs = new ArrayDeque<>();

  private boolean stepping;

  /** See {@link #version()}; it never falls. */
  private int version = Peers.OLDEST;

  /**
   * Recovers what is stored: the newest snapshot at once. The committed part of what follows is
   * executed again as soon as the ordering knows how far that goes, which takes a primary.
   *
   * @param first the members that the channel began with; none: whoever leads will tell
   * @throws StorageException when the disk fails or is corrupt: the node must not start
   */
  Channel(
      String name,
      Membership first,
      NodeConfig config,
      NodePorts ports,
      Surroundings surroundings) {
    this.name = name;
    this.config = config;
    this.ports = ports;
    this.surroundings = surroundings;
    ChannelStore store = ports.stores().open(name);
    storage = store.log();
    Recovered recovered = storage.recover();
    core =
        new RaftCore(
            config.ordering(first),
            ports.host().draw(),
            new RecoveredLog(recovered.hardState(), recovered.snapshot(), recovered.entries()));
    replica = new Replica(name, first, config, store.blocks());
    recovered.snapshot().ifPresent(head -> replica.restore(head, storage));
    belonging = new Belonging(name, new NodeId(config.self()), core, replica, surroundings);
    snapshots = new Snapshots(config.snapshots(), storage, input -> post(() -> take(input)));
    fetch = new BlockFetch(name, store.blocks(), new Others());
    submissions =
        new Submissions(config, ports.clock(), replica, new Ordering(), surroundings.writers());
    reads =
        new Reads(
            ports.clock(), replica, (round, kind) -> step(new Input.ReadRequested(round, kind)));
    administration = new Administration(ports.clock(), this::version, this::step);
    note(
        "started",
        "%d stored after %d"
            .formatted(
                recovered.entries().size(),
                recovered.snapshot().map(head -> head.last().index()).orElse(0L)));
    note("members", EventWords.found(core.membership()));
    recovered.cutTail().ifPresent(tail -> note("tail-cut", tail.toString()));
  }

  String name() {
    return name;
  }

  /**
   * Time has passed.
   *
   * @param ticks how many ticks are due; none only with the planted bug that trusts the wall clock.
   *     Only a primary has to know of those that its host missed: to a backup they would be silence
   *     in which nothing could have been heard
   */
  void tick(int ticks) {
    boolean stands = ticks == 0 && core.role() == RaftRole.LEADER;
    if (!belonging.quiet() && !stands) {
      step(new Input.Tick());
    }
    catchUp(ticks - 1);
    submissions.expire();
    reads.expire();
    administration.expire();
    fetch.tick();
  }

  /**
   * A primary learns how late it is. Only a primary: a backup's next tick comes all the same, and
   * whatever makes its time run faster shortens the silence on which a lease rests.
   */
  void catchUp(int ticks) {
    for (int missed = ticks; missed > 0 && core.role() == RaftRole.LEADER; missed--) {
      step(new Input.Tick());
    }
  }

  /** A message of the ordering has come. */
  void received(Message message) {
    switch (message.body()) {
      case Message.PreVoteRequest _, Message.VoteRequest _ ->
          belonging.tellStranger(message.from());
      case Message.AppendRequest _ -> belonging.primaryHeard();
      default -> {}
    }
    step(new Input.Received(message));
  }

  Belonging belonging() {
    return belonging;
  }

  /** As this channel's primary, brings its members to those of the default channel. */
  void follow(Membership target) {
    if (version() > Peers.OLDEST) {
      belonging.changeTo(target).ifPresent(administration::follow);
    }
  }

  void submit(Transaction transaction, long deadlineNanos, Consumer<SubmitResult> reply) {
    // A backup hears the primary alone, so it need not know yet what the others speak.
    if (core.role() != RaftRole.LEADER && version() == Peers.OLDEST) {
      reply.accept(new SubmitResult.NotPrimary(core.leader().map(NodeId::name)));
      return;
    }
    submissions.submit(transaction, deadlineNanos, role(), reply);
  }

  void request(PendingQuery query, ReadMode mode) {
    boolean asksPrimary = core.role() != RaftRole.LEADER && version() == Peers.OLDEST;
    switch (mode) {
      case LOCAL -> query.answer(replica.ledger());
      case QUORUM, LEASE -> {
        if (asksPrimary) {
          query.notPrimary(core.leader().map(NodeId::name));
        } else {
          read(query, mode == ReadMode.LEASE ? ReadKind.LEASE : ReadKind.QUORUM);
        }
      }
    }
  }

  private void read(PendingQuery query, ReadKind kind) {
    if (config.has(Mutant.TORN_READ_ALL) && TornReadAll.concerns(query.query())) {
      new TornReadAll(
              query,
              replica.ledger().values(TransferContract.NAME).keySet(),
              one -> reads.request(one, kind))
          .next(replica.ledger().height());
    } else {
      reads.request(query, kind);
    }
  }

  Administration administration() {
    return administration;
  }

  /**
   * The format version in which this channel goes on: what all members are known to speak, and
   * never less than what is in its chain already, or might be: then the oldest member has to know
   * it anyway.
   */
  int version() {
    if (version < NodeConfig.SPEAKS_MAX) {
      int spoken = surroundings.spokenByAll(names(core.membership()));
      version = Math.max(version, Math.max(replica.version(), spoken));
    }
    return version;
  }

  private static List<String> names(Membership membership) {
    return membership.members().stream().map(NodeId::name).toList();
  }

  /** A peer's message that is not the ordering's. */
  void received(String from, PeerMessage message) throws MalformedBytesException {
    switch (message) {
      case PeerMessage.BlocksWanted wanted -> fetch.wanted(from, wanted);
      case PeerMessage.Blocks page -> fetch.arrived(from, page);
      case PeerMessage.NotMember notice -> belonging.told(from, notice);
      case PeerMessage.Ordering _, PeerMessage.ChannelUnknown _, PeerMessage.Created _ -> {}
    }
  }

  /** Answers all who wait; nothing is to be called after it. */
  void halt(String reason) {
    submissions.halt(reason);
    reads.halt(reason);
    administration.halt(reason);
  }

  /** Whether no block of its chain is still to be fetched. */
  boolean isWhole() {
    return fetch.missing() == 0;
  }

  RaftCore core() {
    return core;
  }

  Replica replica() {
    return replica;
  }

  Role role() {
    return Believed.role(core);
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
        List<Effect> effects = core.step(next);
        for (int i = 0; i < effects.size(); i++) {
          perform(effects.get(i));
        }
        saveIfDue();
      }
    } finally {
      stepping = false;
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Persist write -> persist(write);
      case Effect.Send(Message message) -> surroundings.send(message, version());
      case Effect.Accepted(long proposal, long index, long term) ->
          submissions.accepted(proposal, index, term);
      case Effect.Rejected rejected -> submissions.rejected(rejected);
      case Effect.Apply(List<Entry> committed) -> apply(committed);
      case Effect.ReadReady(long round, long index) -> reads.ready(round, index);
      case Effect.ReadFailed failed -> reads.failed(failed);
      case Effect.Changed(long change, Membership membership) ->
          administration.end(change, new AdministrationResult.Done(Members.of(membership)));
      case Effect.ChangeRefused(long change, Refusal reason, var leader) ->
          administration.refused(change, reason, leader);
      case Effect.Transferred(long transfer) ->
          administration.end(
              transfer, new AdministrationResult.Done(Members.of(core.membership())));
      case Effect.TransferFailed(long transfer, Refusal reason, var leader) ->
          administration.refused(transfer, reason, leader);
      case Effect.Compact(long through) -> storage.compact(through);
      case Effect.ReadChunk wanted -> snapshots.read(wanted);
      case Effect.StoreChunk chunk -> snapshots.store(chunk);
      case Effect.Restore(SnapshotHead head) -> restore(head);
      case Effect.Noted(RaftEvent event) -> noted(event);
    }
  }

  /**
   * Nothing is forgotten of what a node that speaks less might still need. One that joined learns
   * who the members were from the entry that made it one: no snapshot of its own ends before that.
   */
  private void saveIfDue() {
    if (snapshots.due(false) && version() > Peers.OLDEST && snapshots.due(isSendingSnapshot())) {
      SnapshotHead head = core.snapshotHead(replica.applied());
      if (!head.membership().isEmpty()) {
        snapshots.save(head, replica.image());
      }
    }
  }

  private boolean isSendingSnapshot() {
    return core.progress().values().stream()
        .anyMatch(peer -> peer.mode() == PeerProgress.Mode.SNAPSHOT);
  }

  private void take(Input input) {
    if (input instanceof Input.SnapshotSaved) {
      snapshots.saved();
    }
    step(input);
  }

  private void restore(SnapshotHead head) {
    replica.restore(head, storage);
    storage.restored(head);
    snapshots.restored();
    submissions.restored(head.last().index());
    reads.applied();
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

  private void apply(List<Entry> committed) {
    for (int i = 0; i < committed.size(); i++) {
      apply(committed.get(i));
    }
  }

  private void apply(Entry entry) {
    replica.apply(entry);
    snapshots.applied(entry);
    submissions.applied(entry.index(), entry.term());
    reads.applied();
  }

  private void noted(RaftEvent event) {
    if (event instanceof RaftEvent.Committed) {
      return; // With every batch.
    }
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

  Beliefs beliefs() {
    return new Believed(core, replica, belonging);
  }

  Standpoint standpoint() {
    return new Standpoint(
        role(),
        core.term(),
        core.commitIndex(),
        replica.applied(),
        replica.ledger().height(),
        replica.ledger().headTime(),
        ports.clock().wallMillis());
  }

  /**
   * What this node believes about the channel.
   *
   * @param channels all of the node's
   */
  LedgerStatus status(List<String> channels) {
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
        new Standing(
            name,
            Members.of(core.membership()),
            belonging.isRemoved(),
            version(),
            fetch.missing(),
            channels),
        config.mutants().stream().map(Mutant::id).sorted().toList());
  }

  /** What the submissions ask of the channel. */
  private final class Ordering implements Submissions.Ordering {
    @Override
    public void propose(long proposal, byte[] batch) {
      step(new Input.Proposed(proposal, Payload.owning(batch)));
    }

    @Override
    public int version() {
      return Channel.this.version();
    }

    @Override
    public void afterArrivals(Runnable task) {
      post(task);
    }
  }

  /** The channel's other nodes, as the fetch of blocks sees them. */
  private final class Others implements BlockFetch.Around {
    @Override
    public List<String> peers() {
      return version() == Peers.OLDEST
          ? List.of()
          : names(core.membership()).stream().filter(peer -> !peer.equals(config.self())).toList();
    }

    @Override
    public void send(String peer, PeerMessage message) {
      surroundings.send(peer, message);
    }

    @Override
    public void note(String kind, String detail) {
      Channel.this.note(kind, detail);
    }
  }
}
