package dev.assay.node;

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
   * @param peer a member's name, never this node's own
   * @param message at most {@link NodeConfig#MESSAGE_BYTES_MAX} bytes, owned by the network from
   *     now on
   */
  void send(String peer, byte[] message);
}
