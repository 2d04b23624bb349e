package dev.assay.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OfflineChromium.class)
final class TimeAxisTest {
  private static final double END_SECONDS = 5.010;
  private static final Offset<Double> NEAR = Offset.offset(0.02);

  @TempDir private Path runs;
  private RunDirectory run;

  @BeforeEach
  void writeRun() {
    run = SampleRun.write(runs, Verdict.FAIL);
  }

  @Test
  void showsTheWholeRunFirst(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, run)) {
      assertThat(report.range()).isEqualTo(new OpenReport.Range(0, END_SECONDS));
      assertThat(report.page().locator("#range").innerText()).isEqualTo("0.000 s to 5.010 s");
    }
  }

  @Test
  void operationOfTheEvidenceZoomsToItself(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, run)) {
      report.page().locator("#contradiction table .evidence-operation").nth(1).click();

      assertThat(report.range().middle()).isCloseTo(0.925, NEAR);
      assertThat(report.range().width()).isLessThan(0.5);
      assertThat(report.lanes().boundingBox().y).isBetween(0.0, 900.0);
    }
  }

  @Test
  void wheelZoomsAboutThePointerAndTheButtonShowsAllAgain(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, run)) {
      BoundingBox box = report.lanesBox();
      report.page().mouse().move(box.x + box.width - 2, box.y + 60);
      report.page().mouse().wheel(0, -200);
      report.page().waitForFunction("assay.view.min > 0.5");

      assertThat(report.range().to()).isCloseTo(END_SECONDS, NEAR);
      report.page().locator("#all").click();
      assertThat(report.range()).isEqualTo(new OpenReport.Range(0, END_SECONDS));
    }
  }

  @Test
  void draggingMovesTheLanesAndADoubleClickShowsAll(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, run)) {
      report.page().evaluate("assay.show(2, 3)");
      BoundingBox box = report.lanesBox();
      report.page().mouse().move(box.x + 700, box.y + 40);
      report.page().mouse().down();
      report.page().mouse().move(box.x + 300, box.y + 40);
      report.page().mouse().up();

      assertThat(report.range().from()).isGreaterThan(2.2);
      assertThat(report.range().width()).isCloseTo(1.0, NEAR);
      report.page().mouse().dblclick(box.x + 500, box.y + 40);
      assertThat(report.range()).isEqualTo(new OpenReport.Range(0, END_SECONDS));
    }
  }

  @Test
  void draggingOnAChartZoomsEverythingToIt(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, run)) {
      Locator chart = report.page().locator("#rate .u-over");
      chart.scrollIntoViewIfNeeded();
      BoundingBox box = chart.boundingBox();
      report.page().mouse().move(box.x + box.width * 0.4, box.y + 50);
      report.page().mouse().down();
      report.page().mouse().move(box.x + box.width * 0.6, box.y + 50);
      report.page().mouse().up();

      assertThat(report.range().from()).isCloseTo(END_SECONDS * 0.4, NEAR);
      assertThat(report.range().to()).isCloseTo(END_SECONDS * 0.6, NEAR);
    }
  }

  @Test
  void pointedAtAnOperationSaysWhatItIs(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, run)) {
      report.page().evaluate("assay.show(0.7, 1.1)");
      BoundingBox box = report.lanesBox();
      double middle = box.x + 110 + (0.925 - 0.7) / 0.4 * (box.width - 110);

      assertThat(report.tipWith("#2", middle))
          .hasValueSatisfying(tip -> assertThat(tip).contains("read: ok", "95", "0.900 s"));
    }
  }

  @Test
  void keysMoveAndZoomTheLanes(Browser browser) {
    try (OpenReport report = OpenReport.of(browser, run)) {
      report.lanes().press("+");
      assertThat(report.range().width()).isCloseTo(END_SECONDS * 0.6, NEAR);
      double from = report.range().from();
      report.lanes().press("ArrowRight");
      assertThat(report.range().from()).isGreaterThan(from);
    }
  }

  /** Processor time, since the machine may have other things to do. */
  @Test
  void sixtyThousandOperationsAreReadyInThreeSeconds(Browser browser) {
    RunDirectory large =
        SampleRun.write(
            runs, SampleRun.results(Verdict.PASS), SampleEvents.many(ReportData.DRAWN_MAX));

    try (OpenReport report = OpenReport.of(browser, large)) {
      assertThat(((Number) report.page().evaluate("assay.operations.index.length")).intValue())
          .isEqualTo(ReportData.DRAWN_MAX);
      assertThat(report.busySeconds()).isBetween(0.01, 3.0);
    }
  }
}
