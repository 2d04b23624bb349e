package dev.assay.node;

import java.util.SortedMap;

/**
 * The way to a node's peers. Called on the owner's thread only. With each message it tells the
 * peer's transport which format version this node speaks ({@link NodeConfig#speaks}), in a way that
 * a transport which knows no versions ignores.
 */
public interface NodeNetwork {
  /**
   * Sends a message towards a peer and returns at once. It may be lost, delayed, duplicated or
   * overtaken, and nobody is told; it arrives whole or not at all. Never blocks and never throws
   * for what can go wrong in operation.
   *
   * @param peer a node's name, never this node's own; nothing is sent to one that it does not know
   *     how to reach
   * @param message at most {@link NodeConfig#MESSAGE_BYTES_MAX} bytes, owned by the network from
   *     now on
   */
  void send(String peer, byte[] message);

  /**
   * Says where the members are, as the channels' memberships have it now. What the configuration
   * says about a node holds against this; a node of which neither speaks need not be reached any
   * more.
   *
   * @param addresses by name, without this node's own; opaque, an unusable one is ignored
   */
  void members(SortedMap<String, String> addresses);
}
