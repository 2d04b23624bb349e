package dev.assay.checkers.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.result.CheckResult;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FamiliesTest {
  @TempDir private Path folder;

  record Case(String title, String checker, String verdict, String part, List<String> lines) {
    @Override
    public String toString() {
      return checker + ": " + title;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String line : text("families.txt").split("\n", -1)) {
      if (line.startsWith("== ")) {
        String[] parts = line.substring(3).split("\\|", -1);
        cases.add(
            new Case(
                parts[0].strip(),
                parts[1].strip(),
                parts[2].strip(),
                parts[3].strip(),
                new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        cases.getLast().lines().add(line);
      }
    }
    return cases.stream();
  }

  private static String text(String file) {
    try (InputStream in = FamiliesTest.class.getResourceAsStream("/family/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decides(Case given) {
    CheckResult result = check(given.checker(), recording(given));

    assertThat(result.verdict().name()).as("%s", result).isEqualTo(given.verdict());
    assertThat(result.summary()).containsIgnoringCase(given.part());
  }

  /** Every word and number of every result; {@code -Drewrite=true} writes them anew. */
  @Test
  void resultsAreAsWritten() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Case given : cases().toList()) {
      CheckResult result = check(given.checker(), recording(given));
      all.append("== ").append(given).append('\n');
      all.append(result.verdict()).append(": ").append(result.summary()).append('\n');
      result
          .evidence()
          .forEach(e -> all.append(e.operations()).append(' ').append(e.sentence()).append('\n'));
      all.append(ValueJson.write(result.statistics())).append('\n');
    }
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(Path.of("src/test/resources/family/results.txt"), all);
    }
    assertThat(all.toString()).isEqualTo(text("results.txt"));
  }

  /** One step for each operation at least: whoever has none to spend does not look at any. */
  @ParameterizedTest
  @MethodSource("cases")
  void stopsWhenNothingIsLeftToSpend(Case given) {
    Recording recording = recording(given);
    if (given.checker().equals("liveness") || given.title().equals("from its own future")) {
      return; // It looks at times, or at writes of others, of which there are none.
    }
    Budget nothing = new Budget(new Budget.Limits(0, 0, () -> false));

    assertThatThrownBy(() -> named(given.checker()).check(recording, nothing))
        .isInstanceOf(Budget.ExhaustedException.class);
  }

  static Recording recording(Case given) {
    return Timetable.of(given.lines()).recording();
  }

  @Test
  void exceptionOfJavaIsTold() {
    History history =
        History.of(
            List.of(
                event(0, EventType.INVOKE, Optional.empty()),
                event(1, EventType.FAIL, Optional.of("java.io.IOException: reset"))));

    CheckResult result = check("exceptions", Recording.of(history));

    assertThat(result.verdict().name()).isEqualTo("FAIL");
    assertThat(result.summary()).contains("java.io.IOException");
  }

  private static Event event(long index, EventType type, Optional<String> error) {
    return new Event(index, index, new ProcessId(0), type, "read", Value.NIL, error);
  }

  @Test
  void logThatTellsOfAPanicIsToldWithItsPlace() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("nodes/n1"));
    Files.writeString(logs.resolve("node.log"), "started\nn1 panic: no more\n");
    Recording recording =
        new Recording(
            new Timetable().ok(0, 0, 1, "read", Value.NIL, Value.NIL).history(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.of(folder));

    assertThat(check("log-patterns", recording).summary())
        .contains("N1/node.log, line 2: n1 panic: no more");

    Files.writeString(logs.resolve("node.log"), "started\nstopped\n");
    assertThat(check("log-patterns", recording).verdict().name()).isEqualTo("PASS");
  }

  @Test
  void livenessIsNotAskedForWhileSomethingIsBroken() {
    Timetable table =
        new Timetable()
            .ok(0, 0, 1, "read", Value.NIL, Value.NIL)
            .nemesis(2, 3, "kill", true)
            .fail(0, 4, 40_000, "read", Value.NIL)
            .nemesis(40_001, 40_002, "restart", true)
            .ok(0, 40_003, 40_004, "read", Value.NIL, Value.NIL);

    assertThat(check("liveness", table.recording()).verdict().name()).isEqualTo("PASS");
  }

  private static CheckResult check(String name, Recording recording) {
    return named(name).check(recording, new Budget(Budget.Limits.DEFAULT));
  }

  static Checker named(String name) {
    return Families.all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
