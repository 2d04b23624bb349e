package dev.assay.node;

import dev.assay.ledger.Limits;
import dev.assay.node.peer.PeerMessage;
import dev.assay.node.storage.Register;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.Payload;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The channels of one node. Which there are is part of the default channel's state, so that every
 * node opens the same ones, each with the members that the default channel had when it was created.
 * A node remembers what it has opened, and opens it again after a restart: by then it may have been
 * removed from the default channel, hear nothing of it any more, and still be needed by another.
 * For the same reason a peer that has a channel tells it to one that doesn't. When the default
 * channel's members change, each other channel's primary changes its members accordingly.
 */
final class Channels {
  /** How often a channel's primary compares its members with the default channel's. */
  private static final int COMPARE_TICKS = 20;

  private final NodeConfig config;
  private final NodePorts ports;
  private final Function<String, Surroundings> surroundings;
  private final Channel main;
  private final SortedMap<String, Channel> open = new TreeMap<>();
  private final Pace pace;
  private final Register register;

  /** Of every channel but the default one. */
  private final SortedMap<String, Membership> firstMembers = new TreeMap<>();

  /** How many of the created channels were looked at. */
  private int looked;

  private SortedMap<String, String> addresses = new TreeMap<>();
  private int ticksToCompare = COMPARE_TICKS;

  /**
   * @throws StorageException when the disk fails or is corrupt: the node must not start
   */
  Channels(NodeConfig config, NodePorts ports, Function<String, Surroundings> surroundings) {
    this.config = config;
    this.ports = ports;
    this.surroundings = surroundings;
    pace = new Pace(ports.clock(), config.has(Mutant.LEASE_ON_WALL_CLOCK));
    main = open(LedgerNode.MAIN, config.firstMembers());
    register = ports.stores().register();
    remembered().forEach(this::openWith);
    openCreated();
  }

  private SortedMap<String, Membership> remembered() {
    byte[] bytes = register.read();
    try {
      return bytes.length == 0
          ? new TreeMap<>()
          : StateImage.readChannels(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new IllegalStateException("the register of channels makes no sense", e);
    }
  }

  private Channel open(String name, Membership first) {
    Channel channel = new Channel(name, first, config, ports, surroundings.apply(name));
    open.put(name, channel);
    return channel;
  }

  private void openWith(String name, Membership first) {
    firstMembers.put(name, first);
    // Who came later hears of the members from a primary.
    open(name, first.contains(new NodeId(config.self())) ? first : Membership.EMPTY);
  }

  /** Opens channels that the default channel's chain has created since. */
  void openCreated() {
    SortedMap<String, Membership> created = main.replica().channels();
    if (created.size() > looked) {
      looked = created.size();
      SortedMap<String, Membership> news = new TreeMap<>(created);
      news.keySet().removeAll(open.keySet());
      openNew(news);
    }
  }

  private void openNew(SortedMap<String, Membership> news) {
    if (!news.isEmpty()) {
      SortedMap<String, Membership> all = new TreeMap<>(firstMembers);
      all.putAll(news);
      try {
        register.write(StateImage.encode(all));
      } catch (IOException e) {
        throw new IllegalStateException("channels can't be written: " + all.keySet(), e);
      }
      news.forEach(this::openWith);
    }
  }

  /** What a peer is told that does not have this channel; empty: neither does this node. */
  Optional<PeerMessage> created(String name) {
    return Optional.ofNullable(firstMembers.get(name))
        .map(first -> new PeerMessage.Created(name, Payload.owning(MembershipCodec.encode(first))));
  }

  /** A peer says that this channel was created, which is settled for good. */
  void created(PeerMessage.Created created) throws MalformedBytesException {
    if (!open.containsKey(created.channel()) && open.size() <= Limits.CHANNELS_MAX) {
      Membership first = MembershipCodec.decode(created.members().toBytes());
      if (!first.isEmpty() && !first.isChanging()) {
        openNew(new TreeMap<>(Map.of(created.channel(), first)));
      }
    }
  }

  Channel main() {
    return main;
  }

  Optional<Channel> named(String name) {
    return Optional.ofNullable(open.get(name));
  }

  List<String> names() {
    return List.copyOf(open.keySet());
  }

  void tick() {
    int due = pace.due();
    boolean compare = --ticksToCompare <= 0;
    for (Channel channel : open.values()) {
      channel.tick(due);
      if (compare && channel != main) {
        main.belonging().settled().ifPresent(channel::follow);
      }
    }
    if (compare) {
      ticksToCompare = COMPARE_TICKS;
      tellAddresses();
    }
  }

  /** Before a read that trusts a lease: the ordering learns how late it is. */
  void catchUp() {
    int due = pace.dueBeforeTick();
    if (due > 0) {
      open.values().forEach(channel -> channel.catchUp(due));
    }
  }

  /** Has the network know where all members of all channels are. */
  private void tellAddresses() {
    SortedMap<String, String> now = new TreeMap<>();
    for (Channel channel : open.values()) {
      channel
          .core()
          .membership()
          .addresses()
          .forEach((node, address) -> now.put(node.name(), address));
    }
    now.remove(config.self());
    if (!now.equals(addresses)) {
      addresses = now;
      ports.network().members(now);
    }
  }

  void halt(String reason) {
    open.values().forEach(channel -> channel.halt(reason));
  }
}
