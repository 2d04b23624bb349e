package dev.assay.checkers.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.nodes.Leaders;
import dev.assay.checkers.nodes.Memberships;
import dev.assay.checkers.nodes.Witnessed;
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

  @Test
  void whatWasWitnessedIsProvenByItsLine() throws IOException {
    isProven(
        new Witnessed(),
        "nothing-is-witnessed",
        "[1]",
        note("n1", "members", "found: voters [n1]"),
        note("n2", "witnessed", "it promised what its disk could lose"));
  }

  @Test
  void otherMembersAreProvenByTheTwoLines() throws IOException {
    isProven(
        new Memberships(),
        "members-are-the-same",
        "[1,3]",
        note("n1", "members", "found: voters [n1, n3]"),
        note("n1", "members", "since 3: voters [n1, n2]"),
        note("n2", "members", "since 3: voters [n1, n2]"),
        note("n2", "members", "since 3: voters [n1, n3]"));
  }

  private void isProven(Checker checker, String rule, String cites, Value.Fields... notes)
      throws IOException {
    Certificate proof = proof(checker, Stream.of(notes).map(BreachTest::bytes).toList(), notes);
    assertThat(ValueJson.write(proof.value()))
        .contains("\"rule\":\"" + rule + "\"", "\"cites\":" + cites);
  }

  private Certificate proof(Checker checker, List<byte[]> lines, Value.Fields... notes)
      throws IOException {
    write(lines);
    Recording recording = recording(notes);
    CheckResult result = checker.check(recording, new Budget(Budget.Limits.DEFAULT));
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    return Breach.find(recording, result).orElseThrow();
  }

  private Optional<Certificate> proofBy(byte[]... lines) throws IOException {
    write(List.of(lines));
    Recording recording = recording(leads("n1"), leads("n2"));
    CheckResult result = new Leaders().check(recording, new Budget(Budget.Limits.DEFAULT));
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    return Breach.find(recording, result);
  }

  private Recording recording(Value.Fields... notes) {
    return new Recording(
        History.of(List.of()),
        Optional.empty(),
        Map.of(),
        Stream.of(notes).flatMap(note -> NodeEvent.of(note).stream()).toList(),
        Optional.of(run));
  }

  private void write(List<byte[]> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      bytes.writeBytes(line);
      bytes.write('\n');
    }
    Files.write(run.resolve("events.jsonl"), bytes.toByteArray());
  }

  private static byte[] line(String node) {
    return bytes(leads(node));
  }

  private static byte[] bytes(Value.Fields note) {
    return ValueJson.write(note).getBytes(StandardCharsets.UTF_8);
  }

  private static Value.Fields leads(String node) {
    return note(node, "became-primary", "");
  }

  private static Value.Fields note(String node, String event, String detail) {
    return Value.fields("time", Value.of(1))
        .with("source", Value.of(node))
        .with("event", Value.of(event))
        .with("epoch", Value.of(1))
        .with("detail", Value.of(detail));
  }
}
