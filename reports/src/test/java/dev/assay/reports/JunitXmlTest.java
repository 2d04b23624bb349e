package dev.assay.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JunitXmlTest {
  @Test
  void aCheckerIsATestCase() {
    Results results =
        Results.of(
            List.of(
                check("chains", Verdict.PASS, "equal"),
                check("linearizability", Verdict.FAIL, "a < b & \"c\""),
                check("floors", Verdict.VACUOUS, "too few")));

    assertThat(JunitXml.of("run", 61_007, results))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="run" tests="3" failures="1" errors="1" skipped="0" time="61.007">
              <testcase classname="run" name="chains"/>
              <testcase classname="run" name="linearizability">
                <failure type="FAIL" message="a &lt; b &amp; &quot;c&quot;">#1 and #2</failure>
              </testcase>
              <testcase classname="run" name="floors">
                <error type="VACUOUS" message="too few">#1 and #2</error>
              </testcase>
            </testsuite>
            """);
  }

  private static CheckResult check(String name, Verdict verdict, String summary) {
    return new CheckResult(
        name,
        verdict,
        summary,
        List.of(new Evidence(List.of(1L, 2L), "#1 and #2")),
        Value.fields());
  }
}
