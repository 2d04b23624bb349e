package dev.assay.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.node.security.Credentials;
import dev.assay.node.security.Identity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real command against real nodes. */
class LedgerCommandTest {
  @TempDir static Path folder;
  private static List<Process> cluster = new ArrayList<>();

  /** What a command printed, and how it ended. */
  private record Ran(int code, String out, String err) {}

  @BeforeAll
  static void startCluster() throws IOException {
    int port = freeStretch();
    Process process =
        start("cluster", "--size", "3", "--port", Integer.toString(port), "--folder", at());
    cluster.add(process);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      if (line.startsWith("ready")) {
        return;
      }
    }
    throw new AssertionError(
        "the cluster did not start: %s %s"
            .formatted(
                said, new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)));
  }

  @AfterAll
  static void stopCluster() throws InterruptedException {
    for (Process process : cluster) {
      process.toHandle().destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the cluster did not stop when told to");
      }
    }
  }

  private static String at() {
    return folder.resolve("cluster").toString();
  }

  /** The first of three ports that are free now. */
  private static int freeStretch() throws IOException {
    for (int attempt = 0; attempt < 50; attempt++) {
      try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          ServerSocket second =
              new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress());
          ServerSocket third =
              new ServerSocket(first.getLocalPort() + 2, 1, InetAddress.getLoopbackAddress())) {
        assertThat(second.getLocalPort()).isLessThan(third.getLocalPort());
        return first.getLocalPort();
      } catch (IOException taken) {
        // Try others.
      }
    }
    throw new IOException("no three free ports in a row");
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path", "")),
                LedgerMain.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  /** In a process of its own, as people do. */
  private static Ran asProcess(String line) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
    words.addAll(List.of("--folder", at()));
    Process process = start(words.toArray(String[]::new));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, err);
  }

  /** The same in this process, which is quicker. */
  private static Ran run(String line) {
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
    if (!line.contains("--folder")) {
      words.addAll(List.of("--folder", at()));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        LedgerMain.execute(
            new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void walkThroughOfTwoAccounts() throws Exception {
    assertThat(asProcess("open a 100").code()).isZero();
    assertThat(asProcess("open b 200").out()).contains("applied");
    assertThat(asProcess("transfer a b 10").code()).isZero();
    Ran read = asProcess("balance a --json");
    assertThat(read.out()).matches("\\{\"account\":\"a\",\"balance\":90,\"block\":[0-9]+}\n");
    assertThat(read.err()).isEmpty();
    assertThat(run("balances --json").out())
        .contains("{\"account\":\"a\",\"balance\":90}", "{\"account\":\"b\",\"balance\":210}");
    assertThat(run("balance b").out().lines().toList().getFirst())
        .isEqualTo("account  balance  block");
  }

  @Test
  void sameIdTwiceIsOneTransfer() {
    assertThat(run("open once 5").code()).isZero();
    assertThat(run("open twice 5").code()).isZero();
    Ran first = run("transfer once twice 3 --id x-1 --json");
    assertThat(first.code()).isZero();
    assertThat(run("transfer once twice 3 --id x-1 --json").out()).isEqualTo(first.out());
    assertThat(run("balance once --json").out()).contains("\"balance\":2");
  }

  @Test
  void overdraftIsRefusedWithItsReason() {
    assertThat(run("open poor 1").code()).isZero();
    assertThat(run("open rich 1").code()).isZero();
    Ran refused = run("transfer poor rich 2");
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.out()).contains("refused: overdraft");
  }

  @Test
  void otherContractsAndChannels() {
    assertThat(run("register write k v").code()).isZero();
    assertThat(run("register cas k v w").out()).contains("applied");
    assertThat(run("register cas k v x").code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("register read k --json").out()).contains("\"value\":\"w\"");
    assertThat(run("run set add s 7").code()).isZero();
    assertThat(run("ask set elements s --json").out()).contains("[\"7\"]");
    assertThat(run("channel create side").code()).isZero();
    assertThat(run("channel list").out()).contains("main", "side");
    assertThat(run("open a 1 --channel side").code()).isZero();
    assertThat(run("balance a --channel side --json").out()).contains("\"balance\":1");
  }

  @Test
  void statusNamesEveryNodeAndOnePrimary() {
    Ran status = run("status --json");
    assertThat(status.out())
        .contains("\"node\":\"n1\"", "\"node\":\"n2\"", "\"node\":\"n3\"")
        .containsOnlyOnce("\"role\":\"primary\"");
    assertThat(run("status").out().lines()).hasSize(4);
  }

  @Test
  void chainIsListed() {
    assertThat(run("open listed 1").code()).isZero();
    assertThat(run("chain --count 1").out().lines().toList().getFirst()).startsWith("block  hash");
    assertThat(run("chain --count 1 --json").out()).contains("\"number\":1,").startsWith("{");
  }

  @Test
  void chainAndTransactionAreVerifiedWithoutBelief() {
    assertThat(run("open proven 1 --id p-1").code()).isZero();
    // Every node must have the block before all are compared where all are.
    Awaitility.await().until(() -> run("verify p-1 --json").code() == ExitCode.DONE);
    assertThat(run("verify p-1 --json").out())
        .contains("\"transaction\":\"p-1\"", "\"result\":\"applied\"", "\"verified\":true");
    assertThat(run("verify").out().lines()).hasSize(4);
    Ran missing = run("verify p-2");
    assertThat(missing.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(missing.err()).contains("no node has a proof of transaction p-2");
  }

  @Test
  void whoHasNoCertificateOfTheClusterIsRefused() throws IOException {
    Path strangers = folder.resolve("strangers");
    Ran made = run("certificates " + strangers + " --client eve --node n9 --folder x --json");
    assertThat(made.code()).isZero();
    Credentials eve = Credentials.read(strangers.resolve("eve"));
    assertThat(eve.identity()).contains(Identity.client("eve"));
    Ran refused = run("balance a --timeout 2 --certificates " + strangers.resolve("eve"));
    assertThat(refused.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(refused.err()).contains("it is not of an authority that is trusted here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opne a 1 | 254 | ledger: Unmatched arguments",
        "open a | 254 | ledger: Missing required parameter",
        "open a x | 254 | ledger: Invalid value for positional parameter",
        "balance nobody | 1 | ledger: there is no account nobody",
        "open a/b 1 | 1 | ledger: ",
        "balance a --folder nowhere | 254 | ledger: no cluster in nowhere: start one with",
        "status --nodes n1 | 254 | ledger: 'n1' is not NAME=HOST:PORT",
        "cluster --size 10 | 254 | ledger: --size 10 is not within 1..9",
        "certificates x --node N_1 | 254 | ledger: 'N_1' can't be in a certificate",
        "member ad | 254 | ledger: Unmatched arguments",
        "transfer-leader n7 --timeout 2 | 1 | ledger: ",
        "balance a --nodes n1=127.0.0.1:1 --timeout 1 | 3 | ledger: the query did not happen: n1",
      })
  void wrongUseGetsOneClearLine(String line, int code, String message) {
    Ran ran = run(line.strip());
    assertThat(ran.err()).startsWith(message.strip());
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out()).isEmpty();
  }
}
