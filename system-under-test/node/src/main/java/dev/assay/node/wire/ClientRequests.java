package dev.assay.node.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.node.LedgerNode;
import dev.assay.node.NodeConfig;
import dev.assay.node.SubmitResult;
import dev.assay.protocol.ClientEnvelope;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import dev.assay.protocol.SubmitRequest;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Hands the requests of clients to a node, whatever transport brought them, and its answers back.
 * To be called on the node's owner thread, where the answers come as well.
 */
public final class ClientRequests {
  /** A request is a few names and numbers; what is larger is none. */
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
      case READ ->
          node.read(
              LedgerNode.MAIN,
              request.getRead().getAccount(),
              timeout(request.getRead().getTimeoutMillis()),
              result -> reply.accept(response().setRead(ReadResults.oneToWire(result)).build()));
      case READ_ALL ->
          node.readAll(
              LedgerNode.MAIN,
              timeout(request.getReadAll().getTimeoutMillis()),
              result -> reply.accept(response().setReadAll(ReadResults.allToWire(result)).build()));
      case STATUS -> reply.accept(response().setStatus(Inspections.toWire(node.status())).build());
      case AUDIT -> reply.accept(response().setAudit(Inspections.toWire(node.audit())).build());
      case CHAIN ->
          reply.accept(
              response()
                  .setChain(Inspections.toWire(node.chain(request.getChain().getFromBlock())))
                  .build());
      case EVENTS ->
          reply.accept(
              response()
                  .setEvents(Inspections.toWire(node.events(request.getEvents().getFromNumber())))
                  .build());
      case KIND_NOT_SET -> {}
    }
  }

  private void submit(SubmitRequest request, Consumer<ClientResponse> reply) {
    Consumer<SubmitResult> answer =
        result -> reply.accept(response().setSubmit(SubmitResults.toWire(result)).build());
    Transactions.fromWire(request.getTransaction())
        .ifPresentOrElse(
            transaction ->
                node.submit(
                    LedgerNode.MAIN, transaction, timeout(request.getTimeoutMillis()), answer),
            () ->
                answer.accept(
                    new SubmitResult.Invalid("a transaction opens an account or is a transfer")));
  }

  private static ClientResponse.Builder response() {
    return ClientResponse.newBuilder();
  }

  /** An unsigned number; 0 stands for as long as the node ever waits. */
  private static Duration timeout(int millis) {
    return millis == 0 ? NodeConfig.TIMEOUT_MAX : Duration.ofMillis(Integer.toUnsignedLong(millis));
  }
}
