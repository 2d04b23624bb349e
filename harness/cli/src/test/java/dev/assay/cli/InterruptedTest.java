package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.simulation.Campaign;
import dev.assay.cli.simulation.CampaignCounts;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Seeds;
import dev.assay.cli.simulation.Shard;
import dev.assay.cli.simulation.Swarm;
import dev.assay.history.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is cut short is neither a pass nor a failure, and is told apart from both. */
final class InterruptedTest {
  private static final Swarm SWARM =
      new Swarm(List.of("transfer"), List.of("all"), List.of(), Swarm.Span.USUAL);

  @Test
  void aLifeThatIsCutIsNotJudged() {
    Thread.currentThread().interrupt();
    Life life = Life.of(SWARM.draw(new Seed(3)));

    assertThat(Thread.interrupted()).isFalse();
    assertThat(life.interrupted()).isTrue();
    assertThat(life.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(life.results().cause()).contains("interrupted");
    assertThat(life.results().checks()).hasSize(1);
  }

  @Test
  void aCampaignThatIsCutBeginsNothingMoreAndCountsWhatCameToItsEnd() {
    CampaignCounts counts = new CampaignCounts();
    Campaign campaign =
        new Campaign(
            SWARM,
            new Seeds(1, 1_000_000, Shard.WHOLE),
            new Campaign.Bounds(2, System.nanoTime() + 600_000_000_000L, 1));
    Thread.currentThread().interrupt();
    campaign.live(counts::add);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(counts.lives()).isLessThan(1_000);
    assertThat(counts.verdict()).isIn(Verdict.PASS, Verdict.UNKNOWN);
    assertThat(counts.line(1)).doesNotContain("FAIL", "HARNESS");
  }

  @Test
  void theCommandSaysUnknownWhenItIsStopped(@TempDir Path folder)
      throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.assay.cli.Main",
                "simulate",
                "--for",
                "10m",
                "--runs-dir",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try (var lines = command.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); !line.startsWith("seeds: "); line = lines.readLine()) {
        assertThat(line).isNotNull();
      }
      command.toHandle().destroy();
      String told = String.join("\n", lines.lines().toList());
      assertThat(told).contains("UNKNOWN: interrupted");
    }
    assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(command.exitValue()).isEqualTo(Verdict.UNKNOWN.exitCode());
    assertThat(folder).isEmptyDirectory();
  }
}
