package dev.assay.reports;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.assay.history.run.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report opened from its file in a tab of its own, with all that the browser complained of. */
final class OpenReport implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final CDPSession metrics;
  private final List<String> problems = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  /** What is in view of the time axis, in seconds. */
  record Range(double from, double to) {
    double width() {
      return to - from;
    }

    double middle() {
      return (from + to) / 2;
    }
  }

  private OpenReport(BrowserContext context) {
    this.context = context;
    page = context.newPage();
    metrics = context.newCDPSession(page);
    JsonObject threadTime = new JsonObject();
    threadTime.addProperty("timeDomain", "threadTicks");
    metrics.send("Performance.enable", threadTime);
    page.onPageError(problems::add);
    page.onConsoleMessage(message -> problems.add(message.type() + ": " + message.text()));
    page.onRequest(request -> requests.add(request.url()));
  }

  static OpenReport of(Browser browser, RunDirectory run) {
    return of(browser, run, options());
  }

  static OpenReport of(Browser browser, RunDirectory run, Browser.NewContextOptions options) {
    OpenReport report = new OpenReport(browser.newContext(options.setOffline(true)));
    report.page.navigate(HtmlReport.write(run).toUri().toString());
    report.page.waitForSelector("body[data-ready=true]");
    return report;
  }

  static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(1200, 900)
        .setColorScheme(ColorScheme.LIGHT);
  }

  Page page() {
    return page;
  }

  List<String> problems() {
    return problems;
  }

  List<String> requests() {
    return requests;
  }

  Locator lanes() {
    return page.locator("#lanes");
  }

  Range range() {
    return new Range(
        ((Number) page.evaluate("assay.view.min")).doubleValue(),
        ((Number) page.evaluate("assay.view.max")).doubleValue());
  }

  /** Processor seconds that the page's main thread has used since it was opened. */
  double busySeconds() {
    for (JsonElement metric : metrics.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
        return metric.getAsJsonObject().get("value").getAsDouble();
      }
    }
    throw new AssertionError("Chromium does not measure TaskDuration any more");
  }

  /** Where the lanes' time axis is on the screen, without their labels. */
  BoundingBox lanesBox() {
    lanes().scrollIntoViewIfNeeded();
    return lanes().boundingBox();
  }

  /** Moves the pointer down the lanes until a tip holds the text; empty when none does. */
  Optional<String> tipWith(String text, double x) {
    BoundingBox box = lanesBox();
    for (double y = 4; y < box.height; y += 4) {
      page.mouse().move(x, box.y + y);
      Locator tip = page.locator("#tip");
      if (tip.isVisible() && tip.textContent().contains(text)) {
        return Optional.of(tip.textContent());
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    context.close();
  }
}
