package dev.assay.node;

import dev.assay.ledger.InclusionProof;
import dev.assay.ledger.Names;
import dev.assay.ledger.Query;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.node.peer.PeerCodec;
import dev.assay.node.peer.PeerMessage;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.MessageCodec;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One node of the ledger, the host of its channels: an event loop without I/O, thread or clock of
 * its own. One thread owns it; every method is called there, and every callback comes back there,
 * once, perhaps before the call returns. A callback must neither block, throw, nor call the node.
 *
 * <p>A node that has halted ({@link NodeHost#halted}) refuses everything definitely and does
 * nothing any more.
 */
public final class LedgerNode {
  /** The channel that is there from the beginning. */
  public static final String MAIN = ChannelsContract.DEFAULT;

  private static final String STOPPED = "the node has stopped";

  private final NodeConfig config;
  private final NodePorts ports;
  private final Notes notes;
  private final Room writers = new Room(NodeConfig.PENDING_MAX, NodeConfig.PENDING_BYTES_MAX);
  private final Room readers = new Room(NodeConfig.PENDING_MAX, NodeConfig.PENDING_BYTES_MAX);
  private final Peers peers;
  private final Channels channels;
  private final Mail mail;
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
    notes = new Notes(ports);
    peers = new Peers(config.speaks());
    channels = new Channels(config, ports, Around::new);
    mail = new Mail(config.speaks(), channels, ports.network());
  }

  /** {@link NodeConfig#TICK} has passed: time-outs of the ordering, deadlines of clients. */
  public void tick() {
    guarded(channels::tick);
  }

  /**
   * A message has arrived that claims to be from this peer; whatever is wrong with it is ignored.
   *
   * @param speaks the newest format version of the peer's node, as its transport says; 1 when it
   *     says nothing
   * @param bytes empty: nothing but a sign of life
   */
  public void received(String from, int speaks, byte[] bytes) {
    received(from, speaks, ByteBuffer.wrap(bytes));
  }

  /**
   * {@link #received(String, int, byte[])} of what is left of a buffer, for a transport that need
   * not copy it. The bytes must not change any more.
   */
  public void received(String from, int speaks, ByteBuffer message) {
    guarded(
        () -> {
          peers.heard(from, speaks);
          if (message.hasRemaining()) {
            mail.take(from, message);
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
  public void submit(
      String channel, Transaction transaction, Duration timeout, Consumer<SubmitResult> reply) {
    if (halted) {
      reply.accept(new SubmitResult.Busy(STOPPED));
      return;
    }
    named(channel)
        .ifPresentOrElse(
            open -> guarded(() -> open.submit(transaction, deadline(timeout), reply)),
            () -> reply.accept(new SubmitResult.Invalid(unknown(channel))));
  }

  /** Asks a contract of a channel something that changes nothing. */
  public void query(
      String channel,
      Query query,
      ReadMode mode,
      Duration timeout,
      Consumer<ReadResult<List<String>>> reply) {
    Optional<String> malformed = query.malformed();
    Optional<Channel> open = named(channel);
    int weight = PendingQuery.weight(query);
    if (malformed.isPresent() || open.isEmpty()) {
      reply.accept(new ReadResult.Invalid<>(malformed.orElseGet(() -> unknown(channel))));
    } else if (halted) {
      reply.accept(new ReadResult.Unavailable<>(STOPPED));
    } else if (!readers.enter(weight)) {
      reply.accept(
          new ReadResult.Unavailable<>("%d reads are waiting already".formatted(readers.count())));
    } else {
      PendingQuery pending =
          new PendingQuery(
              query,
              deadline(timeout),
              result -> {
                readers.leave(weight);
                reply.accept(result);
              });
      guarded(
          () -> {
            if (mode == ReadMode.LEASE) {
              channels.catchUp();
            }
            open.get().request(pending, mode);
          });
    }
  }

  /**
   * Brings the cluster's members to what is asked for, all of it or nothing: of the default channel
   * at once, of every other one soon after. Asking again does no harm.
   *
   * @param add the addresses of those who are to be members
   * @param remove who are to be members no more
   */
  public void changeMembers(
      SortedMap<String, String> add,
      Collection<String> remove,
      Duration timeout,
      Consumer<AdministrationResult> reply) {
    MembershipChange change;
    try {
      SortedMap<NodeId, String> added = new TreeMap<>();
      add.forEach((name, address) -> added.put(new NodeId(name), address));
      SortedSet<NodeId> removed = new TreeSet<>();
      remove.forEach(name -> removed.add(new NodeId(name)));
      change = new MembershipChange(added, removed);
    } catch (IllegalArgumentException e) {
      reply.accept(new AdministrationResult.Invalid(String.valueOf(e.getMessage())));
      return;
    }
    administer(MAIN, reply, members -> members.change(change, deadline(timeout), reply));
  }

  /** Makes another node a channel's primary. */
  public void transferPrimary(
      String channel, String to, Duration timeout, Consumer<AdministrationResult> reply) {
    if (!Names.valid(to)) {
      reply.accept(new AdministrationResult.Invalid("a node's name matches [A-Za-z0-9._-]{1,64}"));
      return;
    }
    administer(
        channel, reply, members -> members.transfer(new NodeId(to), deadline(timeout), reply));
  }

  private void administer(
      String channel, Consumer<AdministrationResult> reply, Consumer<Administration> wish) {
    if (halted) {
      reply.accept(new AdministrationResult.Busy(STOPPED));
      return;
    }
    named(channel)
        .ifPresentOrElse(
            open -> guarded(() -> wish.accept(open.administration())),
            () -> reply.accept(new AdministrationResult.Invalid(unknown(channel))));
  }

  private Optional<Channel> named(String channel) {
    return channels.named(channel);
  }

  private static String unknown(String channel) {
    return Names.valid(channel)
        ? "no channel '%s' is known here".formatted(channel)
        : "a channel's name matches [A-Za-z0-9._-]{1,64}";
  }

  /** All channels' names, sorted. */
  public List<String> channels() {
    return channels.names();
  }

  /** What this node believes about a channel, now; empty when it has none of that name. */
  public Optional<LedgerStatus> status(String channel) {
    return named(channel).map(open -> open.status(channels.names()));
  }

  /** What this node believes about the default channel, now. */
  public LedgerStatus status() {
    return channels.main().status(channels.names());
  }

  /** What this node believes about the default channel, whenever it is asked. */
  public Beliefs beliefs() {
    return channels.main().beliefs();
  }

  /** What this node is in the default channel: the least that there is to ask. */
  public Standpoint standpoint() {
    return channels.main().standpoint();
  }

  /**
   * This node's own state of a channel, however old. It stands for the whole chain behind it: empty
   * while blocks are still to be fetched, and when there is no channel of that name.
   */
  public Optional<Audit> audit(String channel) {
    return named(channel).filter(Channel::isWhole).map(open -> open.replica().audit());
  }

  /** This node's own state of the default channel, however old. */
  public Audit audit() {
    return channels.main().replica().audit();
  }

  /**
   * A block of the default channel as this node stores it, which {@link
   * dev.assay.ledger.BlockCodec} reads; empty when it has none of that number.
   */
  public Optional<byte[]> storedBlock(long number) {
    return channels.main().replica().storedBlock(number);
  }

  /** {@link #chain(String, long)} of the default channel. */
  public ChainPage chain(long first) {
    return channels.main().replica().chain(first);
  }

  /**
   * This node's chain of a channel from block {@code first} (from 1) on, as much as fits into one
   * answer; empty when it has no channel of that name.
   */
  public Optional<ChainPage> chain(String channel, long first) {
    return named(channel).map(open -> open.replica().chain(first));
  }

  /**
   * Headers of this node's chain of a channel from block {@code first} (from 1) on, as many as fit
   * into one answer; empty when it has no channel of that name.
   */
  public Optional<HeaderPage> headers(String channel, long first) {
    return named(channel).map(open -> Proofs.headers(open.replica(), first));
  }

  /**
   * What proves that a transaction is in a channel's chain; empty when this node has no such
   * transaction, or not its block.
   */
  public Optional<InclusionProof> prove(String channel, String transactionId) {
    return named(channel).flatMap(open -> Proofs.of(open.replica(), transactionId));
  }

  /**
   * What this node noted from number {@code first} (from 0) on, as much as it remembers and fits
   * into one answer.
   */
  public List<NodeEvent> events(long first) {
    return notes.from(first);
  }

  /** Gives up, as after a failure: for a host that shuts down, or whose storage has failed. */
  public void halt(String reason) {
    stop("halted", reason);
  }

  private void stop(String kind, String reason) {
    if (halted) {
      return;
    }
    halted = true;
    channels.halt(reason);
    notes.add(MAIN, kind, channels.main().core().term(), reason);
    ports.host().halted(reason);
  }

  private long deadline(Duration timeout) {
    Duration bounded =
        timeout.compareTo(NodeConfig.TIMEOUT_MAX) > 0 ? NodeConfig.TIMEOUT_MAX : timeout;
    return ports.clock().monotonicNanos() + bounded.toNanos();
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
      channels.openCreated();
    } catch (StorageException e) {
      stop("halted", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      stop("broken", e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** What a channel asks of its node. */
  private final class Around implements Surroundings {
    private final String channel;

    Around(String channel) {
      this.channel = channel;
    }

    @Override
    public void send(Message message, int version) {
      String to = message.to().name();
      boolean enveloped = version > Peers.OLDEST || peers.commonWith(to) > Peers.OLDEST;
      ports
          .network()
          .send(
              to, enveloped ? PeerCodec.ordering(channel, message) : MessageCodec.encode(message));
    }

    @Override
    public void send(String peer, PeerMessage message) {
      ports.network().send(peer, PeerCodec.encode(message));
    }

    @Override
    public int spokenByAll(Collection<String> nodes) {
      return peers.commonWithAll(nodes, config.self());
    }

    @Override
    public boolean understands(String peer) {
      return peers.commonWith(peer) > Peers.OLDEST;
    }

    @Override
    public Room writers() {
      return writers;
    }

    @Override
    public void note(String kind, long epoch, String detail) {
      notes.add(channel, kind, epoch, detail);
    }

    @Override
    public void completed(Runnable task) {
      guarded(task);
    }
  }
}
