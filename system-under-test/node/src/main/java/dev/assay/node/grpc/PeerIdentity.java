package dev.assay.node.grpc;

import dev.assay.node.security.Identity;
import dev.assay.node.security.Security;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets only nodes call the service for peers, and tells it which node calls. */
final class PeerIdentity implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(PeerIdentity.class);
  private static final Context.Key<Identity> PROVEN = Context.key("peer");

  private PeerIdentity() {}

  static ServerServiceDefinition proving(BindableService service, Security security) {
    return security.provesIdentity()
        ? ServerInterceptors.intercept(service, new PeerIdentity())
        : service.bindService();
  }

  /** Which node calls, within a call's beginning; empty: nobody proves anything here. */
  static Optional<String> current() {
    return Optional.ofNullable(PROVEN.get()).map(Identity::name);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Optional<Identity> caller = caller(call);
    if (caller.isPresent() && caller.get().role() == Identity.Role.NODE) {
      return Contexts.interceptCall(
          Context.current().withValue(PROVEN, caller.get()), call, headers, next);
    }
    String refusal =
        "only nodes deliver to nodes, and this is "
            + caller.map(Identity::toString).orElse("nobody known");
    LOG.warn(
        "refused a call from {}: {}",
        call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
        refusal);
    call.close(Status.PERMISSION_DENIED.withDescription(refusal), new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static Optional<Identity> caller(ServerCall<?, ?> call) {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain[0] instanceof X509Certificate certificate
          ? Identity.of(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }
}
