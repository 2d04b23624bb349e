package dev.assay.docker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.docker.engine.EngineAnswer;

/**
 * Tests with real containers run where an engine answers; where one must, its absence fails them.
 */
final class Engine {
  private Engine() {}

  static void assumeItAnswers() {
    if (EngineAnswer.ask() instanceof EngineAnswer.Silent(String reason)) {
      if (Boolean.getBoolean("assay.docker.required")) {
        throw new AssertionError("tests in containers are required: " + reason);
      }
      assumeTrue(false, "no test in containers: " + reason);
    }
  }
}
