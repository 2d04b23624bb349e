package dev.assay.benchmark;

import dev.assay.node.security.Security;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The load's connections: one network thread for all, answers handled on it. */
final class Connections implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("load", true), NioIoHandler.newFactory());
  private final Security security;
  private final List<ManagedChannel> channels = new ArrayList<>();

  Connections(Security security) {
    this.security = security;
  }

  ManagedChannel open(Endpoint endpoint) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
            .channelType(NioSocketChannel.class)
            .eventLoopGroup(group)
            .directExecutor()
            .disableRetry();
    security.applyTo(builder, Optional.empty());
    ManagedChannel channel = builder.build();
    channels.add(channel);
    return channel;
  }

  List<ManagedChannel> open(Endpoint endpoint, int count) {
    List<ManagedChannel> opened = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      opened.add(open(endpoint));
    }
    return opened;
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    var _ = group.shutdownGracefully();
  }
}
