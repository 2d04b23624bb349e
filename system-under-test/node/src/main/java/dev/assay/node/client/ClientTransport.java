package dev.assay.node.client;

import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** The way from a client to one node. */
public interface ClientTransport extends AutoCloseable {
  /** What a call came to. */
  sealed interface Reply {
    /** The node's answer; it may be of another kind than the request, if the node is hostile. */
    record Answered(ClientResponse response) implements Reply {}

    /** The request has certainly not reached the node, and won't. */
    record NotSent(String reason) implements Reply {}

    /** The request may have reached the node, or may yet. */
    record NoAnswer(String reason) implements Reply {}
  }

  /**
   * Sends a request once, never again, and returns at once.
   *
   * @param reply called exactly once, on any thread, soon after the time-out at the latest; must
   *     not block
   */
  void call(ClientRequest request, Duration timeout, Consumer<Reply> reply);

  /** Ends calls under way with {@link Reply.NoAnswer}. */
  @Override
  void close();
}
