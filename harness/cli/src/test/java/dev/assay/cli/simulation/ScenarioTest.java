package dev.assay.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.FieldReader;
import dev.assay.history.file.ValueJson;
import dev.assay.node.SnapshotPolicy;
import dev.assay.workloads.shape.TransferShape;
import java.util.List;
import java.util.Map;
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
  void aScenarioFromBeforeThereWereOtherWorkloadsIsRead() {
    Scenario scenario =
        new Swarm(List.of("transfer"), List.of("all"), List.of(), Swarm.Span.USUAL)
            .draw(new Seed(1));
    Value.Fields now = ScenarioJson.write(scenario);
    Value.Fields before = Value.fields();
    for (Map.Entry<String, Value> field : now.fields().entrySet()) {
      before =
          switch (field.getKey()) {
            case "settings" ->
                before.with("pace", FieldReader.of("settings", field.getValue()).value("pace"));
            case "shape" ->
                before.with(
                    "shape",
                    without("habits", without("workload", (Value.Fields) field.getValue()))
                        .with("retryPercent", Value.of(5)));
            default -> before.with(field.getKey(), field.getValue());
          };
    }

    Scenario read = ScenarioJson.read(before);

    assertThat(read.demand().shape()).isInstanceOf(TransferShape.class);
    assertThat(read.demand().shape().habits().retryPercent()).isEqualTo(5);
    assertThat(read.surroundings().settings().pace())
        .isEqualTo(scenario.surroundings().settings().pace());
    assertThat(read.surroundings().settings().snapshots()).isEqualTo(SnapshotPolicy.STANDARD);
  }

  private static Value.Fields without(String name, Value.Fields fields) {
    Value.Fields rest = Value.fields();
    for (Map.Entry<String, Value> field : fields.fields().entrySet()) {
      rest = field.getKey().equals(name) ? rest : rest.with(field.getKey(), field.getValue());
    }
    return rest;
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
