package dev.assay.node.grpc;

import dev.assay.ledger.Names;
import dev.assay.node.NodeConfig;
import dev.assay.protocol.PeerAck;
import dev.assay.protocol.PeerGrpc;
import dev.assay.protocol.PeerMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Takes peers' messages, and answers each so that the sender knows that the connection lives. */
final class PeerService extends PeerGrpc.PeerImplBase {
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
    return new Incoming(call);
  }

  private final class Incoming implements StreamObserver<PeerMessage> {
    private final ServerCallStreamObserver<PeerAck> acks;
    private long received;

    Incoming(ServerCallStreamObserver<PeerAck> acks) {
      this.acks = acks;
    }

    @Override
    public void onNext(PeerMessage message) {
      if (!expected(message)) {
        acks.onError(
            Status.INVALID_ARGUMENT
                .withDescription(
                    "this is %s, and takes its peers' messages".formatted(config.self()))
                .asRuntimeException());
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
      acks.onCompleted();
    }
  }
}
