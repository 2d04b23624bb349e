package dev.assay.docker.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Who owns a container or network: a label on each, from which anybody can tell later whether that
 * owner still lives.
 *
 * @param run name of one deployment, unique
 * @param pid process of the owner
 * @param startMillis when that process was started, since pids come again
 * @param machine the boot and the pid namespace within which the pid means something
 */
public record Ownership(String run, long pid, long startMillis, String machine) {
  private static final String RUN = "dev.assay.run";
  private static final String PID = "dev.assay.owner.pid";
  private static final String START = "dev.assay.owner.start";
  private static final String MACHINE = "dev.assay.owner.machine";

  /** Linux gives a start time in ticks since a boot time that is only known to the second. */
  private static final long START_TOLERANCE_MILLIS = 2_000;

  /** The label that everything of ours has. */
  public static final String LABEL = RUN;

  /** A new deployment of this process. */
  public static Ownership mine(int number) {
    ProcessHandle self = ProcessHandle.current();
    long start = startMillis(self);
    return new Ownership(
        "%d-%d-%d".formatted(start, self.pid(), number), self.pid(), start, thisMachine());
  }

  public Map<String, String> labels() {
    return Map.of(
        RUN, run, PID, Long.toString(pid), START, Long.toString(startMillis), MACHINE, machine);
  }

  /** Empty when the labels are not ours, or broken. */
  static Optional<Ownership> of(Map<String, String> labels) {
    try {
      return Optional.of(
          new Ownership(
              labels.getOrDefault(RUN, ""),
              Long.parseLong(labels.getOrDefault(PID, "")),
              Long.parseLong(labels.getOrDefault(START, "")),
              labels.getOrDefault(MACHINE, "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether the owner is gone for certain; not when it may live where we can't see it. */
  boolean isGone() {
    String here = thisMachine();
    if (!machine.equals(here)) {
      // The same boot in another pid namespace: a harness in a container, perhaps alive.
      return !boot(machine).equals(boot(here));
    }
    Optional<ProcessHandle> owner = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return owner.isEmpty()
        || Math.abs(startMillis(owner.get()) - startMillis) > START_TOLERANCE_MILLIS;
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String boot(String machine) {
    return machine.substring(0, Math.max(0, machine.indexOf('/')));
  }

  private static String thisMachine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + "/"
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return "unknown/unknown";
    }
  }
}
