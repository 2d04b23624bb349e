package dev.assay.docker.engine;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that removes a deployment as soon as this one dies, even by kill -9: it waits at
 * the other end of a pipe that nobody writes to. Needs the docker command and setsid; where they
 * are missing, the next start's {@link Reaper} does the work instead.
 */
public final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private static final String SCRIPT =
      """
      cat > /dev/null
      filter="label=%s=$1"
      containers=$(docker ps --all --quiet --filter "$filter")
      [ -z "$containers" ] || docker rm --force --volumes $containers
      networks=$(docker network ls --quiet --filter "$filter")
      [ -z "$networks" ] || docker network rm $networks
      """
          .formatted(Ownership.LABEL);

  private final Process process;

  private Watchdog(Process process) {
    this.process = process;
  }

  /** In a session of its own, so that Ctrl-C in a terminal does not end it too. */
  public static Optional<Watchdog> start(Ownership ownership) {
    try {
      return Optional.of(
          new Watchdog(
              new ProcessBuilder("setsid", "sh", "-c", SCRIPT, "assay-watchdog", ownership.run())
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start()));
    } catch (IOException e) {
      LOG.debug("no watchdog: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Ends the child without any removal: the deployment is gone already. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
