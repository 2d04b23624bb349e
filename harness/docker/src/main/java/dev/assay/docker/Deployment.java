package dev.assay.docker;

import com.github.dockerjava.api.DockerClient;
import dev.assay.docker.engine.Ownership;
import dev.assay.docker.engine.Reaper;
import dev.assay.docker.engine.Watchdog;
import dev.assay.harness.control.ControlledCrashes;
import dev.assay.harness.control.ControlledDisks;
import dev.assay.harness.system.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one deployment leaves in the engine and on this machine until it is closed: by its owner,
 * when the harness ends in good order or by a signal, or by the watchdog when it is killed. Any
 * thread.
 */
final class Deployment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final DockerClient client;
  private final Ownership ownership;
  private final NodeLogs logs;
  private final List<Path> controls;
  private final Optional<Watchdog> watchdog;
  private final Thread hook = new Thread(this::close, "docker-close");
  private boolean closed;

  Deployment(DockerClient client, Ownership ownership, Path runDirectory, List<NodeId> nodes) {
    this.client = client;
    this.ownership = ownership;
    this.logs = new NodeLogs(client, runDirectory);
    this.controls = nodes.stream().map(node -> Pod.control(runDirectory, node)).toList();
    this.watchdog = Watchdog.start(ownership);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  DockerClient client() {
    return client;
  }

  Ownership ownership() {
    return ownership;
  }

  NodeLogs logs() {
    return logs;
  }

  /**
   * Whoever comes second waits for the first: the machine must not end while somebody still
   * removes.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    new Reaper(client).removeAll(ownership);
    logs.close();
    controls.forEach(Deployment::removeControl);
    watchdog.ifPresent(Watchdog::close);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook itself is what runs.
    }
  }

  private static void removeControl(Path control) {
    try {
      Files.deleteIfExists(control.resolve(Pod.CLOCK));
      Files.deleteIfExists(control.resolve(Pod.NEXT_CLOCK));
      for (String file : ControlledCrashes.FILES) {
        Files.deleteIfExists(control.resolve(file));
      }
      for (String file : ControlledDisks.FILES) {
        Files.deleteIfExists(control.resolve(file));
      }
      Files.deleteIfExists(control);
    } catch (IOException e) {
      LOG.warn("{} stays: {}", control, e.getMessage());
    }
  }
}
