package dev.assay.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.assay.ledger.InclusionProof;
import dev.assay.ledger.LightClient;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.client.ChainExport;
import dev.assay.node.client.EnvelopeTransport;
import dev.assay.node.client.LedgerClient;
import dev.assay.node.wire.ClientRequests;
import dev.assay.protocol.ClientEnvelope;
import dev.assay.protocol.ClientRequest;
import dev.assay.protocol.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that reach a node by envelopes of bytes, as in a simulator. */
class EnvelopeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final CrankedCluster cluster = new CrankedCluster(3);
  private final String primary = cluster.primary();
  private final ClientRequests requests = new ClientRequests(cluster.node(primary));
  private final List<Runnable> timers = new ArrayList<>();
  private final List<byte[]> answers = new ArrayList<>();
  private boolean lossy;
  private final EnvelopeTransport transport =
      new EnvelopeTransport(this::send, (_, task) -> timers.add(task));
  private final LedgerClient client = new LedgerClient(transport);

  private void send(byte[] envelope) {
    if (!lossy) {
      requests.received(envelope, answers::add);
    }
  }

  private void deliver() {
    for (int settled = 0; settled < 100; settled++) {
      cluster.settle();
      List<byte[]> arrived = List.copyOf(answers);
      answers.clear();
      arrived.forEach(transport::received);
    }
  }

  private <T> T answer(Consumer<Consumer<T>> call) {
    List<T> results = new ArrayList<>();
    call.accept(results::add);
    deliver();
    assertThat(results).hasSize(1);
    timers.forEach(Runnable::run);
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  @Test
  void everyKindOfCallIsAnswered(@TempDir Path folder) throws IOException {
    assertThat(
            Places.of(
                this.<SubmitResult>answer(
                    r -> client.submit(TransferContract.open("o-a", "a", 10), TIMEOUT, r))))
        .isEqualTo(
            new SubmitResult.Committed(
                new Receipt(1, 0, Places.SEQUENCE, Result.Applied.silent())));
    assertThat(
            Places.of(
                this.<SubmitResult>answer(
                    r -> client.submit(TransferContract.transfer("t", "a", "b", 1), TIMEOUT, r))))
        .isEqualTo(
            new SubmitResult.Committed(
                new Receipt(2, 0, Places.SEQUENCE, new Result.Refused(Reason.UNKNOWN_ACCOUNT))));
    assertThat(this.<ReadResult<OptionalLong>>answer(r -> client.read("a", TIMEOUT, r)))
        .isEqualTo(new ReadResult.Answered<>(OptionalLong.of(10), 2));
    assertThat(this.<ReadResult<OptionalLong>>answer(r -> client.read("b", TIMEOUT, r)))
        .isEqualTo(new ReadResult.Answered<>(OptionalLong.empty(), 2));
    assertThat(this.<Object>answer(r -> client.readAll(TIMEOUT, r::accept)))
        .isEqualTo(new ReadResult.Answered<>(new TreeMap<>(Map.of("a", 10L)), 2));
    assertThat(this.<Optional<LedgerStatus>>answer(r -> client.status(TIMEOUT, r)))
        .contains(cluster.node(primary).status());
    assertThat(this.<Optional<Audit>>answer(r -> client.audit(TIMEOUT, r)))
        .contains(cluster.node(primary).audit());
    assertThat(this.<Optional<List<NodeEvent>>>answer(r -> client.events(1, TIMEOUT, r)))
        .contains(cluster.node(primary).events(1));
    assertThat(this.<ChainExport.Result>answer(r -> client.exportChain(folder, TIMEOUT, r)))
        .isEqualTo(new ChainExport.Result.Exported(folder.resolve("chain.jsonl"), 2));
    assertThat(Files.readAllLines(folder.resolve("chain.jsonl")))
        .isEqualTo(cluster.node(primary).chain(1).lines());
  }

  @Test
  void lightClientFollowsANodeAndVerifiesItsProofs() {
    this.<SubmitResult>answer(
        r -> client.submit(TransferContract.open("o-a", "a", 10), TIMEOUT, r));
    this.<SubmitResult>answer(
        r -> client.submit(TransferContract.open("o-b", "b", 10), TIMEOUT, r));
    HeaderPage page =
        this.<Optional<HeaderPage>>answer(r -> client.headers("main", 1, TIMEOUT, r)).orElseThrow();
    LightClient light = new LightClient();
    page.headers().forEach(header -> assertThat(light.next(header)).isEmpty());
    assertThat(light.height()).isEqualTo(page.height()).isEqualTo(2);
    InclusionProof proof =
        this.<Optional<InclusionProof>>answer(r -> client.prove("main", "o-b", TIMEOUT, r))
            .orElseThrow();
    assertThat(light.problem(proof)).isEmpty();
    assertThat(proof.executed().transaction()).isEqualTo(TransferContract.open("o-b", "b", 10));
    assertThat(this.<Optional<InclusionProof>>answer(r -> client.prove("main", "no", TIMEOUT, r)))
        .isEmpty();
    assertThat(this.<Optional<HeaderPage>>answer(r -> client.headers("none", 1, TIMEOUT, r)))
        .contains(new HeaderPage(List.of(), 0));
  }

  @Test
  void refusalsKeepTheirMeaning() {
    ClientRequests elsewhere = new ClientRequests(cluster.node(cluster.backup()));
    cluster.pass(Duration.ofSeconds(1));
    EnvelopeTransport[] other = new EnvelopeTransport[1];
    other[0] =
        new EnvelopeTransport(
            bytes -> elsewhere.received(bytes, answers::add), (_, task) -> timers.add(task));
    List<SubmitResult> results = new ArrayList<>();
    new LedgerClient(other[0]).submit(TransferContract.open("o-a", "a", 10), TIMEOUT, results::add);
    answers.forEach(other[0]::received);
    answers.clear();
    assertThat(results).containsExactly(new SubmitResult.NotPrimary(Optional.of(primary)));
    assertThat(
            this.<SubmitResult>answer(
                r -> client.submit(TransferContract.open("!", "a", 1), TIMEOUT, r)))
        .isInstanceOf(SubmitResult.Invalid.class);
    assertThat(this.<ReadResult<OptionalLong>>answer(r -> client.read("!", TIMEOUT, r)))
        .isInstanceOf(ReadResult.Invalid.class);
  }

  @Test
  void lostRequestIsUnknownAndLostReadUnavailable() {
    lossy = true;
    List<SubmitResult> submitted = new ArrayList<>();
    List<ReadResult<OptionalLong>> read = new ArrayList<>();
    client.submit(TransferContract.open("o-a", "a", 10), TIMEOUT, submitted::add);
    client.read("a", TIMEOUT, read::add);
    deliver();
    assertThat(submitted).isEmpty();
    timers.forEach(Runnable::run);
    assertThat(submitted.getFirst()).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(read.getFirst()).isInstanceOf(ReadResult.Unavailable.class);
  }

  @Test
  void closingAnswersCallsUnderWay() {
    lossy = true;
    List<SubmitResult> submitted = new ArrayList<>();
    client.submit(TransferContract.open("o-a", "a", 10), TIMEOUT, submitted::add);
    client.close();
    assertThat(submitted.getFirst()).isInstanceOf(SubmitResult.Unknown.class);
  }

  @Test
  void transactionOfNoKindIsInvalid() {
    requests.received(
        ClientEnvelope.newBuilder()
            .setId(7)
            .setRequest(ClientRequest.newBuilder().setSubmit(SubmitRequest.getDefaultInstance()))
            .build()
            .toByteArray(),
        answers::add);
    assertThat(answers).hasSize(1);
    assertThatCode(
            () ->
                assertThat(
                        ClientEnvelope.parseFrom(answers.getFirst())
                            .getResponse()
                            .getSubmit()
                            .hasInvalid())
                    .isTrue())
        .doesNotThrowAnyException();
  }

  @Test
  void hostileEnvelopesAreIgnoredByBothSides() {
    byte[] honest =
        ClientEnvelope.newBuilder()
            .setId(1)
            .setRequest(
                ClientRequest.newBuilder()
                    .setSubmit(
                        SubmitRequest.newBuilder()
                            .setTimeoutMillis(-1)
                            .setTransaction(
                                dev.assay.node.wire.Transactions.toWire(
                                    TransferContract.transfer("t-1", "a", "b", 5)))))
            .build()
            .toByteArray();
    Random random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = honest.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      requests.received(bytes, answers::add);
      transport.received(bytes);
      requests.received(java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)), answers::add);
      deliverQuietly();
    }
    requests.received(new byte[ClientRequests.REQUEST_BYTES_MAX + 1], answers::add);
    assertThat(cluster.halted(primary)).isEmpty();
  }

  private void deliverQuietly() {
    cluster.settle();
    answers.forEach(transport::received);
    answers.clear();
  }
}
