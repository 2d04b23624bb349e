package dev.assay.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures acknowledged operations per second and latencies of the ledger and of etcd. */
@Command(
    name = "benchmark-ledger",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Three ledger nodes and three etcd nodes as processes, fsync on, loaded in turn: each"
            + " client begins its next operation when the last was acknowledged.")
public final class BenchmarkMain implements Callable<Integer> {
  @Option(
      names = "--clients",
      defaultValue = "64",
      description = "clients (default: ${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--connections",
      defaultValue = "64",
      description = "connections that they share (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--warm-up",
      defaultValue = "20",
      description = "seconds of load before the first round, each (default: ${DEFAULT-VALUE})")
  private int warmUpSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "of each round (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "pairs of rounds (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--plaintext", description = "both without TLS")
  private boolean plaintext;

  @Option(
      names = "--restart",
      paramLabel = "TRANSFERS",
      description =
          "instead: after so many transfers, how long a node takes that is stopped and started"
              + " again")
  private long restartAfter;

  @Option(names = "--only", description = "ledger or etcd: measure only this one")
  private String only = "";

  @Option(
      names = "--etcd",
      defaultValue = "/usr/bin/etcd",
      description = "etcd's program (default: ${DEFAULT-VALUE})")
  private Path etcd = Path.of("/usr/bin/etcd");

  @Option(
      names = "--libraries",
      description = "folder with the node's jars (default: this program's own)")
  private @Nullable Path libraries;

  @Option(
      names = "--folder",
      defaultValue = "target/benchmark-ledger",
      description = "on the disk to be measured; emptied first (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("target/benchmark-ledger");

  /** Runs the benchmark; exit code 0 when every round was measured. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkMain()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    empty(folder);
    double syncs = DiskLimit.perSecond(folder.resolve("disk"), clients, Duration.ofSeconds(2));
    System.out.printf(
        "disk: %.0f durable appends/s on each of three files, so at most %.0f ops/s by %d"
            + " clients%n",
        syncs, syncs * clients, clients);
    List<Contender> contenders = new ArrayList<>();
    Path certificates = folder.resolve("certificates");
    Trust trust = plaintext ? Trust.plaintext(certificates) : Trust.mutual(certificates);
    try (Connections calls = new Connections(trust.ofLoad())) {
      if (!only.equals("etcd")) {
        NodeLibraries program = NodeLibraries.in(Optional.ofNullable(libraries));
        contenders.add(new LedgerContender(folder.resolve("ledger"), program, calls, trust));
      }
      if (!only.equals("ledger")) {
        contenders.add(new EtcdContender(folder.resolve("etcd"), etcd.toString(), calls, trust));
      }
      if (restartAfter > 0 && contenders.getFirst() instanceof LedgerContender ledger) {
        new RestartTrial(ledger, calls, clients, connections).run(restartAfter, System.out);
      } else {
        measure(contenders, calls, syncs * clients);
      }
    } finally {
      contenders.forEach(Contender::close);
    }
    return 0;
  }

  private void measure(List<Contender> contenders, Connections calls, double limit)
      throws IOException, InterruptedException {
    List<LoadedContender> loads = new ArrayList<>();
    for (Contender contender : contenders) {
      contender.start();
      LoadedContender load = new LoadedContender(contender, calls, clients, connections);
      loads.add(load);
      Measurement warmUp = load.round(Duration.ofSeconds(warmUpSeconds));
      System.out.println("warm-up  " + warmUp.line(contender.name()));
    }
    Report report = new Report(limit);
    for (int round = 0; round < rounds; round++) {
      // Whoever comes first changes, so that neither always follows the other's load.
      for (LoadedContender load : round % 2 == 0 ? loads : loads.reversed()) {
        Measurement result = load.round(Duration.ofSeconds(seconds));
        report.add(load.name(), result);
        System.out.println("round %d  ".formatted(round + 1) + result.line(load.name()));
      }
    }
    report.print(System.out);
    for (Contender contender : contenders) {
      contender.facts().forEach(System.out::println);
    }
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
