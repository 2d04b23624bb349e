package dev.assay.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OfflineChromium.class)
final class ReportLayoutTest {
  /** Web Content Accessibility Guidelines, level AA, for text of ordinary size. */
  private static final double CONTRAST_MIN = 4.5;

  /** The lowest contrast of any visible text with the background behind it, as [ratio, text]. */
  private static final String LOWEST_CONTRAST =
      """
      () => {
        const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
          .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
          .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const behind = (element) => {
          for (let at = element; at; at = at.parentElement) {
            const color = rgb(getComputedStyle(at).backgroundColor);
            if (color.length === 3 || color[3] > 0) return color;
          }
          return [255, 255, 255];
        };
        let lowest = [99, ""];
        for (const element of document.querySelectorAll("header *, main *")) {
          const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
          if (!own || !element.checkVisibility()) continue;
          const a = light(rgb(getComputedStyle(element).color)), b = light(behind(element));
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (ratio < lowest[0]) lowest = [ratio, element.textContent];
        }
        return lowest;
      }
      """;

  @TempDir private Path runs;

  @Test
  void lightModeIsReadable(Browser browser) {
    assertReadable(browser, ColorScheme.LIGHT);
  }

  @Test
  void darkModeIsDarkAndReadable(Browser browser) {
    assertReadable(browser, ColorScheme.DARK);
  }

  @Test
  void narrowWindowDoesNotOverflow(Browser browser) {
    RunDirectory run =
        SampleRun.write(runs, SampleRun.failure(SampleRun.LONG_CAUSE), SampleEvents.longOnes());

    try (OpenReport report =
        OpenReport.of(browser, run, OpenReport.options().setViewportSize(400, 800))) {
      assertThat(report.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(400);
    }
  }

  @Test
  void longCausesAndValuesAreShownWholeAndInsideTheirCards(Browser browser) {
    RunDirectory run =
        SampleRun.write(runs, SampleRun.failure(SampleRun.LONG_CAUSE), SampleEvents.longOnes());

    try (OpenReport report = OpenReport.of(browser, run)) {
      assertThat(report.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(1200);
      assertThat(report.page().locator("h1").innerText()).contains(SampleRun.LONG_CAUSE);
      assertThat(report.page().locator("h1").boundingBox().height).isLessThan(260);
      double cardEnd = end(report, "#contradiction .card");
      assertThat(end(report, "#contradiction table")).isLessThanOrEqualTo(cardEnd);
    }
  }

  private void assertReadable(Browser browser, ColorScheme scheme) {
    RunDirectory run = SampleRun.write(runs, Verdict.FAIL);
    try (OpenReport report =
        OpenReport.of(browser, run, OpenReport.options().setColorScheme(scheme))) {
      List<?> lowest = (List<?>) report.page().evaluate(LOWEST_CONTRAST);

      assertThat(((Number) lowest.getFirst()).doubleValue())
          .describedAs("contrast of '%s'", lowest.getLast())
          .isGreaterThanOrEqualTo(CONTRAST_MIN);
      boolean dark =
          (boolean)
              report
                  .page()
                  .evaluate(
                      "getComputedStyle(document.body).backgroundColor.match(/\\d+/g)"
                          + ".every((part) => part < 64)");
      assertThat(dark).isEqualTo(scheme == ColorScheme.DARK);
    }
  }

  private static double end(OpenReport report, String selector) {
    var box = report.page().locator(selector).first().boundingBox();
    return box.x + box.width;
  }
}
