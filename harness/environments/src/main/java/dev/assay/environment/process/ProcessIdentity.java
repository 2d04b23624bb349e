package dev.assay.environment.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which process a number stood for when it was written down. Numbers are used again; a number, a
 * start time and a command line together are not.
 *
 * @param pid its number
 * @param startMillis when it started, in milliseconds since 1970; 0 when the system does not tell
 * @param command hash of its command line
 */
record ProcessIdentity(long pid, long startMillis, String command) {
  /** The system derives start times from a boot time that it corrects now and then. */
  private static final long START_TOLERANCE_MILLIS = 2_000;

  private static final String FORMAT = "([0-9]{1,18}) ([0-9]{1,18}) ([0-9a-f]{64})";

  static ProcessIdentity of(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return new ProcessIdentity(
        process.pid(),
        info.startInstant().map(Instant::toEpochMilli).orElse(0L),
        hash(info.commandLine().or(info::command).orElse("")));
  }

  /** Reads what {@link #toString} wrote; empty for anything else. */
  static Optional<ProcessIdentity> parse(String text) {
    if (!text.matches(FORMAT)) {
      return Optional.empty();
    }
    String[] parts = text.split(" ", -1);
    return Optional.of(
        new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
  }

  /** The process, if it still runs and is for certain the same. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    ProcessIdentity now = of(process);
    return startMillis != 0
        && Math.abs(now.startMillis - startMillis) <= START_TOLERANCE_MILLIS
        && now.command.equals(command);
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return pid + " " + startMillis + " " + command;
  }
}
