package dev.assay.node.grpc;

import dev.assay.node.NodeConfig;
import dev.assay.node.security.Security;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The server that peers and clients call. Its handlers run on the network's threads and never
 * block.
 */
public final class NodeServer implements AutoCloseable {
  /** A message of a peer with its frame; clients' requests are far smaller. */
  private static final int MESSAGE_BYTES_MAX = 2 * NodeConfig.MESSAGE_BYTES_MAX;

  private static final int CALLS_PER_CONNECTION_MAX = 4096;
  private static final int HANDSHAKE_SECONDS_MAX = 10;
  private static final int HEADER_BYTES_MAX = 8 << 10;

  private final Server server;

  private NodeServer(Server server) {
    this.server = server;
  }

  /**
   * Listens, from when it returns on.
   *
   * @throws IOException when the address can't be listened on; the message names it
   */
  public static NodeServer start(
      Address listen, NodeConfig config, Inbox inbox, NetworkThreads threads, Security security)
      throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(listen.host(), listen.port()))
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(threads.group())
            .workerEventLoopGroup(threads.group())
            .directExecutor()
            .maxInboundMessageSize(MESSAGE_BYTES_MAX)
            .maxInboundMetadataSize(HEADER_BYTES_MAX)
            .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION_MAX)
            .addService(PeerIdentity.proving(new PeerService(config, inbox), security));
    security.applyTo(builder);
    builder.handshakeTimeout(HANDSHAKE_SECONDS_MAX, TimeUnit.SECONDS);
    builder.addService(new HealthService(inbox));
    new ClientServices(inbox).services().forEach(builder::addService);
    try {
      return new NodeServer(builder.build().start());
    } catch (IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String detail = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      throw new IOException("cannot listen on " + listen + ": " + detail, e);
    }
  }

  /** Stops listening, lets answers that are on their way out leave, then drops every connection. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(200, TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
