package dev.assay.node.grpc;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The threads of a node's connections, few and shared by all of them. Plain NIO: the native
 * transports unpack libraries into the temporary folder, which costs start-up time and fails where
 * that folder may hold no programs.
 */
public final class NetworkThreads implements AutoCloseable {
  private static final int THREADS = 2;

  private final EventLoopGroup group;

  public NetworkThreads(String node) {
    group =
        new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory(node + "-network", true), NioIoHandler.newFactory());
  }

  EventLoopGroup group() {
    return group;
  }

  @Override
  public void close() {
    var _ = group.shutdownGracefully();
  }
}
