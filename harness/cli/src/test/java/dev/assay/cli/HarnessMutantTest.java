package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.sabotage.HarnessMutant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A verifier that is broken in any of these ways says so, and passes nothing. */
final class HarnessMutantTest {
  private static final List<Integer> HONEST_DOUBTS =
      List.of(Verdict.UNKNOWN.exitCode(), Verdict.VACUOUS.exitCode(), Verdict.HARNESS.exitCode());

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(HarnessMutant.class)
  void aRunWithABrokenVerifierIsNoPassAndNoFailure(HarnessMutant mutant) {
    Invoked run = run("--mutant", mutant.id());

    assertThat(run.exitCode()).as(run.out()).isIn(HONEST_DOUBTS);
    assertThat(folder.resolve("latest").resolve("results.json")).exists();
  }

  @Test
  void whatCouldNotBeRenderedIsStillAFailure() {
    Invoked run = run("--mutant", "h10-renderer-throws,no-dedup");

    assertThat(run.exitCode()).isEqualTo(Verdict.FAIL.exitCode());
    assertThat(run.out()).contains("the report could not be rendered", "FAIL: ");
  }

  @Test
  void decidingAgainIsBrokenInTheSameWay() {
    run("--mutant", "h7-lost-last-second");
    Invoked again = Invoked.assay("check", folder.resolve("latest").toString());

    assertThat(again.exitCode()).isEqualTo(Verdict.HARNESS.exitCode());
    assertThat(again.out()).contains("can't be believed: the history holds");
  }

  private Invoked run(String... more) {
    List<String> words =
        List.of("run", "--env", "sim", "--seed", "5", "--nodes", "3", "--time-limit", "8s");
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--faults", "clock,partition", "--runs-dir", folder.toString()));
    all.addAll(List.of(more));
    return Invoked.assay(all.toArray(String[]::new));
  }
}
