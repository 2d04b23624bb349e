package dev.assay.checkers.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Timetable;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * For each rule of families smallest histories that break it, and some that just do not. An
 * operation is named by the index of its invocation, which is the time where it begins here.
 */
final class FamilyRulesTest {
  private static final String LOG =
      """
      0 0-1 ok send {"key":"k","value":"a"} -> {"key":"k","value":"a","offset":5}
      0 2-3 ok send {"key":"k","value":"b"} -> {"key":"k","value":"b","offset":6}
      0 4-5 ok send {"key":"k","value":"c"} -> {"key":"k","value":"c","offset":7}
      0 6-7 fail send {"key":"k","value":"d"}
      0 8-9 ok send {"key":"l","value":"a"} -> {"key":"l","value":"a","offset":1}
      1 10-11 ok poll null -> {"records":[["k",5,"a"]]}
      1 12-13 ok poll null -> {"records":[["l",9,"z"],["k",7,"c"]]}
      2 14-15 ok poll null -> {"records":[["k",5,"a"]]}
      2 16-17 ok seek null
      2 18-19 ok poll null -> {"records":[["k",7,"c"]]}
      3 20-21 ok poll null -> {"records":[["k",5,"a"],["k",7,"c"]]}
      4 22-23 fail poll null
      """;

  private static final String QUEUE =
      """
      0 0-1 ok enqueue 1
      0 2-3 ok enqueue 2
      0 4-5 ok enqueue 3
      0 6-7 ok enqueue 4
      0 8-9 ok enqueue 4
      1 10-11 ok dequeue null -> 1
      1 12-13 ok drain null -> [4]
      2 14 unknown dequeue null
      0 15-16 fail enqueue 5
      """;

  private static final String LIVE =
      """
      0 0-10 ok read null
      1 1-50 ok read null
      2 2-3 fail read null
      3 4 unknown read null
      4 20-21 fail read null
      """;

  private static final String REGISTERS =
      """
      0 0-1 ok write {"key":"x","value":1}
      0 2-3 ok write {"key":"x","value":2}
      0 4-5 ok write {"key":"y","value":1}
      1 6-7 ok read null -> {"key":"y","value":1}
      1 8-9 ok read null -> {"key":"x","value":1}
      1 10-11 ok read null -> {"key":"x","value":null}
      1 12-13 ok read null -> {"key":"z","value":7}
      2 14-15 ok read null -> {"key":"x","value":1}
      2 16-17 ok read null -> {"key":"z","value":null}
      3 18-19 fail write {"key":"z","value":7}
      4 20-21 ok read null -> {"key":"w","value":2}
      4 22-23 ok write {"key":"w","value":1}
      5 24-25 ok read null -> {"key":"w","value":1}
      5 26-27 ok write {"key":"w","value":2}
      6 28-29 ok read null -> {"key":"v","value":3}
      6 30-31 ok write {"key":"v","value":3}
      7 32-33 ok write {"key":"u","value":3}
      7 34-35 ok write {"key":"u","value":3}
      7 36-37 ok read null -> {"key":"u","value":3}
      7 38-39 ok write {"key":"t","value":1}
      7 40-41 ok read null -> {"key":"t","value":null}
      """;

  private static String refusal(History history, String rule, String cites) {
    return new Rules(Path.of("nowhere"), history)
        .refusal(
            Value.fields("certificate", Value.of("rule"))
                .with("rule", Value.of(rule))
                .with("cites", ValueJson.read("[" + cites + "]")))
        .orElse("");
  }

  private static History history(String rule) {
    String lines =
        switch (rule) {
          case "records-are-polled", "polls-leave-nothing-out" -> LOG;
          case "what-is-put-in-comes-out" -> QUEUE;
          case "somebody-is-answered" -> LIVE;
          default -> REGISTERS;
        };
    return Timetable.of(lines.lines().toList()).history();
  }

