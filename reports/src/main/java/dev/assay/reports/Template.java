package dev.assay.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report's page with everything it needs inlined, so that it works from a file, offline. */
final class Template {
  private static final String CHART = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** In the order in which they run; the last says that the page is ready. */
  private static final List<String> SCRIPTS =
      List.of("data.js", "values.js", "picture.js", "sections.js", "charts.js", "lanes.js");

  private Template() {}

  /** Fills the page; the data is JSON and can't end the script element that holds it. */
  static String fill(String title, String json) {
    Map<String, String> parts =
        Map.of(
            "title", escaped(title),
            "chart.css", resource(CHART + "uPlot.min.css"),
            "chart.js", resource(CHART + "uPlot.iife.min.js"),
            "report.css", resource("report.css"),
            "report.js", SCRIPTS.stream().map(Template::resource).collect(Collectors.joining("\n")),
            "data", json.replace("<", "\\u003c"));
    StringBuilder page = new StringBuilder();
    String rest = resource("report.html");
    for (int at = rest.indexOf("${"); at >= 0; at = rest.indexOf("${")) {
      int end = rest.indexOf('}', at);
      page.append(rest, 0, at).append(parts.getOrDefault(rest.substring(at + 2, end), ""));
      rest = rest.substring(end + 1);
    }
    return page.append(rest).toString();
  }

  static String resource(String name) {
    try (InputStream stream = Template.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks its resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's resource " + name + " can't be read", e);
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
