package dev.assay.cli.simulation;

import dev.assay.checkers.result.Verdict;
import dev.assay.history.file.ValueJson;

/** For tests: a scenario, as a failing run left it, lived again. */
public final class Simulated {
  private Simulated() {}

  /**
   * What it came to.
   *
   * @param cause one sentence: why it is that verdict
   */
  public record Outcome(Verdict verdict, String cause) {}

  /**
   * Lives a scenario.
   *
   * @param json as {@code shrink} prints it
   */
  public static Outcome live(String json) {
    Life life = Life.of(ScenarioJson.read(ValueJson.read(json)));
    return new Outcome(life.verdict(), life.results().cause());
  }
}
