package dev.assay.node.program;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.assay.ledger.Receipt;
import dev.assay.ledger.Transaction;
import dev.assay.node.Audit;
import dev.assay.node.LedgerStatus;
import dev.assay.node.Places;
import dev.assay.node.ReadResult;
import dev.assay.node.Role;
import dev.assay.node.SubmitResult;
import dev.assay.node.client.ChainExport;
import dev.assay.node.client.LedgerClient;
import dev.assay.node.security.Authority;
import dev.assay.node.security.Authority.Validity;
import dev.assay.node.security.Identity;
import dev.assay.node.security.Security;
import dev.assay.protocol.health.HealthCheckRequest;
import dev.assay.protocol.health.HealthCheckResponse.ServingStatus;
import dev.assay.protocol.health.HealthGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Nodes as processes of this machine, each on a port of its own. */
final class LocalCluster implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Authority authority = Authority.create(Validity.AGES);
  private final Security security =
      new Security.MutualTls(
          authority.issue(Identity.client("test"), Validity.AGES), System.err::println);
  private final Path folder;
  private final TreeMap<String, Integer> ports = new TreeMap<>();
  private final TreeMap<String, Process> processes = new TreeMap<>();
  private final TreeMap<String, LedgerClient> clients = new TreeMap<>();

  private LocalCluster(Path folder) {
    this.folder = folder;
  }

  static LocalCluster start(Path folder, int size) throws IOException {
    LocalCluster cluster = new LocalCluster(folder);
    List<ServerSocket> reserved = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      reserved.add(socket);
      cluster.ports.put("n" + i, socket.getLocalPort());
    }
    for (ServerSocket socket : reserved) {
      socket.close();
    }
    for (String name : cluster.ports.keySet()) {
      cluster
          .authority
          .issue(Identity.node(name), Validity.AGES)
          .write(folder.resolve(name + ".certificates"));
      cluster.clients.put(
          name,
          LedgerClient.connect(
              "127.0.0.1", cluster.ports.get(name), cluster.security, Optional.of(name)));
      cluster.startNode(name);
    }
    return cluster;
  }

  void startNode(String name) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--node", name, "--listen", "127.0.0.1:" + ports.get(name)));
    arguments.addAll(List.of("--data", folder.resolve(name).toString()));
    arguments.addAll(List.of("--certificates", folder.resolve(name + ".certificates").toString()));
    ports.forEach(
        (peer, port) -> {
          if (!peer.equals(name)) {
            arguments.addAll(List.of("--peer", peer + "=127.0.0.1:" + port));
          }
        });
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(NodeCommand.flags(NodeCommand.Size.SHARED));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path", ""))));
    command.add(NodeMain.class.getName());
    command.addAll(arguments);
    processes.put(
        name,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
            .start());
  }

  private Process process(String name) {
    return Objects.requireNonNull(processes.get(name), name);
  }

  private LedgerClient client(String name) {
    return Objects.requireNonNull(clients.get(name), name);
  }

  /** Kills the node's process at once, as kill -9 does. */
  void kill(String name) throws InterruptedException {
    process(name).destroyForcibly().waitFor();
  }

  /** Ends the node's standard input, and returns its exit code. */
  int endInput(String name) throws IOException, InterruptedException {
    Process process = process(name);
    process.getOutputStream().close();
    if (!process.waitFor(10, SECONDS)) {
      throw new AssertionError(name + " did not stop: " + log(name));
    }
    return process.exitValue();
  }

  /** Sends SIGTERM and waits for the end. */
  void terminate(String name) throws InterruptedException, IOException {
    // Through the handle: Process.destroy would end the node's standard input as well.
    process(name).toHandle().destroy();
    if (!process(name).waitFor(10, SECONDS)) {
      throw new AssertionError(name + " did not stop: " + log(name));
    }
  }

  /** What the node's health service says. */
  ServingStatus health(String name, String service) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress("127.0.0.1", Objects.requireNonNull(ports.get(name), name))
            .directExecutor();
    security.applyTo(builder, Optional.of(name));
    ManagedChannel channel = builder.build();
    try {
      return HealthGrpc.newBlockingStub(channel)
          .withDeadlineAfter(5, SECONDS)
          .check(HealthCheckRequest.newBuilder().setService(service).build())
          .getStatus();
    } finally {
      channel.shutdownNow();
    }
  }

  String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  /** The primary of the latest epoch, once one is there that others agree with. */
  String primary() {
    return await(
            "a primary",
            () ->
                statuses().stream()
                    .filter(status -> status.role() == Role.PRIMARY && status.applied() > 0)
                    .map(LedgerStatus::node)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  List<LedgerStatus> statuses() {
    List<LedgerStatus> statuses = new ArrayList<>();
    for (String name : ports.keySet()) {
      if (process(name).isAlive()) {
        LocalCluster.<Optional<LedgerStatus>>call(r -> client(name).status(CALL, r))
            .ifPresent(statuses::add);
      }
    }
    return statuses;
  }

  void awaitHeight(long height) {
    await(
        "every node at block " + height,
        this::statuses,
        statuses ->
            statuses.size() == ports.size()
                && statuses.stream().allMatch(status -> status.height() == height));
  }

  SubmitResult submit(String name, Transaction transaction) {
    return call(r -> client(name).submit(transaction, CALL, r));
  }

  /** Tries again, with the same id, until the answer is of this kind. */
  void awaitAnswer(String name, Transaction transaction, Class<? extends SubmitResult> kind) {
    await(
        kind.getSimpleName() + " from " + name, () -> submit(name, transaction), kind::isInstance);
  }

  /** Tries again, with the same id, until the transaction is in the chain. */
  Receipt untilCommitted(Transaction transaction) {
    SubmitResult result =
        await(
            transaction + " in the chain",
            () -> submit(primary(), transaction),
            SubmitResult.Committed.class::isInstance);
    return Places.of(((SubmitResult.Committed) result).receipt());
  }

  ReadResult<SortedMap<String, Long>> readAll(String name) {
    return call(r -> client(name).readAll(CALL, r));
  }

  Audit audit(String name) {
    return LocalCluster.<Optional<Audit>>call(r -> client(name).audit(CALL, r)).orElseThrow();
  }

  /** Every node's exported chain. */
  Map<String, String> chains() throws IOException {
    TreeMap<String, String> chains = new TreeMap<>();
    for (String name : ports.keySet()) {
      Path exported = Files.createDirectories(folder.resolve("exported-" + name));
      ChainExport.Result result = call(r -> client(name).exportChain(exported, CALL, r));
      if (!(result instanceof ChainExport.Result.Exported(Path file, _))) {
        throw new AssertionError(name + ": " + result);
      }
      chains.put(name, Files.readString(file));
    }
    return chains;
  }

  private static <T> T call(Consumer<Consumer<T>> request) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    request.accept(answer::complete);
    return answer.orTimeout(10, SECONDS).join();
  }

  private static <T> T await(String what, Callable<T> look, Predicate<T> found) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(look, found);
  }

  @Override
  public void close() {
    clients.values().forEach(LedgerClient::close);
    processes.values().forEach(Process::destroyForcibly);
  }
}
