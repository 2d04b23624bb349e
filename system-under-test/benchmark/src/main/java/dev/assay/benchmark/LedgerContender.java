package dev.assay.benchmark;

import dev.assay.node.client.Polling;
import dev.assay.node.program.NodeCommand;
import dev.assay.protocol.InspectionGrpc;
import dev.assay.protocol.LedgerGrpc;
import dev.assay.protocol.Role;
import dev.assay.protocol.StatusRequest;
import dev.assay.protocol.StatusResponse;
import dev.assay.protocol.SubmitRequest;
import dev.assay.protocol.SubmitResponse;
import dev.assay.protocol.Transaction;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Three ledger nodes, each operation a transfer between two accounts. */
final class LedgerContender implements Contender {
  /** Far more than a start with a million transfers takes on a busy machine. */
  private static final Duration RESTART_BOUND = Duration.ofMinutes(5);

  private static final Duration RESTART_PACE = Duration.ofMillis(10);

  private static final int NODES = 3;
  private static final int ACCOUNTS = 1024;
  private static final long FIRST_BALANCE = 1_000_000_000_000L;

  private final LocalProcesses processes;
  private final Connections connections;
  private final NodeLibraries libraries;
  private final Trust trust;
  private final List<Integer> ports = new ArrayList<>();
  private final AtomicLong runs = new AtomicLong();

  LedgerContender(Path folder, NodeLibraries libraries, Connections connections, Trust trust)
      throws IOException {
    this.trust = trust;
    processes = new LocalProcesses(folder);
    this.libraries = libraries;
    this.connections = connections;
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public void start() throws IOException {
    ports.addAll(LocalProcesses.freePorts(NODES));
    for (int i = 0; i < NODES; i++) {
      startNode(i);
    }
  }

  private void startNode(int number) throws IOException {
    String name = node(number);
    List<String> flags = new ArrayList<>(NodeCommand.flags(NodeCommand.Size.SERVER));
    flags.add("-Xlog:gc:file=" + processes.folder(name + ".gc") + "::filecount=0");
    flags.addAll(libraries.flags());
    List<String> command = new ArrayList<>();
    command.addAll(List.of("--node", name, "--listen", "127.0.0.1:" + ports.get(number)));
    command.addAll(List.of("--data", processes.folder(name).toString()));
    trust
        .ofNode(name)
        .ifPresentOrElse(
            own -> command.addAll(List.of("--certificates", own.toString())),
            () -> command.add("--plaintext"));
    for (int peer = 0; peer < NODES; peer++) {
      if (peer != number) {
        command.addAll(List.of("--peer", node(peer) + "=127.0.0.1:" + ports.get(peer)));
      }
    }
    processes.start(
        name,
        NodeCommand.command(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            flags,
            libraries.classPath(),
            command));
  }

  /** Stops a node with SIGTERM and starts it again; how long from the start until it answers. */
  Duration restart(int number) throws IOException, InterruptedException {
    processes.stop(node(number));
    long began = System.nanoTime();
    startNode(number);
    if (Polling.within(RESTART_BOUND, RESTART_PACE, () -> answer(number)).isEmpty()) {
      throw new IOException("%s does not answer within %s".formatted(node(number), RESTART_BOUND));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** What each node says of itself, in order; empty: it does not answer. */
  List<Optional<StatusResponse>> statuses() {
    return ports.stream().map(this::status).toList();
  }

  private Optional<StatusResponse> answer(int number) throws IOException {
    processes.requireAlive();
    return status(ports.get(number));
  }

  private Optional<StatusResponse> status(int port) {
    ManagedChannel channel = connections.open(new Endpoint("127.0.0.1", port));
    try {
      return Optional.of(
          InspectionGrpc.newBlockingStub(channel)
              .withDeadlineAfter(2, TimeUnit.SECONDS)
              .status(StatusRequest.getDefaultInstance()));
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    } finally {
      channel.shutdownNow();
    }
  }

  private static String node(int number) {
    return "n" + (number + 1);
  }

  @Override
  public Endpoint leader() throws IOException, InterruptedException {
    return Leaders.await(processes, this::find);
  }

  private Optional<Endpoint> find() {
    for (int port : ports) {
      boolean leads =
          status(port)
              .filter(it -> it.getRole() == Role.ROLE_PRIMARY && it.getApplied() > 0)
              .isPresent();
      if (leads) {
        return Optional.of(new Endpoint("127.0.0.1", port));
      }
    }
    return Optional.empty();
  }

  @Override
  public void prepare(Channel leader) {
    for (int i = 0; i < ACCOUNTS; i++) {
      submit(leader, transaction("open-" + i, "open", account(i), Long.toString(FIRST_BALANCE)));
    }
  }

  private static Transaction transaction(String id, String function, String... arguments) {
    return Transaction.newBuilder()
        .setId(id)
        .setContract("transfer")
        .setFunction(function)
        .addAllArguments(List.of(arguments))
        .build();
  }

  private static void submit(Channel leader, Transaction transaction) {
    SubmitResponse answer =
        LedgerGrpc.newBlockingStub(leader)
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .submit(SubmitRequest.newBuilder().setTransaction(transaction).build());
    acknowledged(answer)
        .ifPresent(
            problem -> {
              throw new IllegalStateException("opening an account failed: " + problem);
            });
  }

  @Override
  public Operation operation(int client, Channel leader) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(client);
    String prefix = "r%d-c%d-".formatted(runs.getAndIncrement(), client);
    AtomicLong next = new AtomicLong();
    return done -> {
      int from = random.nextInt(ACCOUNTS);
      int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      Transaction transaction =
          transaction(prefix + next.getAndIncrement(), "transfer", account(from), account(to), "1");
      ClientCalls.asyncUnaryCall(
          leader.newCall(LedgerGrpc.getSubmitMethod(), Calls.options()),
          SubmitRequest.newBuilder().setTransaction(transaction).build(),
          new Calls.Answer<>(LedgerContender::acknowledged, done));
    };
  }

  private static String account(int number) {
    return "account-" + number;
  }

  /** Only a transfer that is in the chain and was applied counts. */
  private static Optional<String> acknowledged(SubmitResponse answer) {
    return answer.hasCommitted() && answer.getCommitted().getRefusal().isEmpty()
        ? Optional.empty()
        : Optional.of(answer.toString().replaceAll("\\s+", " "));
  }

  @Override
  public Duration computed() {
    return processes.computed();
  }

  @Override
  public List<String> facts() throws IOException {
    List<String> facts = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      facts.add(node(i) + ": " + GcLog.read(processes.folder(node(i) + ".gc")));
    }
    facts.add("the ledger's resident sets: " + processes.residentPeaks() + " MiB");
    return facts;
  }

  @Override
  public void close() {
    processes.close();
  }
}
