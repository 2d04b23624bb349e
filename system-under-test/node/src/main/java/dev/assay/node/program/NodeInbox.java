package dev.assay.node.program;

import dev.assay.node.LedgerNode;
import dev.assay.node.grpc.Inbox;
import dev.assay.node.wire.ClientRequests;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes in over the network, on its way to the node's owner thread. Any thread. */
final class NodeInbox implements Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(NodeInbox.class);

  /** Peers' messages that may wait for the owner's thread; what is beyond is dropped. */
  private static final int PEER_BYTES_MAX = 8 << 20;

  private final String self;
  private final OwnerThread owner;
  private final LedgerNode node;
  private final ClientRequests requests;
  private final AtomicInteger peerBytes = new AtomicInteger();

  /** Clients' requests that were taken and have no answer yet. */
  private final AtomicInteger unanswered = new AtomicInteger();

  private volatile boolean closed;

  NodeInbox(String self, OwnerThread owner, LedgerNode node) {
    this.self = self;
    this.owner = owner;
    this.node = node;
    this.requests = new ClientRequests(node);
  }

  @Override
  public void peerMessage(String from, int speaks, byte[] message) {
    boolean fits = peerBytes.addAndGet(message.length) <= PEER_BYTES_MAX;
    if (!fits || !owner.offer(() -> take(from, speaks, message))) {
      peerBytes.addAndGet(-message.length);
      LOG.debug("{} drops a message from {}: its inbox is full", self, from);
    }
  }

  private void take(String from, int speaks, byte[] message) {
    peerBytes.addAndGet(-message.length);
    node.received(from, speaks, message);
  }

  @Override
  public boolean clientRequest(ClientRequest request, Consumer<ClientResponse> reply) {
    // Counted first, so that whoever closes sees every request that was taken.
    unanswered.incrementAndGet();
    boolean taken =
        !(closed && needsTheOrdering(request))
            && owner.offer(() -> requests.handle(request, answer -> answered(answer, reply)));
    if (!taken) {
      unanswered.decrementAndGet();
    }
    return taken;
  }

  private static boolean needsTheOrdering(ClientRequest request) {
    return switch (request.getKindCase()) {
      case SUBMIT, QUERY, CHANGE_MEMBERS, TRANSFER_PRIMARY -> true;
      default -> false;
    };
  }

  private void answered(ClientResponse answer, Consumer<ClientResponse> reply) {
    unanswered.decrementAndGet();
    reply.accept(answer);
  }

  @Override
  public boolean takesRequests() {
    return !closed;
  }

  /** Takes no more requests that would have to wait; what was taken is answered still. */
  void close() {
    closed = true;
  }

  /** Waits until every request that was taken is answered; false when some are not in time. */
  boolean awaitAnswered(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (unanswered.get() > 0) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return true;
  }
}
