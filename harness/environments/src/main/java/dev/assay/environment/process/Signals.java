package dev.assay.environment.process;

import dev.assay.harness.environment.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Stops and continues processes by the system's {@code kill} command, and sees whether they are.
 */
final class Signals {
  private static final Duration COMMAND_BOUND = Duration.ofSeconds(5);
  private static final Duration STATE_BOUND = Duration.ofSeconds(2);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private Signals() {}

  /** The system's command, if it has one. */
  static Optional<Path> command() {
    return Stream.of("/bin/kill", "/usr/bin/kill")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Stops the process; whether it was seen to be stopped. */
  static boolean stop(ProcessHandle process) {
    send("-STOP", process);
    return reaches(process, true);
  }

  /** Lets it run on; whether it was seen not to be stopped. */
  static boolean resume(ProcessHandle process) {
    send("-CONT", process);
    return reaches(process, false);
  }

  private static void send(String signal, ProcessHandle process) {
    Path kill =
        command()
            .orElseThrow(
                () ->
                    new EnvironmentException(
                        "neither /bin/kill nor /usr/bin/kill is there: install procps"));
    run(kill.toString(), signal, Long.toString(process.pid()));
  }

  private static boolean reaches(ProcessHandle process, boolean stopped) {
    return Waiting.until(STATE_BOUND, POLL_NANOS, () -> stopped(process) == stopped);
  }

  /** Whether the system shows the process as stopped. */
  static boolean stopped(ProcessHandle process) {
    String state = state(process);
    return state.startsWith("T") || state.startsWith("t");
  }

  /** Whether the process runs no more; one whose parent has not looked yet does not. */
  static boolean ended(ProcessHandle process) {
    String state = state(process);
    return !process.isAlive() || state.isEmpty() || state.startsWith("Z") || state.startsWith("X");
  }

  /** One letter, and perhaps more; empty when the process is gone. */
  private static String state(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return process.isAlive()
          ? run("/bin/ps", "-o", "state=", "-p", Long.toString(process.pid())).strip()
          : "";
    }
    try {
      // The second field is the program's name in parentheses and may hold anything.
      String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return line.substring(line.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return "";
    }
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(COMMAND_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new EnvironmentException(
            String.join(" ", command) + " did not end within " + COMMAND_BOUND);
      }
      String output =
          new String(process.getInputStream().readNBytes(10_000), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new EnvironmentException(
            "%s ended with %d: %s"
                .formatted(String.join(" ", command), process.exitValue(), output.strip()));
      }
      return output;
    } catch (IOException e) {
      throw new EnvironmentException(String.join(" ", command) + " can't be run: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted during " + String.join(" ", command), e);
    }
  }
}
