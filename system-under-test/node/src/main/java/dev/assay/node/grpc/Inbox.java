package dev.assay.node.grpc;

import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import java.util.function.Consumer;

/**
 * Takes what arrives over the network to the node's owner thread. Called by any thread; never
 * blocks.
 */
public interface Inbox {
  /**
   * A peer's message. It is dropped when there is no room.
   *
   * @param speaks the newest format version that the peer's node speaks
   * @param message empty: a sign of life
   */
  void peerMessage(String from, int speaks, byte[] message);

  /**
   * A client's request.
   *
   * @param reply called once, on the owner's thread, unless the result is false
   * @return false when there is no room: the request was dropped
   */
  boolean clientRequest(ClientRequest request, Consumer<ClientResponse> reply);

  /** Whether requests are welcome: not when the node is about to stop. */
  default boolean takesRequests() {
    return true;
  }
}
