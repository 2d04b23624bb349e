package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.harness.run.Load;
import dev.assay.history.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunRequestTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "runs/latest/schedule.json | runs/latest/schedule.json",
        "my runs/schedule.json | 'my runs/schedule.json'",
        "anna's/schedule.json | 'anna'\\''s/schedule.json'",
      })
  void theLineThatRepeatsARunCanBePasted(Path schedule, String word) {
    RunRequest request =
        new RunRequest(
            "ledger",
            "transfer",
            3,
            List.of(),
            List.of(),
            new Load(10, 200),
            Duration.ofSeconds(5),
            Optional.of(schedule));

    assertThat(request.repeat("sim", new Seed(1))).containsSequence("--schedule", word);
  }
}
