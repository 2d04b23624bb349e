package dev.assay.node.client;

import dev.assay.node.security.Security;
import dev.assay.protocol.AdministrationGrpc;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import dev.assay.protocol.InspectionGrpc;
import dev.assay.protocol.LedgerGrpc;
import dev.assay.protocol.VerificationGrpc;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls over gRPC, from any thread. Nothing is retried, not even transparently. A connection that
 * is refused is tried again at the next call; one that has gone silent is given up after the first
 * call that it left without an answer.
 */
public final class GrpcTransport implements ClientTransport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** The shortest time between two attempts to connect, or to give a connection up. */
  private static final Duration PACE = Duration.ofMillis(200);

  private static final int ANSWER_BYTES_MAX = 4 << 20;

  private final ManagedChannel channel;

  /**
   * When the node was last heard, and when the connection was last given a new start; guarded by
   * this.
   */
  private long heardNanos = System.nanoTime();

  private long renewedNanos = heardNanos - PACE.toNanos();

  /**
   * Calls the node at this address.
   *
   * @param node which node must answer, if who answers is proven; empty: any of the deployment
   */
  public GrpcTransport(String host, int port, Security security, Optional<String> node) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(host, port)
            .disableRetry()
            .maxInboundMessageSize(ANSWER_BYTES_MAX)
            .withOption(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
    security.applyTo(builder, node);
    channel = builder.build();
  }

  @Override
  public void call(ClientRequest request, Duration timeout, Consumer<Reply> reply) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE && mayRenew()) {
      channel.resetConnectBackoff();
    }
    Pending pending = new Pending(timeout, reply);
    switch (request.getKindCase()) {
      case SUBMIT ->
          unary(
              LedgerGrpc.getSubmitMethod(),
              request.getSubmit(),
              answer -> response().setSubmit(answer),
              pending);
      case QUERY ->
          unary(
              LedgerGrpc.getQueryMethod(),
              request.getQuery(),
              answer -> response().setQuery(answer),
              pending);
      case STATUS ->
          unary(
              InspectionGrpc.getStatusMethod(),
              request.getStatus(),
              answer -> response().setStatus(answer),
              pending);
      case AUDIT ->
          unary(
              InspectionGrpc.getAuditMethod(),
              request.getAudit(),
              answer -> response().setAudit(answer),
              pending);
      case CHAIN ->
          unary(
              InspectionGrpc.getChainMethod(),
              request.getChain(),
              answer -> response().setChain(answer),
              pending);
      case EVENTS ->
          unary(
              InspectionGrpc.getEventsMethod(),
              request.getEvents(),
              answer -> response().setEvents(answer),
              pending);
      case HEADERS ->
          unary(
              VerificationGrpc.getHeadersMethod(),
              request.getHeaders(),
              answer -> response().setHeaders(answer),
              pending);
      case PROVE ->
          unary(
              VerificationGrpc.getProveMethod(),
              request.getProve(),
              answer -> response().setProve(answer),
              pending);
      case CHANGE_MEMBERS ->
          unary(
              AdministrationGrpc.getChangeMembersMethod(),
              request.getChangeMembers(),
              answer -> response().setAdministration(answer),
              pending);
      case TRANSFER_PRIMARY ->
          unary(
              AdministrationGrpc.getTransferPrimaryMethod(),
              request.getTransferPrimary(),
              answer -> response().setAdministration(answer),
              pending);
      case KIND_NOT_SET -> reply.accept(new Reply.NotSent("a request of no kind"));
    }
  }

  private static ClientResponse.Builder response() {
    return ClientResponse.newBuilder();
  }

  private <Q, R> void unary(
      MethodDescriptor<Q, R> method,
      Q message,
      Function<R, ClientResponse.Builder> wrap,
      Pending pending) {
    DepartureTracer departure = new DepartureTracer();
    CallOptions options =
        CallOptions.DEFAULT
            .withDeadlineAfter(pending.timeout().toNanos(), TimeUnit.NANOSECONDS)
            .withStreamTracerFactory(departure);
    ClientCalls.asyncUnaryCall(
        channel.newCall(method, options),
        message,
        new StreamObserver<R>() {
          private @Nullable R answer;

          @Override
          public void onNext(R value) {
            answer = value;
          }

          @Override
          public void onError(Throwable problem) {
            pending.reply().accept(failed(problem, departure, pending));
          }

          @Override
          public void onCompleted() {
            heard();
            R value = answer;
            pending
                .reply()
                .accept(
                    value == null
                        ? new Reply.NoAnswer("the node ended the call without an answer")
                        : new Reply.Answered(wrap.apply(value).build()));
          }
        });
  }

  private record Pending(Duration timeout, Consumer<Reply> reply, long startedNanos) {
    Pending(Duration timeout, Consumer<Reply> reply) {
      this(timeout, reply, System.nanoTime());
    }
  }

  private Reply failed(Throwable problem, DepartureTracer departure, Pending pending) {
    Status status = Status.fromThrowable(problem);
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      if (silentSince(pending.startedNanos()) && mayRenew()) {
        // Calls under way stay on the old connection until their deadlines; the next gets a new
        // one.
        channel.enterIdle();
      }
      return new Reply.NoAnswer("no answer in %d ms".formatted(pending.timeout().toMillis()));
    }
    String reason = reason(status);
    // Only a call that found no connection at all is sure to have stayed here. UNAVAILABLE alone
    // proves nothing: a connection that breaks after the request has left gives it too.
    return status.getCode() == Status.Code.UNAVAILABLE && !departure.mayHaveLeft()
        ? new Reply.NotSent(reason)
        : new Reply.NoAnswer(reason);
  }

  private static String reason(Status status) {
    Throwable cause = status.getCause();
    String detail = cause == null ? status.getDescription() : cause.getMessage();
    String code = status.getCode().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return detail == null ? code : code + ": " + detail;
  }

  private synchronized void heard() {
    heardNanos = System.nanoTime();
  }

  private synchronized boolean silentSince(long nanos) {
    return heardNanos - nanos < 0;
  }

  private synchronized boolean mayRenew() {
    long now = System.nanoTime();
    if (now - renewedNanos < PACE.toNanos()) {
      return false;
    }
    renewedNanos = now;
    return true;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
