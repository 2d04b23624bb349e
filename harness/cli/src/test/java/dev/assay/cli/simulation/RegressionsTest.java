package dev.assay.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeds that failed once, each shrunk to what was needed and named after it. The scenario says what
 * happens, not a seed alone, since what the swarm draws from a seed changes as it learns new
 * faults.
 *
 * <p>A new one: {@code assay shrink} the failed run, take {@code machine.scenario} of its {@code
 * run.json}, see it fail without the mend and pass with it.
 */
final class RegressionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // A sync fails, the page cache keeps what was written and calls it clean; the next start
        // read it, built on it, and lost it with the power.
        "a-failed-sync-then-a-power-failure",
        // Members were asked for again in the moment of a removal that had not shown yet: nobody
        // looked again, and an honest node was blamed for staying away.
        "a-removal-that-shows-after-the-restore",
        // A leader took a node that was removed and is a member again for where it had been, and
        // sent it nothing of what it had missed.
        "a-removed-node-is-a-member-again",
        // What had queued for narrow links held up all that was sent over them for a minute after
        // they were wide again, and a learner got no snapshot in time.
        "a-narrow-link-after-it-is-wide",
        // A node that had just restored a snapshot answered its last audit before it had fetched
        // the blocks below, and exported a chain without them.
        "a-snapshot-just-before-the-end"
      })
  void isSurvived(String name) throws IOException {
    Simulated.Outcome outcome = Simulated.live(scenario(name));

    // So little happens in it that it may prove nothing.
    assertThat(outcome.verdict()).as(outcome.cause()).isIn(Verdict.PASS, Verdict.VACUOUS);
  }

  private static String scenario(String name) throws IOException {
    try (InputStream file =
        RegressionsTest.class.getResourceAsStream("/dev/assay/cli/regressions/" + name + ".json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
