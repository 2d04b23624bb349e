package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs, from the command line to the report, in virtual time. */
final class SimulatedRunTest {
  @TempDir private Path folder;

  @Test
  void honestLedgerPassesAndLeavesEverything() throws IOException {
    Invoked run = run("7", "--nodes", "5", "--faults", "all", "--time-limit", "30s");

    assertThat(run.out()).startsWith("seed: 7\n").contains("PASS: ", "report: ", "repeat: ./assay");
    assertThat(run.exitCode()).isZero();
    Path latest = folder.resolve("latest").toRealPath();
    assertThat(files(latest).keySet())
        .contains(
            "run.json",
            "history.jsonl",
            "events.jsonl",
            "schedule.json",
            "results.json",
            "report.html",
            "nodes/n5/chain.jsonl");
  }

  @Test
  void sameSeedGivesTheSameBytes() throws IOException {
    run("11", "--nodes", "3", "--time-limit", "10s");
    Map<String, String> first = files(folder.resolve("latest").toRealPath());
    run("11", "--nodes", "3", "--time-limit", "10s");
    Map<String, String> second = files(folder.resolve("latest").toRealPath());

    assertThat(second).isEqualTo(first);
    assertThat(first).hasSizeGreaterThan(10);
  }

  @Test
  void decidingAgainGivesTheSameBytes() throws IOException {
    run("12", "--nodes", "3", "--time-limit", "10s");
    Path latest = folder.resolve("latest").toRealPath();
    Map<String, String> before = files(latest);

    assertThat(Invoked.assay("check", latest.toString()).exitCode()).isZero();
    assertThat(Invoked.assay("report", latest.toString()).exitCode()).isZero();
    assertThat(files(latest)).isEqualTo(before);
  }

  @Test
  void faultsOfAnEarlierRunAreInjectedAgain() throws IOException {
    run("13", "--nodes", "3", "--time-limit", "20s", "--faults", "kill,partition");
    Path schedule = folder.resolve("latest").toRealPath().resolve("schedule.json");
    String injected = Files.readString(schedule);

    Invoked again =
        run("13", "--nodes", "3", "--time-limit", "20s", "--schedule", schedule.toString());

    assertThat(again.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("latest").toRealPath().resolve("schedule.json")))
        .isEqualTo(injected)
        .contains("kill", "partition");
  }

  @ParameterizedTest
  @CsvSource({
    "ack-before-commit, isolate-leader, 200",
    "ack-before-fsync, power-all, 400",
    "stale-leader-read, isolate-leader, 200",
    "no-dedup, none, 200",
    "overdraft-checked-outside-log, none, 200"
  })
  void plantedBugIsFound(String mutant, String faults, String rate) {
    Invoked run = run("1", "--mutant", mutant, "--faults", faults, "--rate", rate);

    assertThat(run.out()).contains("FAIL: ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private Invoked run(String seed, String... more) {
    String[] args = {"run", "--env", "sim", "--seed", seed, "--runs-dir", folder.toString()};
    return Invoked.assay(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
  }

  private static Map<String, String> files(Path run) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(run)) {
      tree.filter(Files::isRegularFile)
          .forEach(file -> files.put(run.relativize(file).toString(), read(file)));
    }
    return files;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
