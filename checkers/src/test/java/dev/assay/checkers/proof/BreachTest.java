package dev.assay.checkers.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.nodes.Leaders;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BreachTest {
  private static final byte[] NO_TEXT = {(byte) 0xff};

  @TempDir Path run;

  @Test
  void twoLeadersAreProvenByTheLinesThatSaySo() throws IOException {
    assertThat(proofBy(line("n1"), line("n2"))).isPresent();
  }

  @Test
  void aLineThatIsNoTextTakesTheProofButNotTheVerdict() throws IOException {
    assertThat(proofBy(line("n1"), line("n2"), NO_TEXT)).isEmpty();
  }

  private Optional<Certificate> proofBy(byte[]... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      bytes.writeBytes(line);
      bytes.write('\n');
    }
    Files.write(run.resolve("events.jsonl"), bytes.toByteArray());
    Recording recording =
        new Recording(
            History.of(List.of()),
            Optional.empty(),
            Map.of(),
            Stream.of("n1", "n2").flatMap(node -> NodeEvent.of(leads(node)).stream()).toList(),
            Optional.of(run));
    CheckResult result = new Leaders().check(recording, new Budget(Budget.Limits.DEFAULT));
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    return Breach.find(recording, result);
  }

  private static byte[] line(String node) {
    return ValueJson.write(leads(node)).getBytes(StandardCharsets.UTF_8);
  }

  private static Value.Fields leads(String node) {
    return Value.fields("time", Value.of(1))
        .with("source", Value.of(node))
        .with("event", Value.of("became-primary"))
        .with("epoch", Value.of(1))
        .with("detail", Value.of(""));
  }
}
