package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Campaigns of seeds, from the command line to what a failing one leaves. */
final class SimulateCommandTest {
  @TempDir private Path folder;

  @Test
  void honestLedgerPassesAndLeavesNothing() {
    Invoked campaign = simulate("--seeds", "1..6");

    assertThat(campaign.out()).contains("6 runs: 6 PASS; ", "PASS: every run");
    assertThat(campaign.exitCode()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void failingSeedIsLivedAgainIntoARunDirectoryAndSaysHowToRepeatIt() throws IOException {
    Invoked campaign =
        simulate("--seeds", "1..40", "--jobs", "1", "--mutant", "no-dedup", "--faults", "all");

    assertThat(campaign.exitCode()).isEqualTo(1);
    String repeat = campaign.out().replaceAll("(?s).*repeat: \\./assay ([^\\n]*).*", "$1");
    RunDirectory latest = new RunDirectory(folder.resolve("latest").toRealPath());
    assertThat(Results.read(latest.resultsFile()).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(campaign.out()).contains("report: ");
    assertThat(latest.reportFile()).exists();
    Invoked again = Invoked.assay((repeat + " --runs-dir " + folder.resolve("again")).split(" "));
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(cause(again)).isEqualTo(cause(campaign));
  }

  @Test
  void hashTellsWhetherTheSameThingsHappened() {
    String hash = hash(simulate("--seeds", "1..4", "--jobs", "1"));

    assertThat(hash(simulate("--seeds", "1..4", "--jobs", "3"))).isEqualTo(hash);
    assertThat(hash(simulate("--seeds", "1..3", "--jobs", "1"))).isNotEqualTo(hash);
  }

  @Test
  void shardsShareTheSeeds() {
    assertThat(simulate("--seeds", "10..13", "--shard", "1/3").out()).contains("2 runs: 2 PASS");
    assertThat(simulate("--seeds", "10..13", "--shard", "2/3").out()).contains("1 runs: 1 PASS");
    assertThat(simulate("--seeds", "10..13", "--shard", "3/3").out()).contains("1 runs: 1 PASS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds 9..1 | the smaller one first",
        "--seeds one | neither a seed nor a range",
        "--seeds 99999999999999999999..2 | --seeds",
        "--for 0s | --for 0ms is not within 1s..24h",
        "--jobs 0 | --jobs 0 is not within 1..256",
        "--shard 5/4 | shard 5/4",
        "--shard all | is not a part such as 1/4",
        "--max-failures 0 | --max-failures 0",
        "--mutant no-dedupe | did you mean 'no-dedup'",
        "--mutant h10-renderer-throws | of which simulate renders none but of failures",
        "--mutant h8-no-contention | 'assay run --env sim --mutant h8-no-contention'",
        "--mutant h1-idle-nemesis --faults none | breaks the nemesis: add --faults",
        "--mutant h5-clock-without-effect --faults kill | breaks faults of clocks: add --faults",
        "--workload registers | did you mean 'register'",
        "--faults kil | did you mean 'kill'"
      })
  void oneLineSaysWhatIsWrong(String args, String part) {
    Invoked refused = simulate(args.split(" "));

    assertThat(refused.err()).contains(part);
    assertThat(refused.exitCode()).isEqualTo(254);
    assertThat(folder).isEmptyDirectory();
  }

  private static String hash(Invoked campaign) {
    return campaign
        .out()
        .lines()
        .filter(line -> line.matches("hash: [0-9a-f]{16}"))
        .findFirst()
        .orElseThrow();
  }

  private static String cause(Invoked campaign) {
    return campaign
        .out()
        .lines()
        .filter(line -> line.matches("seed \\d+ FAIL: .*"))
        .findFirst()
        .orElseThrow();
  }

  private Invoked simulate(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "simulate";
    args[1] = "--runs-dir";
    args[2] = folder.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return Invoked.assay(args);
  }
}
