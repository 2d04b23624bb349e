package dev.assay.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineAnswerTest {
  private static final Duration BOUND = Duration.ofMillis(300);

  @TempDir Path folder;

  @Test
  void anEngineTellsItsVersions() throws IOException {
    EngineAnswer answer =
        answerOf(
            "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nServer: Docker/20.10.24+dfsg1 (linux)\r\n\r\nOK");
    assertThat(answer).isEqualTo(new EngineAnswer.Answers("20.10.24+dfsg1", "1.41"));
  }

  @Test
  void anEngineThatHangsIsSilentAfterTheBound() throws IOException {
    try (ServerSocketChannel server = listen()) {
      assertThat(ask().reason())
          .contains("did not answer within", server.getLocalAddress().toString());
    }
  }

  @Test
  void anEngineThatReportsAnErrorIsSilent() throws IOException {
    assertThat(answerOf("HTTP/1.1 500 Internal Server Error\r\n\r\n"))
        .isInstanceOfSatisfying(
            EngineAnswer.Silent.class,
            silent -> assertThat(silent.reason()).contains("not a Docker engine"));
  }

  @Test
  void aSocketThatIsMissingIsNamed() {
    assertThat(ask().reason()).contains("no socket", socket().toString());
  }

  @Test
  void anEngineOnAnotherMachineIsRefused() {
    assertThat(EngineAnswer.ask(Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375"), BOUND))
        .isInstanceOfSatisfying(
            EngineAnswer.Silent.class,
            silent ->
                assertThat(silent.reason()).contains("tcp://10.0.0.1:2375", "on this machine"));
  }

  private EngineAnswer answerOf(String response) throws IOException {
    try (ServerSocketChannel server = listen()) {
      Thread.ofVirtual().start(() -> respond(server, response));
      return EngineAnswer.ask(environment(), Duration.ofSeconds(10));
    }
  }

  private static void respond(ServerSocketChannel server, String response) {
    try (SocketChannel client = server.accept()) {
      client.read(ByteBuffer.allocate(1000));
      client.write(ByteBuffer.wrap(response.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private EngineAnswer.Silent ask() {
    return (EngineAnswer.Silent) EngineAnswer.ask(environment(), BOUND);
  }

  private ServerSocketChannel listen() throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket()));
  }

  private Map<String, String> environment() {
    return Map.of("DOCKER_HOST", "unix://" + socket());
  }

  private Path socket() {
    return folder.resolve("s");
  }
}
