package dev.assay.node.command;

import dev.assay.node.grpc.Address;
import dev.assay.node.security.Credentials;
import dev.assay.node.security.RefusalLog;
import dev.assay.node.security.Security;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that all commands share which call nodes. */
final class Connection {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--folder",
      defaultValue = "ledger-cluster",
      description =
          "a cluster's folder, as './ledger cluster' makes it (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("ledger-cluster");

  @Option(
      names = "--nodes",
      split = ",",
      paramLabel = "NAME=HOST:PORT",
      description = "the nodes, in place of those in the folder")
  private List<String> nodes = List.of();

  @Option(
      names = "--certificates",
      paramLabel = "FOLDER",
      description = "with which to call (default: client in the cluster's folder)")
  private @Nullable Path certificates;

  @Option(names = "--plaintext", description = "call without TLS")
  private boolean plaintext;

  @Option(
      names = "--timeout",
      defaultValue = "10",
      paramLabel = "SECONDS",
      description = "how long to try (default: ${DEFAULT-VALUE})")
  private int timeoutSeconds = 10;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  Calls open() throws IOException {
    Map<String, Address> addresses = new TreeMap<>();
    if (nodes.isEmpty()) {
      addresses.putAll(new ClusterFolder(folder).nodes());
    } else {
      nodes.forEach(node -> ClusterFolder.add(addresses, node));
    }
    if (addresses.isEmpty()) {
      throw new CommandFailure(ExitCode.BAD_ARGUMENTS, "no nodes are known");
    }
    return new Calls(addresses, security(), Duration.ofSeconds(Math.clamp(timeoutSeconds, 1, 600)));
  }

  private Security security() throws IOException {
    if (plaintext) {
      return new Security.Plaintext();
    }
    Path own = certificates == null ? new ClusterFolder(folder).client() : certificates;
    return new Security.MutualTls(
        Credentials.read(own), new RefusalLog(line -> err().println("ledger: " + line)));
  }

  Path folder() {
    return folder;
  }

  boolean json() {
    return json;
  }

  void print(Answer answer) {
    answer.print(out(), json);
  }

  PrintWriter out() {
    return commandLine().getOut();
  }

  private PrintWriter err() {
    return commandLine().getErr();
  }

  private CommandLine commandLine() {
    if (command == null) {
      throw new IllegalStateException("the options are used outside of a command");
    }
    return command.root().commandLine();
  }

  /** An id that no other transaction has. */
  static String newId() {
    byte[] bytes = new byte[12];
    new SecureRandom().nextBytes(bytes);
    return "cli-" + HexFormat.of().formatHex(bytes);
  }
}
