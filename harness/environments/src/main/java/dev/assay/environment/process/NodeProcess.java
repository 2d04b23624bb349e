package dev.assay.environment.process;

import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * One node as a process of the operating system. Its standard input is a pipe that only the harness
 * holds, so that it reads the end of it and exits when the harness dies in any way. All methods may
 * be called from any thread; those of one node wait for each other.
 */
final class NodeProcess {
  private static final Duration EXIT_BOUND = Duration.ofSeconds(10);
  private static final int LAST_WORDS_BYTES = 1_000;

  private final NodeId id;
  private final Plans plans;
  private final Path data;
  private final Path logs;
  private final WorkFolder work;
  private Optional<Process> current = Optional.empty();
  private boolean joins;
  private boolean retired;

  /**
   * How it is started.
   *
   * @param joining once it has lost its disk
   */
  record Plans(LaunchPlan first, LaunchPlan joining) {}

  /**
   * A node that is down.
   *
   * @param data its disk, and the folder that it runs in
   * @param logs where its output is appended to {@code stdout.log} and {@code stderr.log}
   */
  NodeProcess(NodeId id, Plans plans, Path data, Path logs, WorkFolder work) {
    this.id = id;
    this.plans = plans;
    this.data = data;
    this.logs = logs;
    this.work = work;
  }

  /** The process, while it runs; a paused one does. */
  synchronized Optional<ProcessHandle> running() {
    return current.filter(Process::isAlive).map(Process::toHandle);
  }

  /** How the process ended, if it was started and has. */
  synchronized OptionalInt exit() {
    return current.isPresent() && !current.orElseThrow().isAlive()
        ? OptionalInt.of(current.orElseThrow().exitValue())
        : OptionalInt.empty();
  }

  /** Starts the process unless it runs; whether it was started. */
  synchronized boolean launch() {
    if (retired) {
      throw new EnvironmentException("node " + id + " can't be started: its cluster is closed");
    }
    if (running().isPresent()) {
      return false;
    }
    LaunchPlan plan = joins ? plans.joining : plans.first;
    try {
      Process started = builder(plan).start();
      current = Optional.of(started);
      work.started(started.toHandle());
      return true;
    } catch (IOException e) {
      kill();
      throw new EnvironmentException(
          "node %s can't be started with '%s': %s".formatted(id, plan.command().getFirst(), e), e);
    }
  }

  private ProcessBuilder builder(LaunchPlan plan) throws IOException {
    Files.createDirectories(logs);
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(plan.command()))
            .directory(data.toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve("stdout.log").toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(logs.resolve("stderr.log").toFile()));
    builder.environment().putAll(plan.environment());
    return builder;
  }

  /** The disk is lost: from now on it is started as one that joins. */
  synchronized void forget() {
    joins = true;
  }

  /** Ends the process at once, if it runs; whether it did. Its exit was seen when this returns. */
  synchronized boolean kill() {
    if (running().isEmpty()) {
      return false;
    }
    Process process = current.orElseThrow();
    process.destroyForcibly();
    try {
      if (!process.waitFor(EXIT_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EnvironmentException(
            "node %s, process %d, did not end within %s after kill -9"
                .formatted(id, process.pid(), EXIT_BOUND));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while ending node " + id, e);
    }
    return true;
  }

  /** Ends the process for good. */
  synchronized void retire() {
    retired = true;
    kill();
  }

  /** The last lines that the node wrote to its standard error, for a message. */
  String lastWords() {
    try (RandomAccessFile file = new RandomAccessFile(logs.resolve("stderr.log").toFile(), "r")) {
      file.seek(Math.max(0, file.length() - LAST_WORDS_BYTES));
      byte[] tail = new byte[LAST_WORDS_BYTES];
      int length = Math.max(0, file.read(tail));
      List<String> lines =
          new String(tail, 0, length, StandardCharsets.UTF_8).strip().lines().toList();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException none) {
      return "";
    }
  }
}
