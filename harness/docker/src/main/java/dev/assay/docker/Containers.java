package dev.assay.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import dev.assay.harness.environment.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What we do with containers, each total: a container that is already as wanted stays so. Any
 * thread.
 */
final class Containers {
  private static final Duration FREEZE_BOUND = Duration.ofSeconds(20);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);
  private static final int OUTPUT_CHARACTERS_MAX = 64 * 1024;

  private final DockerClient client;

  Containers(DockerClient client) {
    this.client = client;
  }

  sealed interface State {
    record Running() implements State {}

    record Paused() implements State {}

    /**
     * Has ended.
     *
     * @param code 137 after SIGKILL
     * @param outOfMemory whether it died of its memory limit
     */
    record Exited(long code, boolean outOfMemory) implements State {}
  }

  State state(String id) {
    InspectContainerResponse.ContainerState state =
        client.inspectContainerCmd(id).exec().getState();
    if (Boolean.TRUE.equals(state.getPaused())) {
      return new State.Paused();
    }
    if (Boolean.TRUE.equals(state.getRunning())) {
      return new State.Running();
    }
    return new State.Exited(
        Objects.requireNonNullElse(state.getExitCodeLong(), -1L),
        Boolean.TRUE.equals(state.getOOMKilled()));
  }

  /** SIGKILL, also to a paused container. */
  void kill(String id) {
    try {
      client.killContainerCmd(id).withSignal("KILL").exec();
    } catch (ConflictException e) {
      // is not running
    }
  }

  void start(String id) {
    try {
      client.startContainerCmd(id).exec();
    } catch (NotModifiedException e) {
      // runs already
    }
  }

  /**
   * Freezes every thread. With control groups of version 1 the kernel may refuse on a machine under
   * load, and asks to be asked again.
   */
  void pause(String id) {
    long deadline = System.nanoTime() + FREEZE_BOUND.toNanos();
    while (state(id) instanceof State.Running) {
      try {
        client.pauseContainerCmd(id).exec();
      } catch (InternalServerErrorException e) {
        if (System.nanoTime() > deadline) {
          throw new EnvironmentException(
              "a container could not be paused within %d s: %s"
                  .formatted(FREEZE_BOUND.toSeconds(), e.getMessage()),
              e);
        }
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
  }

  void resume(String id) {
    if (state(id) instanceof State.Paused) {
      client.unpauseContainerCmd(id).exec();
    }
  }

  /** The end of what the container wrote. */
  String logTail(String id, int lines) {
    Output output = new Output();
    try {
      client
          .logContainerCmd(id)
          .withStdOut(true)
          .withStdErr(true)
          .withTail(lines)
          .exec(output)
          .awaitCompletion(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return output.text();
  }

  /**
   * Runs a command in a container that runs and returns what it wrote.
   *
   * @throws EnvironmentException when it fails, or takes longer
   */
  String exec(String id, Duration bound, List<String> command) {
    String exec =
        client
            .execCreateCmd(id)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd(command.toArray(String[]::new))
            .exec()
            .getId();
    try (Output output = new Output()) {
      if (!client
          .execStartCmd(exec)
          .exec(output)
          .awaitCompletion(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EnvironmentException(
            "'%s' took longer than %s in a container".formatted(command.getFirst(), bound));
      }
      Long code = client.inspectExecCmd(exec).exec().getExitCodeLong();
      if (code == null || code != 0) {
        throw new EnvironmentException(
            "'%s' ended with %s in a container: %s"
                .formatted(command.getFirst(), code, output.text().strip()));
      }
      return output.text();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException(
          "interrupted while '%s' ran in a container".formatted(command.getFirst()), e);
    } catch (IOException e) {
      throw new EnvironmentException(
          "the output of '%s' could not be closed".formatted(command.getFirst()), e);
    }
  }

  /** Keeps the first of what a container writes, within a bound. */
  private static final class Output extends ResultCallback.Adapter<Frame> {
    private final StringBuilder text = new StringBuilder();

    @Override
    public synchronized void onNext(Frame frame) {
      String more = new String(frame.getPayload(), StandardCharsets.UTF_8);
      text.append(more, 0, Math.min(more.length(), OUTPUT_CHARACTERS_MAX - text.length()));
    }

    synchronized String text() {
      return text.toString();
    }
  }
}
