package dev.assay.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlReportTest {
  @TempDir private Path runs;

  @Test
  void opensWithTheVerdictAndItsReason() throws IOException {
    Value.Fields run = fields(data(Verdict.FAIL).get("run").orElseThrow());

    assertThat(run.get("verdict")).contains(Value.of("FAIL"));
    assertThat(run.get("cause"))
        .contains(Value.of("read #2 saw a0=95 although transfer #0 had returned before it began"));
    assertThat(run.get("repeat")).contains(Value.of("./assay run --seed 7"));
  }

  @Test
  void needsNothingButItself() throws IOException {
    String page = Files.readString(HtmlReport.write(SampleRun.write(runs, Verdict.FAIL)));

    assertThat(page).doesNotContainPattern("(src|href)=\"").doesNotContain("@import", "url(");
    assertThat(page).contains("uPlot");
  }

  @Test
  void dataCannotEndItsElement() throws IOException {
    String page = Files.readString(HtmlReport.write(SampleRun.write(runs, Verdict.FAIL)));

    assertThat(json(page)).doesNotContain("<").contains("\\u003c/script>");
  }

  @Test
  void faultsLastUntilTheirRecoveryAndSayWhetherTheyWereProven() throws IOException {
    Value.Items faults = (Value.Items) data(Verdict.PASS).get("faults").orElseThrow();

    Value.Fields partition = fields(faults.items().getFirst());
    assertThat(partition.get("from")).contains(Value.of(1_000_000));
    assertThat(partition.get("to")).contains(Value.of(3_300_000));
    assertThat(partition.get("effect")).contains(Value.of("proven"));
    Value.Fields jump = fields(faults.items().getLast());
    assertThat(jump.get("to")).contains(Value.of(-1));
    assertThat(jump.get("effect")).contains(Value.of("not proven"));
  }

  @Test
  void leadersReignUntilTheyStepDown() throws IOException {
    Value.Items reigns = (Value.Items) data(Verdict.PASS).get("reigns").orElseThrow();

    assertThat(reigns.items()).hasSize(2);
    assertThat(fields(reigns.items().getFirst()).get("to")).contains(Value.of(3_000_000));
    assertThat(fields(reigns.items().getLast()).get("node")).contains(Value.of("n2"));
  }

  @Test
  void evidencePointsAtTheOperationsDrawn() throws IOException {
    Value.Fields check =
        fields(((Value.Items) data(Verdict.FAIL).get("checkers").orElseThrow()).items().getFirst());
    Value.Fields evidence =
        fields(((Value.Items) check.get("evidence").orElseThrow()).items().getFirst());

    assertThat(evidence.get("operations")).contains(Value.items(List.of(Value.of(0), Value.of(1))));
  }

  @Test
  void sameRunGivesTheSameBytes() throws IOException {
    RunDirectory run = SampleRun.write(runs, Verdict.FAIL);
    byte[] first = Files.readAllBytes(HtmlReport.write(run));

    assertThat(Files.readAllBytes(HtmlReport.write(run))).isEqualTo(first);
  }

  @Test
  void drawsWhatCanBeReadOfABrokenHistory() throws IOException {
    RunDirectory run = SampleRun.write(runs, Verdict.FAIL);
    String whole = Files.readString(run.historyFile());
    Files.writeString(run.historyFile(), whole.substring(0, whole.length() / 2));

    assertThat(Files.readString(HtmlReport.write(run))).contains("transfer");
  }

  private Value.Fields data(Verdict verdict) throws IOException {
    return fields(
        ValueJson.read(json(Files.readString(HtmlReport.write(SampleRun.write(runs, verdict))))));
  }

  private static String json(String page) {
    String open = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(open) + open.length();
    return page.substring(from, page.indexOf("</script>", from));
  }

  private static Value.Fields fields(Value value) {
    return (Value.Fields) value;
  }
}
