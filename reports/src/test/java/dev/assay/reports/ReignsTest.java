package dev.assay.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReignsTest {
  @TempDir private Path folder;

  @Test
  void endsWhenTheNodeStepsDown() throws IOException {
    assertThat(
            reigns(
                List.of(),
                noted(10, "n1", "became-primary", 1, ""),
                noted(20, "n2", "became-backup", 2, ""),
                noted(30, "n1", "became-backup", 2, "")))
        .containsExactly(new Reign("n1", 1, 10, 30));
  }

  @Test
  void endsWhenTheNodeLosesItsLifeNotWhenItRisesAgain() throws IOException {
    assertThat(
            reigns(
                disturbances("power-fail", "n1", 20, EventType.OK),
                noted(10, "n1", "became-primary", 1, ""),
                noted(50, "n1", "started", 1, "")))
        .containsExactly(new Reign("n1", 1, 10, 20));
  }

  @Test
  void outlivesOthersDeathsAndFaultsThatDidNotHappen() throws IOException {
    String leads = noted(10, "n1", "became-primary", 1, "");

    assertThat(reigns(disturbances("kill", "n2", 20, EventType.OK), leads))
        .containsExactly(new Reign("n1", 1, 10, -1));
    assertThat(reigns(disturbances("kill", "n1", 20, EventType.FAIL), leads))
        .containsExactly(new Reign("n1", 1, 10, -1));
  }

  @Test
  void isKnownFromOthersWhenTheLeadersOwnWordIsLost() throws IOException {
    assertThat(
            reigns(
                disturbances("kill", "n1", 40, EventType.OK),
                noted(10, "n2", "primary-known", 3, "n1"),
                noted(15, "n3", "primary-known", 3, "n1"),
                noted(60, "n1", "started", 3, "")))
        .containsExactly(new Reign("n1", 3, 10, 40));
  }

  private List<Reign> reigns(List<Disturbance> disturbances, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("events.jsonl"), List.of(lines));
    return Reigns.of(file, disturbances);
  }

  private static String noted(long time, String source, String event, long epoch, String detail) {
    return "{\"time\":%d,\"source\":\"%s\",\"event\":\"%s\",\"epoch\":%d,\"detail\":\"%s\"}"
        .formatted(time, source, event, epoch, detail);
  }

  private static List<Disturbance> disturbances(
      String f, String node, long nanos, EventType outcome) {
    Value value = Value.fields("nodes", Value.items(List.of(Value.of(node))));
    Optional<String> error = outcome == EventType.FAIL ? Optional.of("refused") : Optional.empty();
    History history =
        History.of(
            List.of(
                new Event(
                    0, nanos, ProcessId.NEMESIS, EventType.INVOKE, f, value, Optional.empty()),
                new Event(1, nanos, ProcessId.NEMESIS, outcome, f, value, error)));
    return Disturbance.of(history.faults());
  }
}
