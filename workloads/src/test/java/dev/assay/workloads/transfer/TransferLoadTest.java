package dev.assay.workloads.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.shape.TransferShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TransferLoadTest {
  private static final Context CONTEXT =
      new Context(5, List.of(new ProcessId(0), new ProcessId(1)), List.of());

  @Test
  void sharesAreThoseOfTheShape() {
    Map<String, Long> counts =
        invocations(load(1), 10_000).stream()
            .collect(Collectors.groupingBy(Invocation::f, Collectors.counting()));

    assertThat(counts.get("read")).isCloseTo(2_500L, within(300L));
    assertThat(counts.get("read-all")).isCloseTo(1_500L, within(300L));
    assertThat(counts.get("transfer")).isCloseTo(6_000L, within(300L));
  }

  @Test
  void firstAccountIsHot() {
    Map<Value, Long> from =
        invocations(load(2), 10_000).stream()
            .filter(invocation -> invocation.f().equals("transfer"))
            .collect(
                Collectors.groupingBy(
                    invocation -> invocation.value().get("from").orElseThrow(),
                    Collectors.counting()));

    assertThat(from.get(Value.of("a0"))).isGreaterThan(5 * from.getOrDefault(Value.of("a7"), 0L));
    assertThat(from).hasSize(8);
  }

  @Test
  void transfersMoveSomethingBetweenTwoAccountsUnderAnIdOfTheirOwn() {
    List<Value.Fields> transfers =
        invocations(load(3), 2_000).stream()
            .filter(invocation -> invocation.f().equals("transfer"))
            .map(Invocation::value)
            .toList();

    assertThat(transfers).allSatisfy(it -> assertThat(it.get("from")).isNotEqualTo(it.get("to")));
    assertThat(transfers.stream().map(it -> it.get("id")).distinct()).hasSize(transfers.size());
    assertThat(transfers)
        .allSatisfy(
            it ->
                assertThat(((Value.Whole) it.get("amount").orElseThrow()).number())
                    .isBetween(1L, 30L));
  }

  @Test
  void sameSeedGivesTheSameOperations() {
    assertThat(invocations(load(4), 500)).isEqualTo(invocations(load(4), 500));
    assertThat(invocations(load(4), 500)).isNotEqualTo(invocations(load(5), 500));
  }

  @Test
  void transferOfUnknownOutcomeIsAskedForAgainUnderItsId() {
    Value.Fields asked =
        Value.fields("id", Value.of("t-lost"))
            .with("from", Value.of("a0"))
            .with("to", Value.of("a1"))
            .with("amount", Value.of(7));
    Generator load = load(6).update(CONTEXT, event(EventType.UNKNOWN, asked));

    assertThat(invocations(load, 200)).contains(new Invocation("transfer", asked));
  }

  @Test
  void definiteFailureIsNotRepeated() {
    Value.Fields asked = Value.fields("id", Value.of("t-refused"));
    Generator load = load(7).update(CONTEXT, event(EventType.FAIL, asked));

    assertThat(invocations(load, 500))
        .noneMatch(it -> it.value().get("id").equals(Optional.of(Value.of("t-refused"))));
  }

  @Test
  void waitsWhenNobodyIsFree() {
    assertThat(load(8).next(new Context(5, List.of(), List.of(new ProcessId(0)))))
        .isInstanceOf(Generator.Next.Pending.class);
  }

  private static Event event(EventType type, Value.Fields value) {
    return new Event(1, 4, new ProcessId(0), type, "transfer", value, Optional.of("timed out"));
  }

  private static Generator load(long seed) {
    return new TransferLoad(TransferShape.USUAL, new Seed(seed), 0, List.of());
  }

  private static List<Invocation> invocations(Generator from, int count) {
    List<Invocation> invocations = new ArrayList<>();
    Generator generator = from;
    while (invocations.size() < count) {
      Generator.Next.Invoke next = (Generator.Next.Invoke) generator.next(CONTEXT);
      invocations.add(next.invocation());
      generator = next.rest();
    }
    return invocations;
  }
}
