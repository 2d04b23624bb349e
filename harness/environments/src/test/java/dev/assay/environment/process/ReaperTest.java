package dev.assay.environment.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of nodes whose harness is killed. */
class ReaperTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Path shared;

  @BeforeEach
  void nameTheFolder() {
    shared = folder.resolve("assay-" + System.getProperty("user.name"));
  }

  /** A harness of its own: deploys two nodes, pauses the second, tells their folder, and waits. */
  static final class Harness {
    private Harness() {}

    public static void main(String[] args) throws IOException {
      Cluster cluster =
          new ProcessEnvironment(options(Path.of(args[0])))
              .deploy(
                  new ClusterPlan(
                      new ToySystem(),
                      List.of(NodeId.of(1), NodeId.of(2)),
                      List.of(),
                      Path.of(args[0], "run"),
                      new Seed(1)));
      cluster.capabilities().processes().orElseThrow().pause(Set.of(NodeId.of(2)));
      System.out.println("ready");
      if (System.in.read() < 0) {
        cluster.close();
      }
    }
  }

  private static ProcessOptions options(Path workRoot) {
    ProcessOptions usual = ProcessOptions.defaults();
    return new ProcessOptions(
        usual.javaExecutable(), workRoot, Optional.empty(), usual.startBound());
  }

  private Process harness() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessOptions.defaults().javaExecutable().toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Harness.class.getName(), folder.toString()));
    Process harness =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line =
        new BufferedReader(new InputStreamReader(harness.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertThat(line).isEqualTo("ready");
    return harness;
  }

  private List<ProcessHandle> nodes() throws IOException {
    List<ProcessHandle> nodes = new ArrayList<>();
    try (Stream<Path> clusters = Files.list(shared)) {
      for (Path cluster : clusters.toList()) {
        for (String line : Files.readAllLines(cluster.resolve("processes"))) {
          if (line.startsWith("node ")) {
            ProcessIdentity.parse(line.substring(5))
                .flatMap(ProcessIdentity::find)
                .ifPresent(nodes::add);
          }
        }
      }
    }
    return nodes;
  }

  @Test
  void nextHarnessEndsWhatAKilledOneLeft() throws IOException, InterruptedException {
    Process harness = harness();
    List<ProcessHandle> nodes = nodes();
    assertThat(nodes).hasSize(2);
    ProcessHandle paused = nodes.stream().filter(Signals::stopped).findFirst().orElseThrow();
    ProcessHandle awake = nodes.getFirst().equals(paused) ? nodes.getLast() : nodes.getFirst();
    assertThat(Reaper.reap(options(folder))).isEmpty();

    harness.destroyForcibly().waitFor();
    await().atMost(SOON).until(() -> Signals.ended(awake));
    assertThat(Signals.ended(paused)).isFalse();

    assertThat(Reaper.reap(options(folder))).containsExactly(paused.pid());
    assertThat(Signals.ended(paused)).isTrue();
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  void harnessThatIsToldToEndLeavesNothing() throws IOException, InterruptedException {
    Process harness = harness();
    List<ProcessHandle> nodes = nodes();

    harness.getOutputStream().close();

    assertThat(harness.waitFor()).isZero();
    assertThat(nodes).hasSize(2).allMatch(Signals::ended);
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  void processThatIsNotTheOneWrittenDownIsLeftAlone() throws IOException {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
    ProcessIdentity dead =
        new ProcessIdentity(self.pid(), self.startMillis() - 60_000, self.command());
    ProcessIdentity other = new ProcessIdentity(self.pid(), self.startMillis(), "0".repeat(64));
    Path left = Files.createDirectories(WorkFolder.shared(folder).resolve("cluster-1"));
    Files.write(
        left.resolve("processes"),
        List.of("owner " + dead, "node " + dead, "node " + other, "node 1", "rubbish"));

    assertThat(Reaper.reap(options(folder))).isEmpty();
    assertThat(left).doesNotExist();
  }
}
