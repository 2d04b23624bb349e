package dev.assay.checkers.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/assay/checkers/result/results.json");
  private static final Results RESULTS =
      Results.of(
          List.of(
              new CheckResult(
                  "statistics",
                  Verdict.PASS,
                  "2 operations.",
                  List.of(),
                  Value.fields("ok", Value.of(2))),
              new CheckResult(
                  "conservation",
                  Verdict.FAIL,
                  "Money was lost.",
                  List.of(
                      new Evidence(List.of(780L, 812L), "read-all #812 sums to 395, not 400"),
                      new Evidence(List.of(), "block 17 sums to 395")),
                  Value.fields("reads", Value.of(5)).with("by", Value.fields()))));

  @TempDir Path folder;

  @Test
  void resultsHaveTheAgreedForm() throws IOException {
    Path file = folder.resolve("results.json");
    RESULTS.write(file);
    if (Boolean.getBoolean("rewrite")) {
      Files.copy(file, GOLDEN, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(file).hasSameTextualContentAs(GOLDEN);
    assertThat(Results.read(file)).isEqualTo(RESULTS);
  }

  @Test
  void schemaKnowsEveryFieldThatIsWritten() throws IOException {
    Value schema = ValueJson.read(Files.readString(Path.of("../docs/results.schema.json")));
    Value written = ResultsJson.write(RESULTS);
    assertThat(properties(schema)).containsExactlyElementsOf(names(written));
    Value check = at(at(written, "checks"), 1);
    assertThat(properties(at(at(schema, "$defs"), "check")))
        .containsExactlyElementsOf(names(check));
    assertThat(properties(at(at(schema, "$defs"), "evidence")))
        .containsExactlyElementsOf(names(at(at(check, "evidence"), 0)));
    assertThat(((Value.Items) at(at(at(schema, "$defs"), "verdict"), "enum")).items())
        .hasSize(Verdict.values().length);
  }

  @Test
  void worstVerdictDecidesAndFailureIsNeverHidden() {
    for (Verdict other : Verdict.values()) {
      assertThat(Verdict.FAIL.worst(other)).isEqualTo(Verdict.FAIL);
      assertThat(other.worst(Verdict.FAIL)).isEqualTo(Verdict.FAIL);
      assertThat(other.worst(Verdict.PASS)).isEqualTo(other);
    }
    assertThat(Verdict.UNKNOWN.worst(Verdict.HARNESS)).isEqualTo(Verdict.HARNESS);
    assertThat(Verdict.UNKNOWN.worst(Verdict.VACUOUS)).isEqualTo(Verdict.UNKNOWN);
    assertThat(RESULTS.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(RESULTS.cause()).isEqualTo("Money was lost.");
    assertThat(RESULTS.brokenBy("Docker went away.")).isEqualTo(RESULTS);
    assertThat(Results.of(RESULTS.checks().subList(0, 1)).brokenBy("Docker went away.").verdict())
        .isEqualTo(Verdict.HARNESS);
  }

  @Test
  void nothingCheckedIsNoPass() {
    assertThat(Results.of(List.of()).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void brokenResultsAreToldInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("results.json"), "{\"verdict\":\"GOOD\"}");
    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("\"GOOD\" is no verdict");
  }

  private static Value at(Value value, String name) {
    return ((Value.Fields) value).get(name).orElseThrow();
  }

  private static Value at(Value value, int position) {
    return ((Value.Items) value).items().get(position);
  }

  private static List<String> names(Value value) {
    return List.copyOf(((Value.Fields) value).fields().keySet());
  }

  private static List<String> properties(Value schema) {
    assertThat(((Value.Items) at(schema, "required")).items().stream().map(ResultsTest::text))
        .containsExactlyElementsOf(names(at(schema, "properties")));
    Map<String, Value> properties = ((Value.Fields) at(schema, "properties")).fields();
    return List.copyOf(properties.keySet());
  }

  private static String text(Value value) {
    return ((Value.Text) value).text();
  }
}
