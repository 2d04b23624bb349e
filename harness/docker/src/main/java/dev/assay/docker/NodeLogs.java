package dev.assay.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.assay.harness.system.NodeId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what nodes write into the run directory while they write it. The engine ends a stream when
 * its container ends, and a new stream tells everything from the start again; each line comes with
 * the engine's time, which tells what was brought already.
 */
final class NodeLogs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLogs.class);
  private static final Duration DRAIN_BOUND = Duration.ofSeconds(5);

  private final DockerClient client;
  private final Path runDirectory;
  private final Map<NodeId, NodeLog> logs = new ConcurrentHashMap<>();

  NodeLogs(DockerClient client, Path runDirectory) {
    this.client = client;
    this.runDirectory = runDirectory;
  }

  /** Call it each time after the node was started. */
  void follow(Pod pod) {
    NodeLog log =
        logs.computeIfAbsent(
            pod.node(), node -> new NodeLog(runDirectory.resolve("nodes/" + node + "/node.log")));
    client
        .logContainerCmd(pod.container())
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .withTimestamps(true)
        .withSince((int) log.last().getEpochSecond())
        .exec(log.stream());
  }

  /** Waits, within a bound, until the streams of containers that ended are at their end. */
  @Override
  public void close() {
    logs.values().forEach(NodeLog::close);
  }

  /** One file, written to by one stream after the other. */
  private static final class NodeLog {
    private final Path file;
    private Instant last = Instant.EPOCH;
    private ResultCallback.Adapter<Frame> stream = new ResultCallback.Adapter<>();

    NodeLog(Path file) {
      this.file = file;
    }

    synchronized Instant last() {
      return last;
    }

    synchronized ResultCallback.Adapter<Frame> stream() {
      stream =
          new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
              append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
          };
      return stream;
    }

    private synchronized void append(String line) {
      int space = line.indexOf(' ');
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        Instant time = Instant.parse(line.substring(0, Math.max(0, space)));
        if (time.isAfter(last)) {
          last = time;
          out.write(line.substring(space + 1).getBytes(StandardCharsets.UTF_8));
        }
      } catch (DateTimeParseException e) {
        LOG.debug("not a log line of the engine: {}", line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void close() {
      try {
        ResultCallback.Adapter<Frame> open;
        synchronized (this) {
          open = stream;
        }
        open.awaitCompletion(DRAIN_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        open.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        LOG.debug("the end of {} could not be had: {}", file, e.getMessage());
      }
    }
  }
}
