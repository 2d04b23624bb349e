package dev.assay.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Event;
import dev.assay.history.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TranscriptionTest {
  /** Faults that could not be injected are left out, so only lives without such are compared. */
  private static final Swarm SWARM =
      new Swarm(List.of("isolate-one", "kill-one", "clock-jump"), List.of(), Swarm.Span.BRIEF);

  @Test
  void whatIsWrittenDownLivesTheSameLife() {
    for (int seed = 1; seed <= 4; seed++) {
      Scenario scenario = SWARM.draw(new Seed(seed));
      List<String> again = moments(Transcription.of(scenario));
      // The transcript ends with its last operation, a little before the load's time is over.
      assertThat(moments(scenario)).startsWith(again.toArray(String[]::new));
      assertThat(again).hasSizeGreaterThan(moments(scenario).size() - 20);
    }
  }

  private static List<String> moments(Scenario scenario) {
    Life life = Life.of(scenario);
    assertThat(life.history().faults()).noneMatch(fault -> fault.isFail());
    long until = life.stageNanos("heal") - 1_500_000_000L;
    return life.history().events().stream()
        .filter(event -> event.timeNanos() < until)
        .map(TranscriptionTest::moment)
        .toList();
  }

  private static String moment(Event event) {
    return event.timeNanos() + " " + event.process() + " " + event.type() + " " + event.f();
  }
}
