package dev.assay.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OfflineChromium.class)
final class ReportPageTest {
  @TempDir private Path runs;

  @Test
  void opensFromAFileWithoutANetworkAndWithoutComplaint(Browser browser) {
    RunDirectory run = SampleRun.write(runs, Verdict.FAIL);

    try (OpenReport report = OpenReport.of(browser, run)) {
      assertThat(report.problems()).isEmpty();
      assertThat(report.requests()).containsExactly(run.reportFile().toUri().toString());
    }
  }

  @Test
  void beginsWithTheVerdictAndItsCause(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, SampleRun.write(runs, Verdict.FAIL))) {
      List<String> lines = report.page().locator("body").innerText().lines().limit(2).toList();

      assertThat(String.join(" ", lines))
          .startsWith("FAIL read #2 saw a0=95 although transfer #0 had returned before it began");
    }
  }

  @Test
  void failureShowsTheContradictionBeforeTheCheckers(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, SampleRun.write(runs, Verdict.FAIL))) {
      Locator contradiction = report.page().locator("#contradiction");

      assertThat(contradiction.boundingBox().y)
          .isLessThan(report.page().locator("#checkers").boundingBox().y);
      assertThat(contradiction.innerText()).contains("the read misses the transfer");
      assertThat(contradiction.locator("table .evidence-operation").allInnerTexts())
          .containsExactly("#0", "#2");
    }
  }

  @Test
  void contradictionIsDrawnAsBarsInTheOrderOfTime(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, SampleRun.write(runs, Verdict.FAIL))) {
      Locator picture = report.page().locator("#contradiction .picture");

      assertThat(picture.locator(".label").allInnerTexts())
          .containsExactly("transfer: id t-1 · note </script><b>", "read: balance 95");
      assertThat(picture.locator(".leap").allInnerTexts()).containsExactly("⋯ 740.0 ms");
      BoundingBox transfer = picture.locator(".bar").first().boundingBox();
      BoundingBox read = picture.locator(".bar").last().boundingBox();
      assertThat(transfer.x + transfer.width).isLessThan(read.x);
      assertThat(transfer.width / read.width).isCloseTo(60.0 / 50, Offset.offset(0.02));
    }
  }

  @Test
  void faultsAreToldInWordsAndThoseRefusedApart(Browser browser) {
    RunDirectory run =
        SampleRun.write(runs, SampleRun.results(Verdict.PASS), SampleEvents.faults());

    try (OpenReport report = OpenReport.of(browser, run)) {
      assertThat(words(report.page().locator("#faults tbody tr")))
          .containsExactly(
              "1.000 s 3.000 s partition, ring n1 n2 proven silent n1->n2 n2->n1 offset 5 s");
      assertThat(report.page().locator("#faults .hint").innerText())
          .isEqualTo("Tried, but not injected: clock-drift: timed out (2 times).");
    }
  }

  @Test
  void passHasNoContradiction(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, SampleRun.write(runs, Verdict.PASS))) {
      assertThat(report.page().locator("#contradiction").isVisible()).isFalse();
      assertThat(report.page().locator("#checkers").innerText()).contains("money was conserved");
    }
  }

  @Test
  void emptyHistoryIsAReportToo(Browser browser) {
    RunDirectory run = SampleRun.write(runs, SampleRun.results(Verdict.VACUOUS), List.of());

    try (OpenReport report = OpenReport.of(browser, run)) {
      assertThat(report.problems()).isEmpty();
      assertThat(report.page().locator("h1").innerText()).contains("VACUOUS");
      assertThat(report.page().locator("#faults").innerText()).contains("None was injected");
    }
  }

  @Test
  void hostileStringsAreShownAsText(Browser browser) {
    String hostile = "</script><img src=x onerror='document.body.id=\"owned\"'>${data}";
    RunDirectory run =
        SampleRun.write(runs, SampleRun.failure(hostile), SampleEvents.hostile(hostile));

    try (OpenReport report = OpenReport.of(browser, run)) {
      assertThat(report.problems()).isEmpty();
      assertThat(report.page().locator("img, main script").count()).isZero();
      assertThat(report.page().locator("body").getAttribute("id")).isNull();
      assertThat(report.page().locator("h1").innerText()).contains(hostile);
      assertThat(report.page().locator("#contradiction tbody").innerText()).contains(hostile);
      assertThat(report.page().locator("#faults tbody").innerText()).contains(hostile);
      assertThat(report.page().locator("#operations tbody").innerText()).contains(hostile);
    }
  }

  private static List<String> words(Locator rows) {
    return rows.allInnerTexts().stream()
        .map(row -> row.replaceAll("[\\s\u00a0]+", " ").strip())
        .toList();
  }
}
