package dev.assay.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FaultSpanTest {
  private static final Value.Fields PROVEN = Value.fields("proven", Value.of(true));
  private static final long END = 100;

  private final List<Event> events = new ArrayList<>();

  @Test
  void lastsFromItsInjectionToItsRecovery() {
    ok(10, "kill", PROVEN.with("state", Value.of("down")));
    ok(20, "heal", Value.fields());
    ok(30, "restart", Value.fields());

    assertThat(spans()).containsExactly("kill 10-30 proven");
  }

  @Test
  void lastsToTheEndWhenNothingEndsIt() {
    ok(10, "pause", Value.fields());
    ok(20, "restart", Value.fields());

    assertThat(spans()).containsExactly("pause 10-100");
  }

  @Test
  void oneRecoveryEndsAllOfItsFamily() {
    ok(10, "clock-jump", Value.fields());
    ok(20, "clock-drift", Value.fields());
    ok(30, "partition", Value.fields());
    ok(40, "clock-reset", Value.fields());

    assertThat(spans())
        .containsExactly("clock-jump 10-40", "clock-drift 20-40", "partition 30-100");
  }

  @Test
  void healingAllEndsEverything() {
    ok(10, "kill", Value.fields());
    ok(20, "anything", Value.fields());
    ok(30, "heal-all", Value.fields());

    assertThat(spans()).containsExactly("kill 10-30", "anything 20-30");
  }

  @Test
  void refusedFaultHasNoneAndARefusedRecoveryEndsNothing() {
    add(10, EventType.FAIL, "clock-drift", Value.fields());
    ok(20, "pause", Value.fields());
    add(30, EventType.FAIL, "resume", Value.fields());

    assertThat(spans()).containsExactly("pause 20-100");
  }

  @Test
  void aClaimWithoutAMeasurementIsNoProof() {
    answered(10, "kill", Value.fields(), PROVEN.with("nodes", Value.items(List.of())));
    answered(20, "pause", Value.fields("atMillis", Value.of(1)), PROVEN);

    assertThat(spans()).containsExactly("kill 10-100", "pause 20-100");
  }

  @Test
  void aClockThatIsNotWhereItWasSetIsNoProof() {
    Value.Fields jump = Value.fields("offsetMillis", Value.of(-2_000));
    Value.Fields drift = Value.fields("perMille", Value.of(100));
    answered(10, "clock-jump", jump, PROVEN.with("n1", skew("skewMillis", 0)));
    answered(20, "clock-jump", jump, PROVEN.with("n1", skew("measuredMillis", -1_993)));
    answered(30, "clock-drift", drift, PROVEN.with("n1", skew("gainMillisIn10s", 0)));
    answered(40, "clock-drift", drift, PROVEN.with("n1", skew("gainedMillis", 104)));
    answered(50, "clock-jump", jump, PROVEN.with("n1", skew("stepMillis", -2_000)));
    answered(60, "clock-rate", drift, PROVEN.with("n1", skew("stepMillis", 100)));
    answered(70, "disk-errors", drift, PROVEN.with("n1", skew("failed", 3)));

    assertThat(spans())
        .containsExactly(
            "clock-jump 10-100",
            "clock-jump 20-100 proven",
            "clock-drift 30-100",
            "clock-drift 40-100 proven",
            "clock-jump 50-100",
            "clock-rate 60-100",
            "disk-errors 70-100 proven");
  }

  private static Value skew(String name, long millis) {
    return Value.fields(name, Value.of(millis));
  }

  @Test
  void nodesThatDoNotRunAreCounted() {
    Value.Fields two = Value.fields("nodes", Value.items(List.of(Value.of("n1"), Value.of("n2"))));
    ok(10, "power-fail", two);
    ok(20, "partition", two);
    ok(30, "pause", Value.fields());

    assertThat(FaultSpan.of(History.of(events).faults(), END))
        .extracting(FaultSpan::stoppedNodes)
        .containsExactly(2, 0, 0);
  }

  private List<String> spans() {
    return FaultSpan.of(History.of(events).faults(), END).stream()
        .map(
            span ->
                span.fault().f()
                    + " "
                    + span.fromNanos()
                    + "-"
                    + span.toNanos()
                    + (span.proven() ? " proven" : ""))
        .toList();
  }

  private void ok(long nanos, String f, Value facts) {
    add(nanos, EventType.OK, f, facts);
  }

  private void answered(long nanos, String f, Value.Fields asked, Value.Fields facts) {
    event(nanos, EventType.INVOKE, f, asked, Optional.empty());
    event(nanos + 1, EventType.OK, f, asked.with(facts), Optional.empty());
  }

  private void add(long nanos, EventType outcome, String f, Value facts) {
    Optional<String> error = outcome == EventType.FAIL ? Optional.of("refused") : Optional.empty();
    event(nanos, EventType.INVOKE, f, Value.fields(), Optional.empty());
    event(nanos + 1, outcome, f, facts, error);
  }

  private void event(long nanos, EventType type, String f, Value value, Optional<String> error) {
    events.add(new Event(events.size(), nanos, ProcessId.NEMESIS, type, f, value, error));
  }
}
