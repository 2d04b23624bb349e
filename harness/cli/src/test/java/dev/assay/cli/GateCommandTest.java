package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateCommandTest {
  @TempDir Path folder;

  @Test
  void mutantsAreFoundHonestRunsPassAndAllFormsSaySo() throws IOException {
    Path json = folder.resolve("a").resolve("gate.json");
    Path html = folder.resolve("b").resolve("gate.html");
    Invoked gate =
        Invoked.assay(
            "gate",
            "--seed",
            "3",
            "--mutant",
            "no-dedup,torn-read-all,h9-no-final-reads",
            "--campaigns",
            "1",
            "--clean",
            "2",
            "--json",
            json.toString(),
            "--html",
            html.toString());

    assertThat(gate.exitCode()).as(gate.out()).isZero();
    assertThat(gate.out())
        .contains("no-dedup ", "torn-read-all ", "h9-no-final-reads ")
        .contains("honest runs: 2 of 2 passed", "PASS: every mutant was found");
    assertThat(Files.readString(json)).contains("\"verdict\": \"PASS\"", "\"killed\": 1");
    assertThat(Files.readString(html))
        .contains("3 of 3 planted bugs were found; 2 of 2 honest runs passed")
        .contains("no-dedup", "h9-no-final-reads");
  }

  @Test
  void whatCantBeDoneIsRefused() {
    assertThat(Invoked.assay("gate", "--mutant", "no-dedupe").err()).contains("did you mean");
    assertThat(Invoked.assay("gate", "--campaigns", "3..1").exitCode()).isEqualTo(254);
    assertThat(Invoked.assay("gate", "--budget", "0s").exitCode()).isEqualTo(254);
    assertThat(Invoked.assay("gate", "--env", "process", "--mutant", "torn-tail-accepted").err())
        .contains("no mutant 'torn-tail-accepted'");
  }
}
