package dev.assay.checkers.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.family.Families;
import dev.assay.checkers.result.CheckResult;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a family's certificate cites: as much as is needed, and where it was seen. */
final class FamilyBreachTest {
  private static String proof(String checker, Recording recording) {
    Checker family =
        Families.all().stream().filter(c -> c.name().equals(checker)).findFirst().orElseThrow();
    CheckResult result = family.check(recording, new Budget(Budget.Limits.DEFAULT));
    return FamilyBreach.find(recording, result)
        .map(it -> ValueJson.write(((Value.Fields) it.value()).get("cites").orElseThrow()))
        .orElse("none");
  }

  private static Recording recording(String lines) {
    return Timetable.of(lines.lines().toList()).recording();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "total-queue | 0 0-1 ok enqueue 1; 1 9-10 ok drain null -> [] | [0]",
        "total-queue | 0 0-1 ok enqueue 1; 1 9-10 ok drain null -> [1] | none",
        "total-queue | 0 0-1 ok enqueue 1; 0 2-3 ok enqueue 1; 0 4-5 ok enqueue 2; 2 6 unknown"
            + " dequeue null; 1 9-10 ok drain null -> [] | [0,4]",
        "total-queue | 0 0-1 ok enqueue 1; 0 2-3 ok enqueue 3; 0 4-5 ok enqueue 2; 1 6-7 ok dequeue"
            + " null -> 3; 0 8-9 fail enqueue 4 | [0]",
        // More often in than out: that has no proof of this kind.
        "total-queue | 0 0-1 ok enqueue 1; 0 2-3 ok enqueue 1; 1 9-10 ok drain null -> [1] | none",
        "causal | 0 0-1 ok read null -> 1 | [0]",
        "causal | 0 0-1 ok write 1; 0 2-3 ok write 2; 1 4-5 ok read null -> 2; 1 6-7 ok read null"
            + " -> 1 | [0,2,4,6]",
        "causal | 0 0-1 ok write 1; 1 2-3 ok read null -> 1; 1 4-5 ok read null -> null | [0,2,4]",
        "causal | 0 0-1 ok read null -> 1; 0 2-3 ok write 1 | [0,2]",
        "causal | 0 0-1 ok read null -> 2; 0 2-3 ok write 1; 1 4-5 ok read null -> 1; 1 6-7 ok"
            + " write 2 | [0,2,4,6]",
        "causal | 0 0-1 ok write 1; 1 2-3 ok read null -> 1 | none",
      })
  void cites(String checker, String lines, String cited) {
    assertThat(proof(checker, recording(String.join("\n", lines.split("; ", -1)))))
        .isEqualTo(cited);
  }

  @Test
  void lostRecordIsCitedWithThePollThatWentPastIt() {
    String lines =
        """
        0 0-1 ok send {"key":"k","value":"a"} -> {"key":"k","value":"a","offset":5}
        0 2-3 ok send {"key":"k","value":"b"} -> {"key":"k","value":"b","offset":6}
        1 4-5 ok poll null -> {"records":[["k",6,"b"]]}
        1 6-7 fail poll null
        """;
    assertThat(proof("kafka", recording(lines))).isEqualTo("[0,4]");
  }

  @Test
  void recordThatAPollLeftOutIsCitedWithWhoSawIt() {
    String lines =
        """
        0 0-1 ok send {"key":"k","value":"a"} -> {"key":"k","value":"a","offset":5}
        0 2-3 ok send {"key":"k","value":"b"} -> {"key":"k","value":"b","offset":6}
        0 4-5 ok send {"key":"k","value":"c"} -> {"key":"k","value":"c","offset":7}
        2 6-7 ok poll null -> {"records":[["k",5,"a"],["k",6,"b"]]}
        1 8-9 ok poll null -> {"records":[["k",5,"a"]]}
        1 10-11 ok poll null -> {"records":[["k",7,"c"]]}
        """;
    assertThat(proof("kafka", recording(lines))).isEqualTo("[10,2]");
  }

  @Test
  void silenceIsCitedFromTheLastAnswerOrFaultOn() {
    Timetable table =
        new Timetable()
            .ok(0, 0, 1, "read", Value.NIL, Value.NIL)
            .unknown(1, 5_000, "read", Value.NIL)
            .nemesis(10_000, 10_001, "kill", true)
            .nemesis(40_000, 40_001, "restart", true)
            .fail(2, 90_000, 90_001, "read", Value.NIL);
    assertThat(proof("liveness", table.recording()))
        .isEqualTo("[2,40000000000,90001000000,20000000000]");

    table.ok(3, 41_000, 42_000, "read", Value.NIL, Value.NIL);
    assertThat(proof("liveness", table.recording()))
        .isEqualTo("[2,42000000000,90001000000,20000000000]");

    table.ok(3, 70_000, 71_000, "read", Value.NIL, Value.NIL);
    assertThat(proof("liveness", table.recording()))
        .isEqualTo("[2,42000000000,71000000000,20000000000]");
  }

  @Test
  void silenceBeginsWithTheFirstWhoAsked() {
    Timetable table =
        new Timetable()
            .ok(0, 0, 1, "read", Value.NIL, Value.NIL)
            .fail(1, 30_000, 60_000, "read", Value.NIL);

    assertThat(proof("liveness", table.recording()))
        .isEqualTo("[2,30000000000,60000000000,20000000000]");
  }

  @Test
  void exceptionIsCitedByItsOperation() {
    Event invoked =
        new Event(0, 0, new ProcessId(0), EventType.INVOKE, "read", Value.NIL, Optional.empty());
    Event failed =
        new Event(
            1,
            1,
            new ProcessId(0),
            EventType.FAIL,
            "read",
            Value.NIL,
            Optional.of("java.io.IOException: reset"));

    assertThat(proof("exceptions", Recording.of(History.of(List.of(invoked, failed)))))
        .isEqualTo("[0]");
  }
}
