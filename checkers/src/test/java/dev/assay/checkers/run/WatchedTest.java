package dev.assay.checkers.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Checker;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No promise is said to hold that nobody could have seen broken. */
final class WatchedTest {
  @ParameterizedTest
  @CsvSource({"sim, true", "process, false", "docker, false"})
  void onlySimulatedNodesHaveAWitness(String environment, boolean watched) {
    assertThat(CheckRun.checkers(Optional.of(manifest(environment))))
        .extracting(Checker::name)
        .contains("members", "leaders")
        .matches(names -> names.contains("witness") == watched);
  }

  private static Manifest manifest(String environment) {
    return new Manifest(
        new Manifest.Start("transfer", "2026-11-22T17:20:05Z", new Seed(7), List.of()),
        new Manifest.Plan(
            "ledger",
            "transfer",
            environment,
            List.of("n1"),
            List.of(),
            List.of(),
            Duration.ofSeconds(60)),
        new Manifest.Expectations(Map.of(), Manifest.Floors.DEFAULT),
        Value.fields());
  }
}
