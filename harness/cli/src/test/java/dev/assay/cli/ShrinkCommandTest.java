package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.simulation.Simulated;
import dev.assay.history.History;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failed runs lived again, and made small. */
final class ShrinkCommandTest {
  @TempDir private Path folder;

  @Test
  void aFailedRunBecomesAFewOperationsAndAFewFaults() throws IOException {
    fail("no-dedup", "isolate-leader");
    Invoked shrunk = assay("shrink", latest().path().toString(), "--for", "120s");

    assertThat(shrunk.exitCode()).as(shrunk.out() + shrunk.err()).isEqualTo(1);
    History history = HistoryReader.read(latest().historyFile());
    assertThat(history.clientOperations()).as(shrunk.out()).hasSizeLessThanOrEqualTo(12);
    assertThat(history.faults()).as(shrunk.out()).hasSizeLessThanOrEqualTo(5);
    assertThat(shrunk.out()).contains("leads in epoch", "FAIL ");
    assertThat(latest().scheduleFile()).exists();
    String name = shrunk.out().replaceAll("(?s).*test: \\S*/(Seed\\d+Test.java)\n.*", "$1");
    String test = Files.readString(latest().path().resolve(name));
    String json = test.replaceAll("(?s).*\"\"\"\\n(.*)\"\"\".*", "$1");
    assertThat(Simulated.live(json).verdict()).isEqualTo(Verdict.FAIL);

    Invoked again = assay("replay", latest().path().toString(), "--times", "2");
    assertThat(again.out()).contains("1: FAIL: ", "failed ", " of 2 times, ");
  }

  @Test
  void aRunIsLivedAgainToTheByteAndThenInOtherWorlds() throws IOException {
    fail("no-dedup", "none");
    Invoked again = assay("replay", latest().path().toString(), "--times", "3");

    assertThat(again.out()).contains("failed 3 of 3 times, 3 times for the same reason");
    assertThat(again.exitCode()).isEqualTo(1);
  }

  @Test
  void whatDoesNotFailCanNotBeShrunk() throws IOException {
    Invoked.assay(
        "run",
        "--env",
        "sim",
        "--seed",
        "3",
        "--nodes",
        "3",
        "--time-limit",
        "5s",
        "--runs-dir",
        folder.toString());
    Invoked refused = assay("shrink", latest().path().toString());

    assertThat(refused.err()).contains("there is nothing to shrink");
    assertThat(refused.exitCode()).isEqualTo(254);
  }

  private void fail(String mutant, String faults) {
    Invoked failed =
        assay(
            "simulate", "--seeds", "1..20", "--jobs", "1", "--mutant", mutant, "--faults", faults);
    assertThat(failed.exitCode()).as(failed.out() + failed.err()).isEqualTo(1);
  }

  private Invoked assay(String command, String... more) {
    String[] args = new String[more.length + (command.equals("replay") ? 1 : 3)];
    args[0] = command;
    System.arraycopy(more, 0, args, 1, more.length);
    if (!command.equals("replay")) {
      args[more.length + 1] = "--runs-dir";
      args[more.length + 2] = folder.toString();
    }
    return Invoked.assay(args);
  }

  private RunDirectory latest() throws IOException {
    return new RunDirectory(folder.resolve("latest").toRealPath());
  }
}
