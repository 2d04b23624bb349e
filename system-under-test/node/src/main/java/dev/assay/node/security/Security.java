package dev.assay.node.security;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** How connections are secured. Any thread. */
public sealed interface Security {
  /** Sets up the side that is called. */
  void applyTo(NettyServerBuilder server);

  /**
   * Sets up the side that calls.
   *
   * @param node which node must answer; empty: any of the deployment
   */
  void applyTo(NettyChannelBuilder channel, Optional<String> node);

  /** Whether callers prove who they are. */
  boolean provesIdentity();

  /** Anybody may read, change and send everything. */
  record Plaintext() implements Security {
    @Override
    public void applyTo(NettyServerBuilder server) {}

    @Override
    public void applyTo(NettyChannelBuilder channel, Optional<String> node) {
      channel.usePlaintext();
    }

    @Override
    public boolean provesIdentity() {
      return false;
    }
  }

  /**
   * TLS 1.3, and both sides show a certificate.
   *
   * @param refused told in a line of each certificate that is refused
   */
  record MutualTls(Credentials own, Consumer<String> refused) implements Security {
    @Override
    public void applyTo(NettyServerBuilder server) {
      server.sslContext(
          build(
              configured(SslContextBuilder.forServer(own.key(), own.certificate()))
                  .clientAuth(ClientAuth.REQUIRE)
                  .trustManager(check(Optional.empty()))));
    }

    @Override
    public void applyTo(NettyChannelBuilder channel, Optional<String> node) {
      channel.sslContext(
          build(
              configured(
                      SslContextBuilder.forClient()
                          .keyManager(own.key(), new X509Certificate[] {own.certificate()}))
                  .trustManager(check(node))));
    }

    @Override
    public boolean provesIdentity() {
      return true;
    }

    private CertificateCheck check(Optional<String> node) {
      return new CertificateCheck(own.authorities(), node, refused);
    }

    private static SslContextBuilder configured(SslContextBuilder builder) {
      return GrpcSslContexts.configure(builder, SslProvider.JDK).protocols("TLSv1.3");
    }

    private static io.grpc.netty.shaded.io.netty.handler.ssl.SslContext build(
        SslContextBuilder builder) {
      try {
        return builder.build();
      } catch (SSLException e) {
        throw new IllegalArgumentException("TLS can't be set up: " + e.getMessage(), e);
      }
    }
  }
}
