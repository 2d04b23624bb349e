package dev.assay.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
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
}
