package dev.assay.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Event;
import dev.assay.history.Seed;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TranscriptionTest {
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
    long until = life.stageNanos("heal") - 1_500_000_000L;
    return life.history().events().stream()
        // Faults that could not be injected are not written down.
        .filter(event -> event.process().isClient() && event.timeNanos() < until)
        // At one moment the last operation of a stage may end after the next stage's first began.
        .sorted(Comparator.comparingLong(Event::timeNanos).thenComparing(TranscriptionTest::moment))
        .map(TranscriptionTest::moment)
        .toList();
  }

  private static String moment(Event event) {
    return event.timeNanos() + " " + event.process() + " " + event.type() + " " + event.f();
  }
}
