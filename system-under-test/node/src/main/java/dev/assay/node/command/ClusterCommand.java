package dev.assay.node.command;

import dev.assay.node.LedgerStatus;
import dev.assay.node.Role;
import dev.assay.node.client.Polling;
import dev.assay.node.grpc.Address;
import dev.assay.node.program.NodeCommand;
import dev.assay.node.security.Authority;
import dev.assay.node.security.Authority.Validity;
import dev.assay.node.security.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A cluster on this machine, for trying things. */
@Command(
    name = "cluster",
    description = {
      "Runs a cluster on this machine until it is told to stop (Ctrl-C): certificates, data and"
          + " logs are in --folder, and a later start goes on with them.",
    })
final class ClusterCommand implements Callable<Integer> {
  private static final Duration READY_BOUND = Duration.ofSeconds(60);
  private static final Duration STOP_BOUND = Duration.ofSeconds(15);
  private static final Duration PACE = Duration.ofMillis(50);
  private static final int NODES_MAX = 9;

  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--size",
      defaultValue = "3",
      description = "nodes, 1 to 9 (default: ${DEFAULT-VALUE})")
  private int size = 3;

  @Option(
      names = "--port",
      defaultValue = "7101",
      description = "of the first node; the others follow (default: ${DEFAULT-VALUE})")
  private int port = 7101;

  private final Map<String, Process> processes = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterFolder folder = new ClusterFolder(connection.folder());
    Map<String, Address> nodes = nodes();
    folder.write(nodes);
    Authority authority = folder.authority(Validity.AGES);
    folder.issue(authority, Identity.client("local"), folder.client(), Validity.AGES);
    for (String node : nodes.keySet()) {
      folder.issue(authority, Identity.node(node), folder.certificates(node), Validity.AGES);
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
    for (String node : nodes.keySet()) {
      start(folder, node, nodes);
    }
    awaitPrimary(folder);
    connection.print(
        Answer.list(
            nodes.keySet().stream()
                .map(
                    node ->
                        Answer.row(
                            "node",
                            node,
                            "address",
                            String.valueOf(nodes.get(node)),
                            "log",
                            folder.log(node).toString()))
                .toList()));
    connection.out().println("ready; Ctrl-C stops it");
    connection.out().flush();
    CompletableFuture.anyOf(
            processes.values().stream().map(Process::onExit).toArray(CompletableFuture[]::new))
        .join();
    throw new CommandFailure(ExitCode.BROKEN, ended(folder));
  }

  private Map<String, Address> nodes() {
    if (size < 1 || size > NODES_MAX) {
      throw new CommandFailure(
          ExitCode.BAD_ARGUMENTS, "--size %d is not within 1..%d".formatted(size, NODES_MAX));
    }
    Map<String, Address> nodes = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      nodes.put("n" + (i + 1), new Address("127.0.0.1", port + i));
    }
    return nodes;
  }

  private void start(ClusterFolder folder, String node, Map<String, Address> nodes)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--node", node, "--listen", String.valueOf(nodes.get(node))));
    nodes.forEach(
        (peer, address) -> {
          if (!peer.equals(node)) {
            arguments.addAll(List.of("--peer", peer + "=" + address));
          }
        });
    arguments.addAll(List.of("--data", folder.data(node).toString()));
    arguments.addAll(List.of("--certificates", folder.certificates(node).toString()));
    List<String> flags = new ArrayList<>(NodeCommand.flags(NodeCommand.Size.SHARED));
    Optional.ofNullable(System.getProperty("ledger.cache"))
        .filter(cache -> Files.exists(Path.of(cache)))
        .ifPresent(cache -> flags.addAll(NodeCommand.cacheFlags(cache)));
    processes.put(
        node,
        new ProcessBuilder(
                NodeCommand.command(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    flags,
                    System.getProperty("java.class.path", ""),
                    arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log(node).toFile()))
            .start());
  }

  private void awaitPrimary(ClusterFolder folder) throws IOException, InterruptedException {
    try (Calls calls = connection.open()) {
      if (Polling.within(READY_BOUND, PACE, () -> primary(calls, folder)).isEmpty()) {
        throw new CommandFailure(ExitCode.BROKEN, "no primary within " + READY_BOUND);
      }
    }
  }

  private Optional<String> primary(Calls calls, ClusterFolder folder) throws IOException {
    if (processes.values().stream().anyMatch(process -> !process.isAlive())) {
      throw new CommandFailure(ExitCode.BROKEN, ended(folder));
    }
    return processes.keySet().stream()
        .filter(
            node ->
                calls
                    .<Optional<LedgerStatus>>ask(
                        node, (client, timeout, answer) -> client.status(timeout, answer))
                    .filter(status -> status.role() == Role.PRIMARY && status.applied() > 0)
                    .isPresent())
        .findFirst();
  }

  private String ended(ClusterFolder folder) throws IOException {
    for (Map.Entry<String, Process> process : processes.entrySet()) {
      if (!process.getValue().isAlive()) {
        List<String> said = Files.readAllLines(folder.log(process.getKey()));
        return "%s ended: %s"
            .formatted(process.getKey(), said.isEmpty() ? "nothing said" : said.getLast());
      }
    }
    return "stopped";
  }

  private void stop() {
    processes.values().forEach(process -> process.toHandle().destroy());
    try {
      for (Process process : processes.values()) {
        if (!process.waitFor(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      processes.values().forEach(Process::destroyForcibly);
    }
  }
}
