package dev.assay.node.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.assay.node.NodeConfig;
import dev.assay.node.security.Security;
import dev.assay.protocol.PeerAck;
import dev.assay.protocol.PeerGrpc;
import dev.assay.protocol.PeerMessage;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half of a connection to one peer. What the peer can't take now waits in a bounded
 * queue; what there is no connection for is dropped: the ordering repeats what matters, and what it
 * said a while ago does not.
 *
 * <p>The peer acknowledges every message. When it does not for {@link #SILENCE_MAX}, the connection
 * is taken for dead and opened anew: TCP itself would go on repeating into a cut network for
 * minutes, ever more slowly.
 */
final class PeerLink {
  static final Duration SILENCE_MAX = Duration.ofSeconds(2);
  private static final Duration PING_AFTER = Duration.ofMillis(500);
  private static final Duration RETRY_PACE = Duration.ofMillis(300);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final int QUEUE_BYTES_MAX = 2 << 20;
  private static final int QUEUE_MESSAGES_MAX = 1024;

  private final PeerMessage prototype;
  private final ManagedChannel channel;

  // All that follows is guarded by this.
  private final Deque<PeerMessage> queue = new ArrayDeque<>();
  private long queuedBytes;
  private @Nullable Stream stream;
  private long retryNanos = System.nanoTime();
  private boolean closed;

  PeerLink(
      NodeConfig config, String peer, Address address, NetworkThreads threads, Security security) {
    prototype =
        PeerMessage.newBuilder()
            .setFrom(config.self())
            .setTo(peer)
            .setSpeaks(config.speaks())
            .build();
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(address.host(), address.port())
            .channelType(NioSocketChannel.class)
            .eventLoopGroup(threads.group())
            .withOption(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
            .directExecutor()
            .disableRetry();
    security.applyTo(builder, Optional.of(peer));
    channel = builder.build();
  }

  synchronized void send(byte[] message) {
    if (stream == null
        || !stream.confirmed()
        || queue.size() >= QUEUE_MESSAGES_MAX
        || queuedBytes + message.length > QUEUE_BYTES_MAX) {
      return;
    }
    enqueue(UnsafeByteOperations.unsafeWrap(message));
  }

  private void enqueue(ByteString payload) {
    queue.add(prototype.toBuilder().setPayload(payload).build());
    queuedBytes += payload.size();
    drain();
  }

  private void drain() {
    Stream now = stream;
    while (now != null && !queue.isEmpty() && now.isReady()) {
      PeerMessage message = queue.remove();
      queuedBytes -= message.getPayload().size();
      now.send(message);
    }
  }

  /** Called about ten times a second: opens, pings, and gives up. */
  synchronized void care(long now) {
    if (closed) {
      return;
    }
    Stream current = stream;
    if (current == null) {
      if (now - retryNanos >= 0) {
        open(now);
      }
    } else if (current.silentFor(now) >= SILENCE_MAX.toNanos()) {
      drop(current, now);
      current.cancel();
      channel.enterIdle();
    } else if (queue.isEmpty() && current.idleFor(now) >= PING_AFTER.toNanos()) {
      enqueue(ByteString.EMPTY);
    }
  }

  private void open(long now) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
    Stream opened = new Stream(now);
    stream = opened;
    PeerGrpc.newStub(channel).deliver(opened);
    if (stream == opened) {
      // Its acknowledgement is the proof that there is a connection.
      enqueue(ByteString.EMPTY);
    }
  }

  private void drop(Stream broken, long now) {
    if (stream == broken) {
      stream = null;
      queue.clear();
      queuedBytes = 0;
      retryNanos = now + RETRY_PACE.toNanos();
    }
  }

  synchronized void close() {
    closed = true;
    stream = null;
    queue.clear();
    channel.shutdownNow();
  }

  /** One attempt at a connection. All of it is guarded by the link. */
  private final class Stream implements ClientResponseObserver<PeerMessage, PeerAck> {
    private @Nullable ClientCallStreamObserver<PeerMessage> call;
    private long sent;
    private long acknowledged;
    private long sentNanos;

    /** Since when the peer has owed an acknowledgement; means nothing when it owes none. */
    private long owedNanos;

    Stream(long now) {
      sentNanos = now;
      owedNanos = now;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<PeerMessage> started) {
      call = started;
      started.setOnReadyHandler(
          () -> {
            synchronized (PeerLink.this) {
              drain();
            }
          });
    }

    boolean confirmed() {
      return acknowledged > 0;
    }

    boolean isReady() {
      return call != null && call.isReady();
    }

    void send(PeerMessage message) {
      sentNanos = System.nanoTime();
      if (sent == acknowledged) {
        owedNanos = sentNanos;
      }
      sent++;
      if (call != null) {
        call.onNext(message);
      }
    }

    void cancel() {
      if (call != null) {
        call.cancel("no acknowledgement for " + SILENCE_MAX, null);
      }
    }

    long silentFor(long now) {
      return confirmed() && sent == acknowledged ? 0 : now - owedNanos;
    }

    long idleFor(long now) {
      return now - sentNanos;
    }

    @Override
    public void onNext(PeerAck ack) {
      synchronized (PeerLink.this) {
        if (ack.getReceived() > acknowledged && ack.getReceived() <= sent) {
          acknowledged = ack.getReceived();
          owedNanos = System.nanoTime();
        }
      }
    }

    @Override
    public void onError(Throwable problem) {
      synchronized (PeerLink.this) {
        drop(this, System.nanoTime());
      }
    }

    @Override
    public void onCompleted() {
      synchronized (PeerLink.this) {
        drop(this, System.nanoTime());
      }
    }
  }
}
