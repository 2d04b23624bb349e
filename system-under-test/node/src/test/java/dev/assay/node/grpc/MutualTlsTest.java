package dev.assay.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.node.LedgerStatus;
import dev.assay.node.NodeConfig;
import dev.assay.node.client.LedgerClient;
import dev.assay.node.security.Authority;
import dev.assay.node.security.Authority.Validity;
import dev.assay.node.security.Credentials;
import dev.assay.node.security.Identity;
import dev.assay.node.security.Security;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.ClientResponse;
import dev.assay.protocol.PeerAck;
import dev.assay.protocol.PeerGrpc;
import dev.assay.protocol.PeerMessage;
import dev.assay.protocol.Role;
import dev.assay.protocol.StatusResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real connections between parties that should, and should not, believe each other. */
class MutualTlsTest {
  private static final Authority OURS = Authority.create(Validity.AGES);
  private static final Authority THEIRS = Authority.create(Validity.AGES);
  private static final Validity PAST =
      new Validity(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2002-01-01T00:00:00Z"));
  private static final NodeConfig N2 = new NodeConfig("n2", List.of("n1", "n2", "n3"), Set.of());
  private static final NodeConfig N1 = new NodeConfig("n1", List.of("n1", "n2", "n3"), Set.of());

  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
  private final NetworkThreads threads = new NetworkThreads("test");
  private final Address address;
  private Optional<NodeServer> server = Optional.empty();

  MutualTlsTest() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = new Address("127.0.0.1", free.getLocalPort());
    }
  }

  @AfterEach
  void close() {
    server.ifPresent(NodeServer::close);
    threads.close();
  }

  private Security with(Credentials credentials) {
    return new Security.MutualTls(credentials, refused::add);
  }

  private static Credentials of(Identity identity) {
    return OURS.issue(identity, Validity.AGES);
  }

  /** Starts n2 with these credentials, whosever they are. */
  private void serve(Credentials credentials) throws IOException {
    server = Optional.of(NodeServer.start(address, N2, new Recorder(), threads, with(credentials)));
  }

  private final class Recorder implements Inbox {
    @Override
    public void peerMessage(String from, int speaks, byte[] message) {
      arrived.add(from);
    }

    @Override
    public boolean clientRequest(ClientRequest request, Consumer<ClientResponse> reply) {
      reply.accept(
          ClientResponse.newBuilder()
              .setStatus(
                  StatusResponse.newBuilder()
                      .setNode("n2")
                      .setRole(Role.ROLE_BACKUP)
                      .setHeadHash("0".repeat(64)))
              .build());
      return true;
    }
  }

  private Optional<LedgerStatus> askedWith(Security security) {
    CompletableFuture<Optional<LedgerStatus>> answer = new CompletableFuture<>();
    try (LedgerClient client =
        LedgerClient.connect(address.host(), address.port(), security, Optional.of("n2"))) {
      client.status(Duration.ofSeconds(5), answer::complete);
      return answer.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  private void assertRefused(String why) {
    assertThat(refused).anySatisfy(line -> assertThat(line).contains(why).doesNotContain("\n"));
  }

  @Test
  void partiesOfOneDeploymentTalk() throws IOException {
    serve(of(Identity.node("n2")));
    assertThat(askedWith(with(of(Identity.client("anna"))))).isPresent();
    try (PeerLinks links = linksWith(of(Identity.node("n1")))) {
      Awaitility.await().until(() -> delivered(links));
    }
    assertThat(arrived).containsOnly("n1");
    assertThat(refused).isEmpty();
  }

  private PeerLinks linksWith(Credentials credentials) {
    return new PeerLinks(N1, Map.of("n2", address), threads, with(credentials));
  }

  private boolean delivered(PeerLinks links) {
    links.send("n2", new byte[3]);
    return !arrived.isEmpty();
  }

  @Test
  void clientOfAnotherAuthorityIsRefused() throws IOException {
    serve(of(Identity.node("n2")));
    Credentials eve = THEIRS.issue(Identity.client("eve"), Validity.AGES);
    assertThat(
            askedWith(
                with(
                    new Credentials(
                        eve.certificate(), eve.key(), of(Identity.client("x")).authorities()))))
        .isEmpty();
    assertRefused(
        "refused the certificate of 'CN=eve.client.ledger.internal': it is not of an authority that"
            + " is trusted here");
  }

  @Test
  void nodeOfAnotherAuthorityIsRefused() throws IOException {
    serve(THEIRS.issue(Identity.node("n2"), Validity.AGES));
    assertThat(askedWith(with(of(Identity.client("anna"))))).isEmpty();
    assertRefused("'CN=n2.node.ledger.internal': it is not of an authority that is trusted here");
  }

  @Test
  void expiredCertificateIsRefused() throws IOException {
    serve(of(Identity.node("n2")));
    assertThat(askedWith(with(OURS.issue(Identity.client("anna"), PAST)))).isEmpty();
    assertRefused("'CN=anna.client.ledger.internal': it has expired: NotAfter: ");
  }

  @Test
  void expiredNodeIsRefused() throws IOException {
    serve(OURS.issue(Identity.node("n2"), PAST));
    assertThat(askedWith(with(of(Identity.client("anna"))))).isEmpty();
    assertRefused("'CN=n2.node.ledger.internal': it has expired");
  }

  @Test
  void certificateOfThePastsFutureIsRefused() throws IOException {
    serve(of(Identity.node("n2")));
    Validity future =
        new Validity(Instant.parse("2090-01-01T00:00:00Z"), Instant.parse("2091-01-01T00:00:00Z"));
    assertThat(askedWith(with(OURS.issue(Identity.client("anna"), future)))).isEmpty();
    assertRefused("it is not valid yet");
  }

  @Test
  void anotherNodeAtTheAddressIsRefusedByClientsAndPeers() throws IOException {
    serve(of(Identity.node("n3")));
    assertThat(askedWith(with(of(Identity.client("anna"))))).isEmpty();
    assertRefused("'CN=n3.node.ledger.internal': it is node n3's, and node n2 should answer");
    refused.clear();
    try (PeerLinks links = linksWith(of(Identity.node("n1")))) {
      Awaitility.await().until(() -> !refused.isEmpty());
      links.send("n2", new byte[3]);
    }
    assertRefused("node n2 should answer");
    assertThat(arrived).isEmpty();
  }

  @Test
  void clientThatPosesAsANodeIsRefused() throws IOException {
    serve(of(Identity.client("n2")));
    assertThat(askedWith(with(of(Identity.client("anna"))))).isEmpty();
    // Its certificate is not for servers at all.
    assertThat(refused).isNotEmpty();
  }

  @Test
  void plaintextIsRefused() throws IOException {
    serve(of(Identity.node("n2")));
    assertThat(askedWith(new Security.Plaintext())).isEmpty();
  }

  @Test
  void clientMayNotDeliverToPeers() throws IOException {
    serve(of(Identity.node("n2")));
    Status status = deliver(of(Identity.client("anna")), "n1");
    assertThat(status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(status.getDescription())
        .isEqualTo("only nodes deliver to nodes, and this is client anna");
    assertThat(arrived).isEmpty();
  }

  @Test
  void nodeMayNotSpeakForAnother() throws IOException {
    serve(of(Identity.node("n2")));
    Status status = deliver(of(Identity.node("n3")), "n1");
    assertThat(status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(status.getDescription()).isEqualTo("messages of 'n1' with node n3's certificate");
    assertThat(arrived).isEmpty();
    assertThat(deliver(of(Identity.node("n3")), "n3").getCode()).isEqualTo(Status.Code.OK);
    assertThat(arrived).containsExactly("n3");
  }

  /** One message on a stream of its own, and how the stream ended. */
  private Status deliver(Credentials credentials, String from) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(address.host(), address.port()).directExecutor();
    with(credentials).applyTo(builder, Optional.of("n2"));
    ManagedChannel channel = builder.build();
    CompletableFuture<Status> end = new CompletableFuture<>();
    try {
      StreamObserver<PeerMessage> stream =
          PeerGrpc.newStub(channel)
              .deliver(
                  new StreamObserver<>() {
                    @Override
                    public void onNext(PeerAck ack) {}

                    @Override
                    public void onError(Throwable problem) {
                      end.complete(Status.fromThrowable(problem));
                    }

                    @Override
                    public void onCompleted() {
                      end.complete(Status.OK);
                    }
                  });
      stream.onNext(PeerMessage.newBuilder().setFrom(from).setTo("n2").build());
      stream.onCompleted();
      return end.orTimeout(10, TimeUnit.SECONDS).join();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void whileAuthoritiesChangeBothAreTrusted() throws IOException {
    serve(of(Identity.node("n2")));
    Credentials replaced = THEIRS.issue(Identity.client("anna"), Validity.AGES);
    Credentials ofN2 = of(Identity.node("n2"));
    server.ifPresent(NodeServer::close);
    List<java.security.cert.X509Certificate> both =
        List.of(ofN2.authorities().getFirst(), replaced.authorities().getFirst());
    serve(new Credentials(ofN2.certificate(), ofN2.key(), both));
    assertThat(askedWith(with(new Credentials(replaced.certificate(), replaced.key(), both))))
        .isPresent();
  }
}
