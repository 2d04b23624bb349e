package dev.assay.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.SubmitResult;
import dev.assay.node.security.Security;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client may conclude from a call that failed. */
class GrpcTransportTest {
  private static SubmitResult submit(int port, Duration timeout) {
    CompletableFuture<SubmitResult> result = new CompletableFuture<>();
    try (LedgerClient client =
        LedgerClient.connect("127.0.0.1", port, new Security.Plaintext(), Optional.empty())) {
      client.submit(TransferContract.open("o-a", "a", 1), timeout, result::complete);
      return result.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void refusedConnectionIsDefinite() throws IOException {
    int free;
    try (ServerSocket socket = listen()) {
      free = socket.getLocalPort();
    }
    assertThat(submit(free, Duration.ofSeconds(5))).isInstanceOf(SubmitResult.NotSent.class);
  }

  @Test
  void connectionThatBreaksAfterTheRequestIsUnknown() throws IOException {
    try (ServerSocket socket = listen()) {
      Thread.ofVirtual().start(() -> takeAndHangUp(socket));
      assertThat(submit(socket.getLocalPort(), Duration.ofSeconds(5)))
          .isInstanceOf(SubmitResult.Unknown.class);
    }
  }

  /** Says that it speaks HTTP/2, waits for the request, and goes. */
  private static void takeAndHangUp(ServerSocket socket) {
    try (Socket connection = socket.accept()) {
      byte[] emptySettings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
      byte[] settingsAcknowledged = {0, 0, 0, 4, 1, 0, 0, 0, 0};
      connection.getOutputStream().write(emptySettings);
      connection.getOutputStream().write(settingsAcknowledged);
      InputStream in = connection.getInputStream();
      byte[] chunk = new byte[4096];
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf("o-a") < 0) {
        int count = in.read(chunk);
        if (count < 0) {
          return;
        }
        seen.append(new String(chunk, 0, count, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // The client's answer tells the test.
    }
  }

  @Test
  void serverThatNeverAnswersLeavesItUnknownInTime() throws IOException {
    try (ServerSocket socket = listen()) {
      long start = System.nanoTime();
      assertThat(submit(socket.getLocalPort(), Duration.ofMillis(300)))
          .isInstanceOf(SubmitResult.Unknown.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }
}
