package dev.assay.node.grpc;

import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.StatusRequest;
import dev.assay.protocol.health.HealthCheckRequest;
import dev.assay.protocol.health.HealthCheckResponse;
import dev.assay.protocol.health.HealthCheckResponse.ServingStatus;
import dev.assay.protocol.health.HealthGrpc;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;

/**
 * The usual health service of gRPC. A node serves when it has recovered, knows a primary, and is
 * not about to stop: then a request to it is answered or sent to whoever can. Changes are not
 * watched for: ask again.
 */
final class HealthService extends HealthGrpc.HealthImplBase {
  /** The whole node, and the service that clients mean. */
  private static final Set<String> NAMES =
      Set.of("", "assay.ledger.v1.Ledger", "assay.ledger.v1.Inspection");

  private static final ClientRequest STATUS =
      ClientRequest.newBuilder().setStatus(StatusRequest.getDefaultInstance()).build();

  private final Inbox inbox;

  HealthService(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
    ((ServerCallStreamObserver<HealthCheckResponse>) answers).setOnCancelHandler(() -> {});
    if (!NAMES.contains(request.getService())) {
      answers.onError(
          Status.NOT_FOUND
              .withDescription("no service '" + request.getService() + "'")
              .asRuntimeException());
      return;
    }
    boolean asked =
        inbox.takesRequests()
            && inbox.clientRequest(
                STATUS, status -> answer(!status.getStatus().getPrimary().isEmpty(), answers));
    if (!asked) {
      answer(false, answers);
    }
  }

  private static void answer(boolean serves, StreamObserver<HealthCheckResponse> answers) {
    answers.onNext(
        HealthCheckResponse.newBuilder()
            .setStatus(serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING)
            .build());
    answers.onCompleted();
  }
}
