package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.ScenarioJson;
import dev.assay.history.file.ValueJson;

/** A scenario as a JUnit test that can be pasted into a test class. */
public final class PastedTest {
  private PastedTest() {}

  /**
   * The test: it passes when the system survives the scenario.
   *
   * @param signature why it does not today, for the test's name
   */
  public static String of(Scenario scenario, Signature signature) {
    String json =
        ValueJson.writeIndented(ScenarioJson.write(scenario))
            .replace("\\", "\\\\")
            .replace("\"\"\"", "\\\"\"\"")
            .stripTrailing()
            .indent(12);
    return """
    // needs: dev.assay.cli.simulation.Simulated, dev.assay.checkers.result.Verdict,
    // org.junit.jupiter.api.Test, static org.assertj.core.api.Assertions.assertThat

      /** %s. */
      @Test
      void survivesSeed%s() {
        Simulated.Outcome outcome =
            Simulated.live(
                \"""
    %s            \""");

        assertThat(outcome.verdict()).as(outcome.cause()).isEqualTo(Verdict.PASS);
      }
    """
        .formatted(signature, Long.toUnsignedString(scenario.seed().value()), json);
  }
}
