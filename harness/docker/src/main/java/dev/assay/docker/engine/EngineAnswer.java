package dev.assay.docker.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an engine on this machine says when it is asked for a sign of life. Only an engine behind a
 * Unix socket will do: its containers' addresses and its folders are this machine's.
 */
public sealed interface EngineAnswer {
  record Answers(String version, String apiVersion) implements EngineAnswer {}

  record Silent(String reason) implements EngineAnswer {}

  /** Long enough for an engine under load, short enough for {@code --env auto}. */
  Duration BOUND = Duration.ofSeconds(5);

  /** Asks the engine that Testcontainers would use. */
  static EngineAnswer ask() {
    return ask(System.getenv(), BOUND);
  }

  static EngineAnswer ask(Map<String, String> environment, Duration bound) {
    String host = environment.getOrDefault("DOCKER_HOST", "");
    if (!host.isEmpty() && !host.startsWith("unix://")) {
      return new Silent(
          "DOCKER_HOST is %s, and nodes need an engine on this machine, behind a Unix socket"
              .formatted(host));
    }
    List<Path> sockets =
        host.isEmpty()
            ? List.of(
                Path.of("/var/run/docker.sock"),
                Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/run"), "docker.sock"))
            : List.of(Path.of(host.substring("unix://".length())));
    return sockets.stream()
        .filter(Files::exists)
        .findFirst()
        .map(socket -> ask(socket, bound))
        .orElseGet(() -> new Silent("no engine: there is no socket " + sockets.getFirst()));
  }

  private static EngineAnswer ask(Path socket, Duration bound) {
    // An interrupt closes the channel, so that an engine that hangs keeps nothing of us.
    try (ExecutorService asker = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<EngineAnswer> answer = asker.submit(() -> ping(socket));
      try {
        return answer.get(bound.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        answer.cancel(true);
        return new Silent(
            "the engine at %s did not answer within %d s".formatted(socket, bound.toSeconds()));
      } catch (ExecutionException e) {
        throw new IllegalStateException("asking the engine at " + socket + " failed", e);
      } catch (InterruptedException e) {
        answer.cancel(true);
        Thread.currentThread().interrupt();
        return new Silent("interrupted while the engine at %s was asked".formatted(socket));
      }
    }
  }

  private static EngineAnswer ping(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(
          ByteBuffer.wrap(
              "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        // until the engine closes, or more came than a ping's answer can be
      }
      return understood(
          socket, new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new Silent("the engine at %s does not answer: %s".formatted(socket, e.getMessage()));
    }
  }

  private static EngineAnswer understood(Path socket, String answer) {
    if (!answer.startsWith("HTTP/1.") || !answer.lines().findFirst().orElse("").contains(" 200 ")) {
      return new Silent("what answers at %s is not a Docker engine in health".formatted(socket));
    }
    return new Answers(
        header(answer, "Server: \\S+?/(\\S+)"), header(answer, "Api-Version: (\\S+)"));
  }

  private static String header(String answer, String pattern) {
    Matcher matcher = Pattern.compile("(?im)^" + pattern).matcher(answer);
    return matcher.find() ? matcher.group(1) : "unknown";
  }
}
