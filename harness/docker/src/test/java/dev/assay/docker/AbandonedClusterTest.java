package dev.assay.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.docker.engine.Reaper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** What is left of a cluster whose harness dies: nothing, however it dies. */
final class AbandonedClusterTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path folder;

  @BeforeAll
  static void needsAnEngine() {
    Engine.assumeItAnswers();
  }

  @Test
  void aHarnessThatIsKilledLeavesNothing() throws Exception {
    Process harness = deploy(System.getenv("PATH"));
    harness.destroyForcibly();
    await("the watchdog").atMost(SOON).until(() -> Leftovers.of(harness.pid()).isEmpty());
  }

  @Test
  void aHarnessThatIsKilledTogetherWithItsWatchdogIsCleanedUpAfterAtTheNextStart()
      throws Exception {
    // Without a path no watchdog can be started, which leaves what killing both at once would.
    Process harness = deploy("");
    harness.destroyForcibly().waitFor();
    assertThat(Leftovers.of(harness.pid())).as("two containers, one network").hasSize(3);

    new Reaper(DockerClientFactory.lazyClient()).reapOrphans();
    assertThat(Leftovers.of(harness.pid())).isEmpty();
  }

  @Test
  void aHarnessThatIsInterruptedLeavesNothing() throws Exception {
    Process harness = deploy(System.getenv("PATH"));
    harness.destroy();
    assertThat(harness.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(Leftovers.of(harness.pid())).isEmpty();
    assertThat(folder.resolve("nodes/n1/control")).doesNotExist();
  }

  private Process deploy(String path) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedCluster.class.getName(),
                folder.toString())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().put("PATH", path);
    Process harness = builder.start();
    String line =
        new BufferedReader(new InputStreamReader(harness.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertThat(line).as("see %s", folder.resolve("errors")).isEqualTo("deployed");
    return harness;
  }
}
