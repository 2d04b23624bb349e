package dev.assay.benchmark;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;

/** The load's connections: one network thread for all, answers handled on it. */
final class Connections implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("load", true), NioIoHandler.newFactory());
  private final List<ManagedChannel> channels = new ArrayList<>();

  ManagedChannel open(Endpoint endpoint) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
            .channelType(NioSocketChannel.class)
            .eventLoopGroup(group)
            .directExecutor()
            .usePlaintext()
            .disableRetry()
            .build();
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
