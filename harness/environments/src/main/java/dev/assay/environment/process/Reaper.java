package dev.assay.environment.process;

import dev.assay.harness.environment.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends and removes what a harness left behind that was killed before it could do so itself. A
 * process is ended only if its number, start time and command line are those written down when it
 * was started; a work folder is removed only when its owner is gone.
 */
public final class Reaper {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final Duration EXIT_BOUND = Duration.ofSeconds(10);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Reaper() {}

  /**
   * Cleans up after every dead harness of this user.
   *
   * @return the numbers of the processes that were ended
   * @throws EnvironmentException when a process did not end or a folder could not be read
   */
  public static List<Long> reap(ProcessOptions options) {
    Path shared = WorkFolder.shared(options.workRoot());
    List<Long> ended = new ArrayList<>();
    try {
      for (WorkFolder folder : WorkFolder.existing(shared)) {
        if (!folder.owned()) {
          List<ProcessHandle> left = folder.running();
          left.forEach(Reaper::end);
          left.forEach(it -> ended.add(it.pid()));
          folder.remove();
          LOG.info("removed {} of a harness that was killed, ended {}", folder, left);
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException("cleaning up " + shared + " failed: " + e, e);
    }
    return ended;
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    if (!Waiting.until(EXIT_BOUND, POLL_NANOS, () -> Signals.ended(process))) {
      throw new EnvironmentException(
          "process " + process.pid() + " of a dead harness did not end within " + EXIT_BOUND);
    }
  }
}
