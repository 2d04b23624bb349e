package dev.assay.reports;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * The machine's own Chromium, or the one at {@code -Dassay.browser=PATH}, cut off from every
 * network; one for all tests, which get it as a parameter. Where there is none they are skipped, or
 * fail with {@code -Dassay.browser.required=true}.
 */
final class OfflineChromium implements BeforeEachCallback, ParameterResolver {
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private record Session(Playwright playwright, Browser browser) implements AutoCloseable {
    static Session start(Path executable) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(executable)
                      .setArgs(ARGUMENTS)
                      .setTimeout(120_000));
      return new Session(playwright, browser);
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  /** Here and not where the parameter is made: a test can be skipped only before it has any. */
  @Override
  public void beforeEach(ExtensionContext context) {
    executable();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Path executable = executable();
    return context
        .getRoot()
        .getStore(Namespace.create(OfflineChromium.class))
        .getOrComputeIfAbsent(Session.class, _ -> Session.start(executable), Session.class)
        .browser();
  }

  private static Path executable() {
    String named = System.getProperty("assay.browser", "");
    List<String> places = named.isEmpty() ? PLACES : List.of(named);
    return places.stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> missing(places));
  }

  private static RuntimeException missing(List<String> places) {
    String message =
        "no Chromium at "
            + String.join(", ", places)
            + " (Debian: apt-get install chromium; elsewhere: -Dassay.browser=PATH)";
    return Boolean.getBoolean("assay.browser.required")
        ? new IllegalStateException(message + ", and assay.browser.required is set")
        : new TestAbortedException(message + ": the report is not tested in a browser");
  }
}
