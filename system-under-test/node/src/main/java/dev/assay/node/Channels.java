package dev.assay.node;

import dev.assay.node.storage.StorageException;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The channels of one node. Which there are is part of the default channel's state, so that every
 * node opens the same ones, each with the members that the default channel had when it was created;
 * a node finds them there again after a restart. When the default channel's members change later,
 * each other channel's primary changes its members accordingly.
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
  private SortedMap<String, String> addresses = new TreeMap<>();
  private int ticksToCompare = COMPARE_TICKS;

  /**
   * @throws StorageException when the disk fails or is corrupt: the node must not start
   */
  Channels(NodeConfig config, NodePorts ports, Function<String, Surroundings> surroundings) {
    this.config = config;
    this.ports = ports;
    this.surroundings = surroundings;
    pace = new Pace(ports.clock());
    main = open(LedgerNode.MAIN, config.firstMembers());
    openCreated();
  }

  private Channel open(String name, Membership first) {
    Channel channel = new Channel(name, first, config, ports, surroundings.apply(name));
    open.put(name, channel);
    return channel;
  }

  /** Opens channels that the default channel's chain has created since. */
  void openCreated() {
    SortedMap<String, Membership> created = main.replica().channels();
    if (created.size() + 1 == open.size()) {
      return;
    }
    NodeId self = new NodeId(config.self());
    for (Map.Entry<String, Membership> each : created.entrySet()) {
      if (!open.containsKey(each.getKey())) {
        // Who came later hears of the members from a primary.
        open(each.getKey(), each.getValue().contains(self) ? each.getValue() : Membership.EMPTY);
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
      open.values().forEach(channel -> channel.tick(due));
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
