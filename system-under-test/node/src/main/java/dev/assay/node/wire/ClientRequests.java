package dev.assay.node.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.node.AdministrationResult;
import dev.assay.node.LedgerNode;
import dev.assay.node.NodeConfig;
import dev.assay.protocol.AuditResponse;
import dev.assay.protocol.ChainResponse;
import dev.assay.protocol.ClientEnvelope;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import dev.assay.protocol.HeadersResponse;
import dev.assay.protocol.QueryRequest;
import dev.assay.protocol.StatusResponse;
import dev.assay.protocol.SubmitRequest;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Hands the requests of clients to a node, whatever transport brought them, and its answers back.
 * To be called on the node's owner thread, where the answers come as well.
 */
public final class ClientRequests {
  /** The largest transaction fits four times; what is larger is no request. */
  public static final int REQUEST_BYTES_MAX = 64 << 10;

  private final LedgerNode node;

  public ClientRequests(LedgerNode node) {
    this.node = node;
  }

  /**
   * Handles a {@link ClientEnvelope} that holds a request and answers with one that holds the
   * response. Anything else is ignored: there would be nobody to understand an answer.
   */
  public void received(byte[] envelope, Consumer<byte[]> reply) {
    if (envelope.length > REQUEST_BYTES_MAX) {
      return;
    }
    try {
      ClientEnvelope request = ClientEnvelope.parseFrom(envelope);
      handle(
          request.getRequest(),
          response ->
              reply.accept(
                  ClientEnvelope.newBuilder()
                      .setId(request.getId())
                      .setResponse(response)
                      .build()
                      .toByteArray()));
    } catch (InvalidProtocolBufferException e) {
      // Not a message of ours; the sender's time-out tells it.
    }
  }

  /** Answers with a response of the request's kind, once; a request of no kind is not answered. */
  public void handle(ClientRequest request, Consumer<ClientResponse> reply) {
    switch (request.getKindCase()) {
      case SUBMIT -> submit(request.getSubmit(), reply);
      case QUERY -> query(request.getQuery(), reply);
      case STATUS ->
          reply.accept(
              response()
                  .setStatus(
                      node.status(channel(request.getStatus().getChannel()))
                          .map(Inspections::toWire)
                          .orElseGet(StatusResponse::getDefaultInstance))
                  .build());
      case AUDIT ->
          reply.accept(
              response()
                  .setAudit(
                      node.audit(channel(request.getAudit().getChannel()))
                          .map(Inspections::toWire)
                          .orElseGet(AuditResponse::getDefaultInstance))
                  .build());
      case CHAIN ->
          reply.accept(
              response()
                  .setChain(
                      node.chain(
                              channel(request.getChain().getChannel()),
                              request.getChain().getFromBlock())
                          .map(Inspections::toWire)
                          .orElseGet(ChainResponse::getDefaultInstance))
                  .build());
      case EVENTS ->
          reply.accept(
              response()
                  .setEvents(Inspections.toWire(node.events(request.getEvents().getFromNumber())))
                  .build());
      case HEADERS ->
          reply.accept(
              response()
                  .setHeaders(
                      node.headers(
                              channel(request.getHeaders().getChannel()),
                              request.getHeaders().getFromBlock())
                          .map(Verifications::toWire)
                          .orElseGet(HeadersResponse::getDefaultInstance))
                  .build());
      case PROVE ->
          reply.accept(
              response()
                  .setProve(
                      Verifications.toWire(
                          node.prove(
                              channel(request.getProve().getChannel()),
                              request.getProve().getTransactionId())))
                  .build());
      case CHANGE_MEMBERS ->
          node.changeMembers(
              Administrations.added(request.getChangeMembers()),
              request.getChangeMembers().getRemoveList(),
              timeout(request.getChangeMembers().getTimeoutMillis()),
              result -> administered(result, reply));
      case TRANSFER_PRIMARY ->
          node.transferPrimary(
              channel(request.getTransferPrimary().getChannel()),
              request.getTransferPrimary().getTo(),
              timeout(request.getTransferPrimary().getTimeoutMillis()),
              result -> administered(result, reply));
      case KIND_NOT_SET -> {}
    }
  }

  private static void administered(AdministrationResult result, Consumer<ClientResponse> reply) {
    reply.accept(response().setAdministration(Administrations.toWire(result)).build());
  }

  private void submit(SubmitRequest request, Consumer<ClientResponse> reply) {
    String channel = channel(request.getChannel());
    node.submit(
        channel,
        Transactions.fromWire(request.getTransaction()),
        timeout(request.getTimeoutMillis()),
        result ->
            reply.accept(response().setSubmit(SubmitResults.toWire(channel, result)).build()));
  }

  private void query(QueryRequest request, Consumer<ClientResponse> reply) {
    String channel = channel(request.getChannel());
    node.query(
        channel,
        Transactions.query(request),
        Transactions.mode(request),
        timeout(request.getTimeoutMillis()),
        result -> reply.accept(response().setQuery(ReadResults.toWire(channel, result)).build()));
  }

  private static String channel(String named) {
    return Transactions.channel(named);
  }

  private static ClientResponse.Builder response() {
    return ClientResponse.newBuilder();
  }

  /** An unsigned number; 0 stands for as long as the node ever waits. */
  private static Duration timeout(int millis) {
    return millis == 0 ? NodeConfig.TIMEOUT_MAX : Duration.ofMillis(Integer.toUnsignedLong(millis));
  }
}
