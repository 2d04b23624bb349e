package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.ScenarioJson;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.List;

/** A scenario as a JUnit test: a class of its own, to be put into any package's tests. */
public final class PastedTest {
  /** A constant in a class file holds 65,535 bytes, of which a character takes up to three. */
  private static final int BLOCK_CHARS_MAX = 20_000;

  private PastedTest() {}

  /** The class's simple name. */
  public static String name(Scenario scenario) {
    return "Seed" + Long.toUnsignedString(scenario.seed().value()) + "Test";
  }

  /**
   * The source: a test that passes when the system survives the scenario.
   *
   * @param signature why it does not today
   */
  public static String of(Scenario scenario, Signature signature) {
    return """
    import static org.assertj.core.api.Assertions.assertThat;

    import dev.assay.checkers.result.Verdict;
    import dev.assay.cli.simulation.Simulated;
    import org.junit.jupiter.api.Test;

    final class %s {
      /** %s. */
      @Test
      void theScenarioIsSurvived() {
        Simulated.Outcome outcome =
            Simulated.live(
                %s);

        assertThat(outcome.verdict())
            .as(outcome.cause())
            .isNotIn(Verdict.FAIL, Verdict.HARNESS);
      }
    }
    """
        .formatted(name(scenario), comment(signature), json(scenario));
  }

  private static String json(Scenario scenario) {
    String text =
        ValueJson.writeIndented(ScenarioJson.write(scenario))
            .replace("\\", "\\\\")
            .replace("\"\"\"", "\\\"\"\"")
            .stripTrailing();
    List<String> blocks = blocks(text);
    return blocks.size() == 1
        ? blocks.getFirst()
        : "String.join(\"\", " + String.join(", ", blocks) + ")";
  }

  /** As text blocks, one behind the other. */
  private static List<String> blocks(String text) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (block.length() + line.length() > BLOCK_CHARS_MAX) {
        blocks.add(block(block));
        block.setLength(0);
      }
      block.append(line).append('\n');
    }
    blocks.add(block(block));
    return blocks;
  }

  private static String block(StringBuilder lines) {
    return "\"\"\"\n" + lines.toString().indent(12) + "            \"\"\"";
  }

  /** Nothing in it may end the comment, or be taken for an escape. */
  private static String comment(Signature signature) {
    return signature.toString().replace("*/", "* /").replace("\\", "\\\\");
  }
}
