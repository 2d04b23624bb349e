package dev.assay.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The processes of one contender; all of them end with this program. */
final class LocalProcesses implements AutoCloseable {
  private static final Duration END_BOUND = Duration.ofSeconds(15);

  private final Path folder;
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final Thread lastResort = Thread.ofPlatform().unstarted(this::kill);

  LocalProcesses(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  Path folder(String name) {
    return folder.resolve(name);
  }

  void start(String name, List<String> command) throws IOException {
    processes.put(
        name,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
            .start());
  }

  /** Ends a process with SIGTERM and waits. */
  void stop(String name) throws IOException, InterruptedException {
    Process process = process(name);
    process.toHandle().destroy();
    if (!process.waitFor(END_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException(name + " did not end within " + END_BOUND);
    }
  }

  private Process process(String name) {
    Process process = processes.get(name);
    if (process == null) {
      throw new IllegalArgumentException(name + " is none of " + processes.keySet());
    }
    return process;
  }

  /** Refuses to go on without one that has ended. */
  void requireAlive() throws IOException {
    for (Map.Entry<String, Process> process : processes.entrySet()) {
      if (!process.getValue().isAlive()) {
        List<String> said = Files.readAllLines(log(process.getKey()));
        throw new IOException(
            "%s ended with %d: %s"
                .formatted(
                    process.getKey(),
                    process.getValue().exitValue(),
                    String.join(" | ", said.subList(Math.max(0, said.size() - 3), said.size()))));
      }
    }
  }

  /** The largest resident set of each process so far, mebibytes; Linux only. */
  List<Long> residentPeaks() throws IOException {
    List<Long> peaks = new ArrayList<>();
    for (Process process : processes.values()) {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      if (Files.isReadable(status)) {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmHWM:")) {
            peaks.add(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
          }
        }
      }
    }
    return peaks;
  }

  /** What the processes that run have computed so far, all together. */
  Duration computed() {
    Duration sum = Duration.ZERO;
    for (Process process : processes.values()) {
      sum = sum.plus(process.info().totalCpuDuration().orElse(Duration.ZERO));
    }
    return sum;
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private void kill() {
    processes.values().forEach(Process::destroyForcibly);
  }

  @Override
  public void close() {
    kill();
  }

  /** Ports that are free now, all different. */
  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> reserved = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        reserved.add(socket);
        ports.add(socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : reserved) {
        socket.close();
      }
    }
    return ports;
  }
}
