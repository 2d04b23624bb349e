package dev.assay.reports;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import java.util.stream.Collectors;

/** A run's results in the XML form that CI servers read: one test case for each checker. */
public final class JunitXml {
  private JunitXml() {}

  /**
   * The results as one test suite.
   *
   * @param suite the run's name
   * @param millis how long the run took
   */
  public static String of(String suite, long millis, Results results) {
    long failures = count(results, Verdict.FAIL);
    long errors = results.checks().stream().filter(check -> isError(check.verdict())).count();
    String cases =
        results.checks().stream()
            .map(check -> testCase(suite, check))
            .collect(Collectors.joining());
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="%s" tests="%d" failures="%d" errors="%d" skipped="0" time="%d.%03d">
        %s</testsuite>
        """
        .formatted(
            escaped(suite),
            results.checks().size(),
            failures,
            errors,
            millis / 1000,
            millis % 1000,
            cases);
  }

  private static String testCase(String suite, CheckResult check) {
    String open =
        "  <testcase classname=\"%s\" name=\"%s\""
            .formatted(escaped(suite), escaped(check.checker()));
    if (check.verdict() == Verdict.PASS) {
      return open + "/>\n";
    }
    String element = isError(check.verdict()) ? "error" : "failure";
    String evidence =
        check.evidence().stream()
            .limit(20)
            .map(item -> item.sentence())
            .collect(Collectors.joining("\n"));
    return "%s>\n    <%s type=\"%s\" message=\"%s\">%s</%s>\n  </testcase>\n"
        .formatted(
            open, element, check.verdict(), escaped(check.summary()), escaped(evidence), element);
  }

  private static boolean isError(Verdict verdict) {
    return switch (verdict) {
      case PASS, FAIL -> false;
      case UNKNOWN, VACUOUS, HARNESS -> true;
    };
  }

  private static long count(Results results, Verdict verdict) {
    return results.checks().stream().filter(check -> check.verdict() == verdict).count();
  }

  /** Escapes markup, and replaces what XML 1.0 does not allow at all. */
  private static String escaped(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
