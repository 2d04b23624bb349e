package dev.assay.harness.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.interpreter.VirtualRun;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42, -7})
  void mixKeepsItsShares(long seed) {
    Generator mix =
        Generators.mix(
            new Seed(seed),
            List.of(
                new Share(60, named("a")), new Share(30, named("b")), new Share(10, named("c"))));
    List<Event> invoked = invoked(VirtualRun.of(Generators.limit(10_000, mix), 5));
    assertThat(invoked).hasSize(10_000);
    assertThat(count(invoked, "a")).isCloseTo(6000, within(300L));
    assertThat(count(invoked, "b")).isCloseTo(3000, within(300L));
    assertThat(count(invoked, "c")).isCloseTo(1000, within(300L));
  }

  @ParameterizedTest
  @EnumSource(Spacing.class)
  void rateIsKept(Spacing spacing) {
    Generator rate = Generators.rate(new Seed(7), 1000, spacing, named("a"));
    List<Event> invoked =
        invoked(VirtualRun.of(Generators.timeLimit(Duration.ofSeconds(10), rate), 50));
    assertThat(invoked.size()).isCloseTo(10_000, within(500));
  }

  @Test
  void rateIsKeptWhenEachOperationIsALittleLate() {
    Generator rate = Generators.rate(new Seed(7), 100, Spacing.UNIFORM, named("a"));
    // One process that is busy for 9 ms of each 10 on average is late nearly every time.
    List<Event> invoked =
        invoked(
            VirtualRun.of(
                Generators.timeLimit(Duration.ofSeconds(20), rate),
                1,
                VirtualRun.okAfter(Duration.ofMillis(9))));
    assertThat(invoked.size()).isCloseTo(2000, within(100));
  }

  @Test
  void noBurstFollowsALongSilence() {
    Generator rate = Generators.rate(new Seed(7), 100, Spacing.UNIFORM, named("a"));
    List<Event> events =
        VirtualRun.of(
            Generators.timeLimit(Duration.ofSeconds(20), rate),
            10,
            (_, what, number) ->
                new VirtualRun.Reply(
                    number < 10 ? 10_000_000_000L : 1_000_000L, new Outcome.Ok(what.value())));
    long afterSilence =
        invoked(events).stream()
            .filter(e -> e.timeNanos() >= 10_000_000_000L && e.timeNanos() < 11_500_000_000L)
            .count();
    assertThat(afterSilence).isLessThan(220);
  }

  @Test
  void sameSeedAndSameCompletionsGiveTheSameHistory() {
    List<Event> first = VirtualRun.of(everything(new Seed(5)), 4, GeneratorsTest::eighthUnknown);
    List<Event> second = VirtualRun.of(everything(new Seed(5)), 4, GeneratorsTest::eighthUnknown);
    assertThat(first).hasSizeGreaterThan(500).isEqualTo(second);
    assertThat(VirtualRun.of(everything(new Seed(6)), 4, GeneratorsTest::eighthUnknown))
        .isNotEqualTo(first);
  }

  @Test
  void askingTwiceGivesTheSameAnswer() {
    Generator generator = everything(new Seed(9));
    Context context = new Context(0, List.of(new ProcessId(0), ProcessId.NEMESIS), List.of());
    for (int i = 0; i < 200; i++) {
      Generator.Next next = generator.next(context);
      assertThat(generator.next(context).toString()).isEqualTo(next.toString());
      switch (next) {
        case Generator.Next.Invoke invoke -> generator = invoke.rest();
        case Generator.Next.Pending pending -> {
          generator = pending.rest();
          context = new Context(pending.untilNanos(), context.free(), List.of());
        }
        case Generator.Next.Exhausted _ -> throw new AssertionError("exhausted after " + i);
      }
    }
  }

  @Test
  void noOperationOfAPhaseStartsBeforeTheOneBeforeHasDrained() {
    Generator phases =
        Generators.phases(
            Generators.limit(7, named("a")),
            Generators.limit(5, named("b")),
            Generators.limit(0, named("never")),
            Generators.limit(3, named("c")));
    List<Event> events =
        VirtualRun.of(phases, 4, (_, what, n) -> ok(what, 1_000_000 * (1 + n * 7919 % 13)));
    assertThat(order(events, "a", "b")).isTrue();
    assertThat(order(events, "b", "c")).isTrue();
    assertThat(invoked(events)).hasSize(15);
  }

  @Test
  void clientsDoNotWaitForTheNemesisUnlessToldTo() {
    Generator faults = Generators.onNemesis(Generators.limit(1, named("kill")));
    Generator load =
        Generators.onClients(
            Generators.phases(Generators.limit(2, named("a")), Generators.limit(2, named("b"))));
    List<Event> events =
        VirtualRun.of(
            Generators.phases(
                Generators.any(List.of(faults, load)), Generators.limit(1, named("last"))),
            2,
            (process, what, _) -> ok(what, process.isClient() ? 1_000_000 : 1_000_000_000));
    assertThat(completions(events)).containsExactly("a", "a", "b", "b", "kill", "last");
    assertThat(events.getFirst().process()).isEqualTo(ProcessId.NEMESIS);
    assertThat(events.getLast().process()).isNotEqualTo(ProcessId.NEMESIS);
  }

  @Test
  void timeLimitCountsFromTheFirstQuestion() {
    Generator generator =
        Generators.phases(
            Generators.sleep(SECOND),
            Generators.timeLimit(
                SECOND, Generators.cycle(100, slowly(Duration.ofMillis(400), "a"))));
    List<Event> invoked = invoked(VirtualRun.of(generator, 1));
    assertThat(invoked.stream().map(e -> e.timeNanos() / 1_000_000)).containsExactly(1400L, 1800L);
  }

  @Test
  void eachProcessGetsACopyOfItsOwn() {
    Generator each = Generators.eachProcess(Generators.limit(2, named("a")));
    List<Event> events = VirtualRun.of(Generators.onClients(each), 3);
    assertThat(invoked(events).stream().map(e -> e.process().number()).sorted())
        .containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
  }

  @Test
  void aProcessThatTakesACrashedOnesPlaceGetsItsCopyToo() {
    Generator each = Generators.eachProcess(Generators.limit(1, named("a")));
    List<Event> events =
        VirtualRun.of(
            Generators.onClients(each),
            2,
            (process, what, _) ->
                process.number() == 1
                    ? new VirtualRun.Reply(1, new Outcome.Unknown("time-out"))
                    : ok(what, 1));
    assertThat(invoked(events).stream().map(e -> e.process().number())).containsExactly(0L, 1L, 3L);
  }

  @Test
  void untilOkRepeatsTheSameOperationUntilItIsOk() {
    Generator until = Generators.untilOk(invocation("a"), 10, Duration.ofMillis(100));
    List<Event> events =
        VirtualRun.of(
            until,
            2,
            (_, what, n) ->
                n < 3
                    ? new VirtualRun.Reply(1_000_000, new Outcome.Fail("not-leader"))
                    : ok(what, 1_000_000));
    assertThat(invoked(events).stream().map(e -> e.timeNanos() / 1_000_000))
        .containsExactly(0L, 101L, 202L, 303L);
    assertThat(events.getLast().type()).isEqualTo(EventType.OK);
  }

  @Test
  void untilOkGivesUpAfterItsAttempts() {
    Generator until = Generators.untilOk(invocation("a"), 4, Duration.ofMillis(100));
    List<Event> events =
        VirtualRun.of(until, 2, (_, _, _) -> new VirtualRun.Reply(1, new Outcome.Unknown("?")));
    assertThat(invoked(events)).hasSize(4);
  }

  @Test
  void burstsActAndRest() {
    Generator bursts =
        Generators.timeLimit(
            Duration.ofSeconds(10),
            Generators.bursts(
                SECOND,
                Duration.ofSeconds(3),
                Generators.rate(new Seed(3), 50, Spacing.EXPONENTIAL, named("a"))));
    assertThat(invoked(VirtualRun.of(bursts, 10)).stream().map(e -> e.timeNanos() / 1_000_000_000))
        .hasSizeGreaterThan(50)
        .allMatch(second -> second % 4 == 0);
  }

  @Test
  void concurrencyLimitLeavesProcessesFree() {
    Generator limited = Generators.limit(20, Generators.concurrencyLimit(2, named("a")));
    List<Event> events = VirtualRun.of(Generators.onClients(limited), 6);
    int busy = 0;
    for (Event event : events) {
      busy += event.type() == EventType.INVOKE ? 1 : -1;
      assertThat(busy).isLessThanOrEqualTo(2);
    }
    assertThat(events).hasSize(40);
  }

  @Test
  void numbersOutsideTheirBoundsAreRefusedByName() {
    assertThatThrownBy(() -> Generators.rate(new Seed(1), 0, Spacing.UNIFORM, named("a")))
        .hasMessageContaining("rate of 0/s");
    assertThatThrownBy(() -> Generators.sleep(Duration.ofSeconds(-1)))
        .hasMessageContaining("sleep of PT-1S");
    assertThatThrownBy(() -> Generators.mix(new Seed(1), List.of()))
        .hasMessageContaining("sum to 0");
    assertThatThrownBy(() -> new Share(0, named("a"))).hasMessageContaining("weight 0");
  }

  private static Generator everything(Seed seed) {
    Generator mix =
        Generators.mix(
            seed.fork("mix"), List.of(new Share(3, named("a")), new Share(1, named("b"))));
    Generator load =
        Generators.onClients(Generators.rate(seed.fork("rate"), 200, Spacing.EXPONENTIAL, mix));
    Generator faults =
        Generators.onNemesis(
            Generators.stagger(seed.fork("faults"), SECOND, Spacing.UNIFORM, named("kill")));
    return Generators.phases(
        Generators.timeLimit(Duration.ofSeconds(3), Generators.any(List.of(faults, load))),
        Generators.onClients(Generators.untilOk(invocation("last"), 5, Duration.ofMillis(10))));
  }

  private static VirtualRun.Reply eighthUnknown(ProcessId process, Invocation what, long number) {
    long latency = 1_000_000L * (1 + Math.floorMod(number * 7919, 31));
    return number % 8 == 7
        ? new VirtualRun.Reply(latency, new Outcome.Unknown("time-out"))
        : ok(what, latency);
  }

  private static Generator slowly(Duration pause, String f) {
    return Generators.sequence(List.of(Generators.sleep(pause), Generators.limit(1, named(f))));
  }

  private static Generator named(String f) {
    return Generators.operations(
        position -> new Invocation(f, Value.fields("k", Value.of(position))));
  }

  private static Invocation invocation(String f) {
    return new Invocation(f, Value.fields());
  }

  private static VirtualRun.Reply ok(Invocation what, long afterNanos) {
    return new VirtualRun.Reply(afterNanos, new Outcome.Ok(what.value()));
  }

  private static List<Event> invoked(List<Event> events) {
    return events.stream().filter(e -> e.type() == EventType.INVOKE).toList();
  }

  private static List<String> completions(List<Event> events) {
    return events.stream().filter(e -> e.type() != EventType.INVOKE).map(Event::f).toList();
  }

  private static long count(List<Event> events, String f) {
    return events.stream().filter(e -> e.f().equals(f)).count();
  }

  private static boolean order(List<Event> events, String before, String after) {
    long last = indexes(events, before).max().orElseThrow();
    long first = indexes(events, after).min().orElseThrow();
    return last < first;
  }

  private static LongStream indexes(List<Event> events, String f) {
    return events.stream().filter(e -> e.f().equals(f)).mapToLong(Event::index);
  }
}