  @ParameterizedTest(name = "{0} is broken by {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "records-are-polled | 2,12", // b stands at 6, and somebody saw 7.
        "polls-leave-nothing-out | 12,2",
        "polls-leave-nothing-out | 20,2",
        "what-is-put-in-comes-out | 2,4",
        "what-is-put-in-comes-out | 2,6,8",
        "somebody-is-answered | 1,10000000,50000000,39999999",
        "somebody-is-answered | 4,10000000,50000000,1",
        "somebody-is-answered | 6,20000000,50000000,1",
        "somebody-is-answered | 1,12000000,13000000,999999",
        "replaced-is-not-read | 0,2,4,6,8",
        "replaced-is-not-read | 2,4,6,10",
        "replaced-is-not-read | 38,40",
        "what-is-read-was-written | 12",
        "causes-come-first | 20,22,24,26",
        "causes-come-first | 22,24,26,20",
        "causes-come-first | 28,30",
      })
  void isBrokenBy(String rule, String cites) {
    assertThat(refusal(history(rule), rule, cites)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is kept by {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "records-are-polled | 0,12", // It was seen.
        "records-are-polled | 4,12", // Seen by that poll itself.
        "records-are-polled | 2,10", // Nobody was behind it.
        "records-are-polled | 2,22",
        "records-are-polled | 2,4",
        "records-are-polled | 8,20", // Another log.
        "polls-leave-nothing-out | 10,2", // Its first.
        "polls-leave-nothing-out | 18,2", // It had sought the place.
        "polls-leave-nothing-out | 12,0", // That is where it was,
        "polls-leave-nothing-out | 12,4", // and that where it went.
        "polls-leave-nothing-out | 12,8", // Another log.
        "polls-leave-nothing-out | 20,10",
        "polls-leave-nothing-out | 22,2",
        "what-is-put-in-comes-out | 0,2", // One is excused.
        "what-is-put-in-comes-out | 2",
        "what-is-put-in-comes-out | 2,2",
        "what-is-put-in-comes-out | 2,15", // What failed need not come out.
        "what-is-put-in-comes-out | 6,8", // One of two came out.
        "somebody-is-answered | 1,10000000,50000000,40000000",
        "somebody-is-answered | 1,9000000,50000000,1", // Somebody was answered,
        "somebody-is-answered | 1,10000000,50000001,1", // and then the run was over.
        "somebody-is-answered | 2,10000000,50000000,1", // Whoever failed waits no longer.
        "somebody-is-answered | 6,19000000,50000000,1", // It had not asked yet.
        "somebody-is-answered | 0,10000000,50000000,1",
        "replaced-is-not-read | 0,4,6,8", // Nothing replaced it there,
        "replaced-is-not-read | 2,4,6,8", // or it is not what was read,
        "replaced-is-not-read | 0,2,8", // or nobody told,
        "replaced-is-not-read | 2,4,6", // or it is another register.
        "replaced-is-not-read | 0,2,4",
        "replaced-is-not-read | 0,2,14",
        "replaced-is-not-read | 14,16",
        "replaced-is-not-read | 18,16", // It failed.
        "replaced-is-not-read | 32,34,36", // Which of the two was read?
        "what-is-read-was-written | 8",
        "what-is-read-was-written | 10",
        "what-is-read-was-written | 2",
        "causes-come-first | 0,2",
        "causes-come-first | 0,2,4,6",
        "causes-come-first | 20,22,24",
        "causes-come-first | 20,22,26",
        "causes-come-first | 32,34,36",
      })
  void isKeptBy(String rule, String cites) {
    assertThat(refusal(history(rule), rule, cites))
        .isEqualTo("what it cites keeps the rule " + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such | 0",
        "somebody-is-answered | 1",
        "records-are-polled | 6,12",
        "what-is-put-in | "
      })
  void provesNothing(String rule, String cites) {
    assertThat(refusal(history(rule), rule, cites)).contains("is not there");
  }

  @Test
  void drainWithoutAnAnswerMayHaveTakenAll() {
    String lines = QUEUE + "5 40 unknown drain null";
    History history = Timetable.of(lines.lines().toList()).history();

    assertThat(refusal(history, "what-is-put-in-comes-out", "2,4")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"20,30,false", "0,10,true", "0,11,false", "49,60,false", "50,60,true"})
  void silenceIsNoWonderWhileSomethingIsBroken(long from, long to, boolean isBroken) {
    Timetable table =
        Timetable.of(LIVE.lines().toList())
            .nemesis(from, from, "kill", true)
            .nemesis(to, to, "restart", true);
    String why =
        refusal(
            table.history(),
            "somebody-is-answered",
            indexOf(table.history()) + ",10000000,50000000,1");

    assertThat(why.isEmpty()).isEqualTo(isBroken);
  }

  /** Of what took longest. */
  private static long indexOf(History history) {
    return history.clientOperations().stream()
        .filter(o -> o.completedNanos() == 50_000_000)
        .findFirst()
        .orElseThrow()
        .index();
  }

  @ParameterizedTest
  @CsvSource({
    "java.io.IOException: reset,true",
    "a.b.C$DeepError,true",
    "timed-out,false",
    "IOException,false",
    "java.io.IOExceptional,false"
  })
  void exceptionsAreNamedByTheirClass(String why, boolean isBroken) {
    for (EventType type : List.of(EventType.FAIL, EventType.UNKNOWN)) {
      History history =
          History.of(
              List.of(
                  event(0, EventType.INVOKE, Optional.empty()), event(1, type, Optional.of(why))));

      String refusal = refusal(history, "clients-expect-what-happens", "0");
      assertThat(refusal.isEmpty()).as("%s: %s", type, refusal).isEqualTo(isBroken);
    }
  }

  private static Event event(long index, EventType type, Optional<String> error) {
    return new Event(index, index, new ProcessId(0), type, "read", Value.NIL, error);
  }
}
