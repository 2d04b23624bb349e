package dev.assay.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Seed;
import dev.assay.history.file.ValueJson;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ScenarioTest {
  private static final Swarm SWARM =
      new Swarm(List.of("all"), List.of("no-dedup"), Swarm.Span.USUAL);

  @Test
  void aScenarioIsReadBackAsItWasWritten() {
    for (int seed = 1; seed <= 100; seed++) {
      Scenario scenario = SWARM.draw(new Seed(seed));
      String text = ValueJson.write(ScenarioJson.write(scenario));
      assertThat(ScenarioJson.read(ValueJson.read(text))).isEqualTo(scenario);
    }
  }

  @Test
  void seedsDrawScenariosOfManyKinds() {
    List<Scenario> scenarios =
        LongStream.rangeClosed(1, 200).mapToObj(seed -> SWARM.draw(new Seed(seed))).toList();

    assertThat(scenarios.stream().map(s -> s.subject().nodes()).distinct()).contains(3, 4, 5, 7);
    assertThat(scenarios.stream().map(s -> s.disturbance().faults()).distinct())
        .hasSizeGreaterThan(150);
    assertThat(scenarios.stream().map(s -> s.surroundings().conditions()).distinct())
        .hasSizeGreaterThan(190);
    assertThat(scenarios.stream().map(s -> s.demand().shape()).distinct()).hasSizeGreaterThan(190);
  }
}
