package dev.assay.node.grpc;

import dev.assay.node.AdministrationResult;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import dev.assay.node.wire.Administrations;
import dev.assay.node.wire.ReadResults;
import dev.assay.node.wire.SubmitResults;
import dev.assay.protocol.AdministrationGrpc;
import dev.assay.protocol.AdministrationResponse;
import dev.assay.protocol.AuditRequest;
import dev.assay.protocol.AuditResponse;
import dev.assay.protocol.ChainRequest;
import dev.assay.protocol.ChainResponse;
import dev.assay.protocol.ChangeMembersRequest;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import dev.assay.protocol.EventsRequest;
import dev.assay.protocol.EventsResponse;
import dev.assay.protocol.HeadersRequest;
import dev.assay.protocol.HeadersResponse;
import dev.assay.protocol.InspectionGrpc;
import dev.assay.protocol.LedgerGrpc;
import dev.assay.protocol.ProveRequest;
import dev.assay.protocol.ProveResponse;
import dev.assay.protocol.QueryRequest;
import dev.assay.protocol.QueryResponse;
import dev.assay.protocol.StatusRequest;
import dev.assay.protocol.StatusResponse;
import dev.assay.protocol.SubmitRequest;
import dev.assay.protocol.SubmitResponse;
import dev.assay.protocol.TransferPrimaryRequest;
import dev.assay.protocol.VerificationGrpc;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Function;

/** The services for clients: every request goes to the node, which alone decides. */
final class ClientServices {
  private static final String NO_ROOM = "the node takes no requests now";

  private final Inbox inbox;

  ClientServices(Inbox inbox) {
    this.inbox = inbox;
  }

  List<BindableService> services() {
    return List.of(new Ledger(), new Administration(), new Inspection(), new Verification());
  }

  private <R> void forward(
      ClientRequest.Builder request,
      Function<ClientResponse, R> content,
      StreamObserver<R> answers,
      Runnable noRoom) {
    // Without a handler the answer to a client that has gone would throw, on the node's thread.
    ((ServerCallStreamObserver<R>) answers).setOnCancelHandler(() -> {});
    boolean taken =
        inbox.clientRequest(request.build(), response -> answer(content.apply(response), answers));
    if (!taken) {
      noRoom.run();
    }
  }

  private static <R> void answer(R answer, StreamObserver<R> answers) {
    answers.onNext(answer);
    answers.onCompleted();
  }

  private static <R> void overloaded(StreamObserver<R> answers) {
    answers.onError(Status.RESOURCE_EXHAUSTED.withDescription(NO_ROOM).asRuntimeException());
  }

  private static ClientRequest.Builder request() {
    return ClientRequest.newBuilder();
  }

  private final class Ledger extends LedgerGrpc.LedgerImplBase {
    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> answers) {
      forward(
          request().setSubmit(request),
          ClientResponse::getSubmit,
          answers,
          () ->
              answer(
                  SubmitResults.toWire(request.getChannel(), new SubmitResult.Busy(NO_ROOM)),
                  answers));
    }

    @Override
    public void query(QueryRequest request, StreamObserver<QueryResponse> answers) {
      forward(
          request().setQuery(request),
          ClientResponse::getQuery,
          answers,
          () ->
              answer(
                  ReadResults.toWire(request.getChannel(), new ReadResult.Unavailable<>(NO_ROOM)),
                  answers));
    }
  }

  private final class Administration extends AdministrationGrpc.AdministrationImplBase {
    @Override
    public void changeMembers(
        ChangeMembersRequest request, StreamObserver<AdministrationResponse> answers) {
      administer(request().setChangeMembers(request), answers);
    }

    @Override
    public void transferPrimary(
        TransferPrimaryRequest request, StreamObserver<AdministrationResponse> answers) {
      administer(request().setTransferPrimary(request), answers);
    }

    private void administer(
        ClientRequest.Builder request, StreamObserver<AdministrationResponse> answers) {
      forward(
          request,
          ClientResponse::getAdministration,
          answers,
          () -> answer(Administrations.toWire(new AdministrationResult.Busy(NO_ROOM)), answers));
    }
  }

  private final class Verification extends VerificationGrpc.VerificationImplBase {
    @Override
    public void headers(HeadersRequest request, StreamObserver<HeadersResponse> answers) {
      forward(
          request().setHeaders(request),
          ClientResponse::getHeaders,
          answers,
          () -> overloaded(answers));
    }

    @Override
    public void prove(ProveRequest request, StreamObserver<ProveResponse> answers) {
      forward(
          request().setProve(request),
          ClientResponse::getProve,
          answers,
          () -> overloaded(answers));
    }
  }

  private final class Inspection extends InspectionGrpc.InspectionImplBase {
    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> answers) {
      forward(
          request().setStatus(request),
          ClientResponse::getStatus,
          answers,
          () -> overloaded(answers));
    }

    @Override
    public void audit(AuditRequest request, StreamObserver<AuditResponse> answers) {
      forward(
          request().setAudit(request),
          ClientResponse::getAudit,
          answers,
          () -> overloaded(answers));
    }

    @Override
    public void chain(ChainRequest request, StreamObserver<ChainResponse> answers) {
      forward(
          request().setChain(request),
          ClientResponse::getChain,
          answers,
          () -> overloaded(answers));
    }

    @Override
    public void events(EventsRequest request, StreamObserver<EventsResponse> answers) {
      forward(
          request().setEvents(request),
          ClientResponse::getEvents,
          answers,
          () -> overloaded(answers));
    }
  }
}
