package dev.assay.node.grpc;

import dev.assay.ledger.Names;
import dev.assay.node.NodeConfig;
import dev.assay.protocol.PeerAck;
import dev.assay.protocol.PeerGrpc;
import dev.assay.protocol.PeerMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes peers' messages, and answers each so that the sender knows that the connection lives. */
final class PeerService extends PeerGrpc.PeerImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(PeerService.class);

  private final NodeConfig config;
  private final Inbox inbox;

  PeerService(NodeConfig config, Inbox inbox) {
    this.config = config;
    this.inbox = inbox;
  }

  @Override
  public StreamObserver<PeerMessage> deliver(StreamObserver<PeerAck> acks) {
    ServerCallStreamObserver<PeerAck> call = (ServerCallStreamObserver<PeerAck>) acks;
    // Without a handler an acknowledgement to a sender that has just gone would throw.
    call.setOnCancelHandler(() -> {});
    return new Incoming(call, PeerIdentity.current());
  }

  private final class Incoming implements StreamObserver<PeerMessage> {
    private final ServerCallStreamObserver<PeerAck> acks;
    private final Optional<String> proven;
    private long received;

    /** What comes after a refusal was under way before it. */
    private boolean ended;

    /**
     * One stream.
     *
     * @param proven which node calls; empty: nobody proves anything here
     */
    Incoming(ServerCallStreamObserver<PeerAck> acks, Optional<String> proven) {
      this.acks = acks;
      this.proven = proven;
    }

    @Override
    public void onNext(PeerMessage message) {
      if (ended) {
        return;
      }
      if (proven.isPresent() && !proven.get().equals(message.getFrom())) {
        String refusal =
            "messages of '%s' with node %s's certificate"
                .formatted(message.getFrom(), proven.get());
        LOG.warn("{} refused {}", config.self(), refusal);
        refuse(Status.PERMISSION_DENIED, refusal);
        return;
      }
      if (!expected(message)) {
        refuse(
            Status.INVALID_ARGUMENT,
            "this is %s, and takes its peers' messages".formatted(config.self()));
        return;
      }
      received++;
      inbox.peerMessage(
          message.getFrom(), Math.max(1, message.getSpeaks()), message.getPayload().toByteArray());
      // Each acknowledgement stands for all before it, so one may be left out.
      if (acks.isReady()) {
        acks.onNext(PeerAck.newBuilder().setReceived(received).build());
      }
    }

    private void refuse(Status status, String reason) {
      ended = true;
      acks.onError(status.withDescription(reason).asRuntimeException());
    }

    /** A link that leads to the wrong node would otherwise look like a loss of messages. */
    private boolean expected(PeerMessage message) {
      return message.getTo().equals(config.self())
          && !message.getFrom().equals(config.self())
          && Names.valid(message.getFrom())
          && message.getPayload().size() <= NodeConfig.MESSAGE_BYTES_MAX;
    }

    @Override
    public void onError(Throwable problem) {
      // The sender is gone; it opens a new stream when it is back.
    }

    @Override
    public void onCompleted() {
      if (!ended) {
        acks.onCompleted();
      }
    }
  }
}
