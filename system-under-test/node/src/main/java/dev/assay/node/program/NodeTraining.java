package dev.assay.node.program;

import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.LedgerStatus;
import dev.assay.node.Role;
import dev.assay.node.client.LedgerClient;
import dev.assay.node.client.Polling;
import dev.assay.node.security.Authority;
import dev.assay.node.security.Authority.Validity;
import dev.assay.node.security.Credentials;
import dev.assay.node.security.Identity;
import dev.assay.node.security.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Does for a moment what nodes do, so that the Java runtime can note which classes and methods that
 * takes ({@link NodeCommand#CACHE_FILE}). Two nodes in this one process agree on a few transactions
 * over TLS, in a folder that is gone afterwards. Exit code 0: done.
 */
public final class NodeTraining {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(2);
  private static final Duration PACE = Duration.ofMillis(20);
  private static final int TRANSFERS = 200;

  private final Path folder;
  private final Authority authority = Authority.create(Validity.AGES);
  private final List<Integer> ports;

  private NodeTraining(Path folder) throws IOException {
    this.folder = folder;
    this.ports = freePorts();
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    NodeMain.configureLogging();
    Path folder = Files.createTempDirectory("ledger-training-");
    try {
      new NodeTraining(folder).run();
    } finally {
      remove(folder);
    }
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    try (NodeRuntime first = new NodeRuntime(NodeArguments.parse(arguments(0)));
        NodeRuntime second = new NodeRuntime(NodeArguments.parse(arguments(1)))) {
      try (LedgerClient one = client(0);
          LedgerClient two = client(1)) {
        work(primary(List.of(one, two)));
      }
      first.stop("trained");
      second.stop("trained");
    }
  }

  private static String name(int number) {
    return "n" + (number + 1);
  }

  private List<String> arguments(int number) throws IOException {
    Path certificates = folder.resolve(name(number) + ".certificates");
    authority.issue(Identity.node(name(number)), Validity.AGES).write(certificates);
    int other = 1 - number;
    return List.of(
        "--node",
        name(number),
        "--listen",
        "127.0.0.1:" + ports.get(number),
        "--peer",
        name(other) + "=127.0.0.1:" + ports.get(other),
        "--data",
        folder.resolve(name(number)).toString(),
        "--certificates",
        certificates.toString());
  }

  private LedgerClient client(int number) {
    Credentials own = authority.issue(Identity.client("training"), Validity.AGES);
    return LedgerClient.connect(
        "127.0.0.1",
        ports.get(number),
        new Security.MutualTls(own, System.err::println),
        Optional.of(name(number)));
  }

  private static LedgerClient primary(List<LedgerClient> clients)
      throws IOException, InterruptedException {
    return Polling.within(
            BOUND, PACE, () -> clients.stream().filter(NodeTraining::leads).findFirst())
        .orElseThrow(() -> new IOException("two nodes found no primary within " + BOUND));
  }

  private static boolean leads(LedgerClient client) {
    return NodeTraining.<Optional<LedgerStatus>>answer(it -> client.status(CALL, it))
        .filter(status -> status.role() == Role.PRIMARY && status.applied() > 0)
        .isPresent();
  }

  private static void work(LedgerClient client) {
    submit(client, TransferContract.open("open-a", "a", 1000));
    submit(client, TransferContract.open("open-b", "b", 1000));
    for (int i = 0; i < TRANSFERS; i++) {
      submit(client, TransferContract.transfer("t-" + i, "a", "b", 1));
    }
    var _ = NodeTraining.<Object>answer(it -> client.read("a", CALL, it::accept));
    var _ = NodeTraining.<Object>answer(it -> client.readAll(CALL, it::accept));
    var _ = NodeTraining.<Object>answer(it -> client.audit(CALL, it::accept));
    var _ = NodeTraining.<Object>answer(it -> client.chain(1, CALL, it::accept));
    var _ = NodeTraining.<Object>answer(it -> client.events(0, CALL, it::accept));
  }

  private static void submit(LedgerClient client, Transaction transaction) {
    var _ = NodeTraining.<Object>answer(it -> client.submit(transaction, CALL, it::accept));
  }

  private static <T> T answer(Consumer<Consumer<T>> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    call.accept(answer::complete);
    return answer.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static List<Integer> freePorts() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new ArrayList<>(List.of(first.getLocalPort(), second.getLocalPort()));
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
