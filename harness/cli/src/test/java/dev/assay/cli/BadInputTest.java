package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class BadInputTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--env dokcer | did you mean 'docker'",
        "--env sim --faults kil | did you mean 'kill'",
        "--env sim --faults none,kill | --faults none goes alone",
        "--env sim --mutant no-dedupe | did you mean 'no-dedup'",
        "--env sim --workload transfers | did you mean 'transfer'",
        "--env sim --system leger | did you mean 'ledger'",
        "--env sim --nodes 2 | --nodes 2 is not within 3..9",
        "--env sim --nodes ten | --nodes",
        "--env sim --rate 0 | --rate 0 is not within 1..100000",
        "--env sim --concurrency 1001 | --concurrency 1001 is not within 1..1000",
        "--env sim --repeat 0 | --repeat 0 is not within 1..10000",
        "--env sim --time-limit 60 | is not a duration",
        "--env sim --time-limit 25h | is not within 1s..24h",
        "--env sim --schedule nowhere.json | nowhere.json",
        "--env sim --schedule nowhere.json --faults kill | takes the place of --faults",
        "--env sim --toxiproxy http://127.0.0.1:1 | --toxiproxy goes with --env process only",
        "--env sim --keep-running | --keep-running goes with real nodes",
        "--env process --faults power-all | can't do",
        "--env process --faults power | fault 'power' loses unsynced writes",
        "--env process --faults disk-short-reads | between a node and its kernel",
        "--env process --faults lossy-links | changes messages, which TCP hides from nodes",
        "--envv sim | --envv",
      })
  void oneLineSaysWhatIsWrong(String args, String part) {
    Invoked run = run(args.split(" "));

    assertThat(run.err()).contains(part);
    assertThat(run.err().lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(2);
    assertThat(run.exitCode()).isEqualTo(254);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void runsDirectoryThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Invoked run = Invoked.assay("run", "--env", "sim", "--runs-dir", file.toString());

    assertThat(run.err()).contains(file.toString()).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(254);
  }

  @Test
  void unknownCommandNamesTheNearest() {
    Invoked run = Invoked.assay("chekc");

    assertThat(run.err()).contains("check");
    assertThat(run.exitCode()).isEqualTo(254);
  }

  @Test
  void emptyHistoryIsNamed() throws IOException {
    Path history = Files.createFile(folder.resolve("history.jsonl"));

    Invoked check = Invoked.assay("check", history.toString());

    assertThat(check.err()).contains(history.toString(), "empty");
    assertThat(check.exitCode()).isEqualTo(254);
  }

  @Test
  void brokenLineInTheMiddleIsNamedAndTheRestIsCheckedOnlyWhenAskedTo() throws IOException {
    Path history = folder.resolve("history.jsonl");
    Files.write(
        history,
        List.of(
            "{\"index\":0,\"time\":1,\"process\":0,\"type\":\"invoke\",\"f\":\"read-all\",\"value\":{}}",
            "{\"index\":1,\"time\":2,\"pro",
            "{\"index\":2,\"time\":3,\"process\":0,\"type\":\"fail\",\"f\":\"read-all\",\"value\":{},\"error\":\"x\"}"));

    Invoked check = Invoked.assay("check", history.toString());
    assertThat(check.err()).contains(history.toString(), "2");
    assertThat(check.exitCode()).isEqualTo(254);

    Invoked part = Invoked.assay("check", "--readable-part", history.toString());
    assertThat(part.out()).contains("left out: ").contains(history.toString());
    assertThat(part.exitCode()).isLessThan(254);
  }

  @Test
  void folderThatIsNoRunIsRefused() {
    Invoked report = Invoked.assay("report", folder.toString());

    assertThat(report.err()).contains("run.json");
    assertThat(report.exitCode()).isEqualTo(254);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check runs/latest --model register --checker set | give one of them",
        "shrink runs/latest --for 999999999h | is not within 1s..24h",
        "replay runs/latest --times 0 | --times 0 is not within 1..10000",
        "gate --mutant no-dedup --json /dev/null/gate.json | --json /dev/null/gate.json: the"
            + " folder",
        "gate --mutant no-dedup --html / | --html / can't be written",
      })
  void whatCanNotBeDoneIsRefusedBeforeAnythingIsTried(String args, String part) {
    Invoked refused = Invoked.assay(args.split(" "));

    assertThat(refused.err()).contains(part).hasLineCount(1);
    assertThat(refused.exitCode()).isEqualTo(254);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "report", "verify-certificate", "replay", "shrink"})
  void withoutAPathTheLatestRunIsMeant(String command) {
    Invoked refused = Invoked.assay(command);

    assertThat(refused.err()).contains("runs/latest").hasLineCount(1);
    assertThat(refused.exitCode()).isEqualTo(254);
  }

  @Test
  void aRunWhoseResultsCanNotBeKeptIsNotMade() {
    Invoked run = run("--env", "sim", "--junit-xml", "/dev/null/junit.xml");

    assertThat(run.err()).contains("--junit-xml /dev/null/junit.xml").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(254);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void certificatesOfARunHaveTheirPlace() {
    Invoked check = Invoked.assay("check", folder.toString(), "--certificates", "elsewhere");

    assertThat(check.err()).contains("--certificates goes with a history by itself");
    assertThat(check.exitCode()).isEqualTo(254);
  }

  @Test
  void aCampaignThatMadeNoRunSaysWhy() {
    Invoked none = run("simulate", "--seeds", "1..3", "--shard", "4/4");

    assertThat(none.out()).contains("UNKNOWN: no run was made");
    assertThat(none.exitCode()).isEqualTo(2);
  }

  @Test
  void anErrorIsNoVerdict() {
    Callable<Integer> exhausted =
        () -> {
          throw new OutOfMemoryError("planted");
        };
    Callable<Integer> broken =
        () -> {
          throw new StackOverflowError("planted");
        };

    assertThat(failing(exhausted)).contains("planted", "ASSAY_HEAP").hasLineCount(1);
    assertThat(failing(broken)).contains("planted").hasLineCount(1);
  }

  private static String failing(Callable<Integer> task) {
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(CommandLine.Model.CommandSpec.wrapWithoutInspection(task))
            .setErr(new PrintWriter(err, true));
    assertThat(Main.exitCode(command)).isEqualTo(255);
    return err.toString();
  }

  private Invoked run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (args[0].startsWith("-")) {
      all.addFirst("run");
    }
    all.addAll(List.of("--runs-dir", folder.toString()));
    return Invoked.assay(all.toArray(String[]::new));
  }
}
