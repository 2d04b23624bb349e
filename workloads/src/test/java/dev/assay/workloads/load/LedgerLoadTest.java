package dev.assay.workloads.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.workloads.LedgerWorkloads;
import dev.assay.workloads.shape.Habits;
import dev.assay.workloads.shape.ListAppendShape;
import dev.assay.workloads.shape.RegisterShape;
import dev.assay.workloads.shape.SetShape;
import dev.assay.workloads.shape.TransferShape;
import dev.assay.workloads.shape.WorkloadShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LedgerLoadTest {
  private static final Context CONTEXT =
      new Context(5, List.of(new ProcessId(0), new ProcessId(1)), List.of());
  private static final Habits PLAIN = new Habits(2_000, 0, 0, 0, 0, 0);

  @Test
  void sharesAreThoseOfTheShape() {
    Map<String, Long> counts =
        invocations(load(TransferShape.USUAL, 1), 10_000).stream()
            .collect(Collectors.groupingBy(Invocation::f, Collectors.counting()));

    assertThat(counts.get("read")).isCloseTo(2_250L, within(300L));
    assertThat(counts.get("read-all")).isCloseTo(1_350L, within(300L));
    assertThat(counts.get("local-read")).isCloseTo(120L, within(60L));
    assertThat(counts.get("transfer")).isCloseTo(6_000L, within(400L));
  }

  @Test
  void firstAccountIsHot() {
    Map<Value, Long> from = sources(new TransferShape(8, 100, 30, 25, 15, 0, PLAIN));
    Map<Value, Long> hot = sources(new TransferShape(8, 100, 30, 25, 15, 90, PLAIN));

    assertThat(from.get(Value.of("a0"))).isGreaterThan(5 * from.getOrDefault(Value.of("a7"), 0L));
    assertThat(from).hasSize(8);
    assertThat(hot.get(Value.of("a0"))).isGreaterThan(5_000L);
  }

  /** Between accounts that there are, and of an amount that there is. */
  private static boolean isSensible(Invocation invocation) {
    return !invocation.value().toString().contains("nobody")
        && invocation.value().get("amount").orElse(Value.NIL) instanceof Value.Whole(long amount)
        && amount > 0;
  }

  private static Map<Value, Long> sources(TransferShape shape) {
    return invocations(load(shape, 2), 10_000).stream()
        .filter(invocation -> invocation.f().equals("transfer") && isSensible(invocation))
        .collect(
            Collectors.groupingBy(
                invocation -> invocation.value().get("from").orElseThrow(), Collectors.counting()));
  }

  @Test
  void transfersMoveSomethingBetweenTwoAccountsUnderAnIdOfTheirOwn() {
    List<Value.Fields> transfers =
        invocations(load(new TransferShape(8, 100, 30, 25, 15, 0, PLAIN), 3), 2_000).stream()
            .filter(invocation -> invocation.f().equals("transfer") && isSensible(invocation))
            .map(Invocation::value)
            .toList();

    assertThat(transfers.stream().filter(it -> !it.get("from").equals(it.get("to"))))
        .hasSizeBetween(transfers.size() * 95 / 100, transfers.size() - 1);
    assertThat(transfers.stream().map(it -> it.get("id")).distinct()).hasSize(transfers.size());
    assertThat(transfers)
        .allSatisfy(
            it ->
                assertThat(((Value.Whole) it.get("amount").orElseThrow()).number())
                    .isBetween(1L, 30L));
  }

  /** An account that is opened again must keep its balance: nothing else would show that. */
  @Test
  void aFewTransactionsAreOfTheKindThatTheContractMustRefuse() {
    List<Invocation> opens =
        invocations(load(new TransferShape(8, 100, 30, 25, 15, 0, PLAIN), 3), 2_000).stream()
            .filter(invocation -> invocation.f().equals("open") && isSensible(invocation))
            .toList();
    assertThat(opens).hasSizeBetween(3, 60);
    assertThat(opens)
        .allSatisfy(
            it -> assertThat(it.value().get("amount")).isEqualTo(Optional.of(Value.of(100))));
  }

  @Test
  void sameSeedGivesTheSameOperations() {
    for (WorkloadShape shape : LedgerWorkloads.usual().values()) {
      assertThat(invocations(load(shape, 4), 500)).isEqualTo(invocations(load(shape, 4), 500));
      assertThat(invocations(load(shape, 4), 500)).isNotEqualTo(invocations(load(shape, 5), 500));
    }
  }

  @Test
  void theBeginningOfEachWorkloadIsAsEver() {
    List<String> beginnings = new ArrayList<>();
    for (WorkloadShape shape : LedgerWorkloads.usual().values()) {
      beginnings.addAll(beginning(shape));
    }
    assertThat(String.join("\n", beginnings))
        .isEqualTo(
            """
            read {"account":"a0"}
            read {"account":"a0"}
            transfer {"id":"t-2","from":"a0","to":"a1","amount":4}
            read-all {"mode":"lease"}
            transfer {"id":"t-4","from":"a0","to":"a1","amount":4,"via":"n1"}
            read {"account":"a2"}
            read {"key":"k1"}
            read {"key":"k2"}
            local-read {"key":"k0","via":"n2"}
            read {"key":"k3","mode":"lease"}
            write {"id":"w-4","key":"k1","value":"v4","via":"n1"}
            read {"key":"k0"}
            txn {"id":"x-0","value":[["append","k2",0],["r","k1",null],["append","k3",2]]}
            txn {"id":"x-1","value":[["r","k1",null],["append","k2",17]]}
            local-read {"keys":["k0"],"via":"n2"}
            txn {"id":"x-3","value":[["append","k0",48],["append","k1",49],["r","k1",null]]}
            txn {"value":[["r","k3",null],["r","k0",null]],"via":"n1"}
            txn {"id":"x-5","value":[["r","k1",null],["r","k2",null],["r","k0",null]]}
            add {"id":"e-0","key":"s1","value":0}
            elements {"key":"s1"}
            add {"id":"e-2","key":"s0","value":2}
            add {"id":"e-3","key":"s1","value":3}
            add {"id":"e-4","key":"s1","value":4,"via":"n1"}
            elements {"key":"s0"}\
            """);
  }

  private static List<String> beginning(WorkloadShape shape) {
    return invocations(load(shape, 42), 6).stream()
        .map(invocation -> invocation.f() + " " + ValueJson.write(invocation.value()))
        .toList();
  }

  @Test
  void everyValueIsWrittenAndEveryElementAppendedOnce() {
    List<Value> written =
        invocations(load(new RegisterShape(3, 60, 0, PLAIN), 6), 2_000).stream()
            .filter(invocation -> invocation.f().equals("write"))
            .map(invocation -> invocation.value().get("value").orElseThrow())
            .toList();
    List<Value> appended =
        invocations(load(new ListAppendShape(8, 2, 9, 4, 0, PLAIN), 6), 2_000).stream()
            .flatMap(invocation -> items(invocation.value().get("value").orElseThrow()).stream())
            .filter(step -> items(step).getFirst().equals(Value.of("append")))
            .map(step -> items(step).getLast())
            .toList();

    assertThat(written).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
    assertThat(appended).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
  }

  @Test
  void compareAndSetExpectsWhatWasSeenLast() {
    Generator load =
        load(new RegisterShape(1, 0, 100, PLAIN), 7)
            .update(
                CONTEXT,
                event(
                    EventType.OK,
                    "read",
                    Value.fields("key", Value.of("k0")).with("value", Value.of("seen"))));

    List<Value> expected =
        invocations(load, 100).stream()
            .map(it -> items(it.value().get("value").orElseThrow()).getFirst())
            .toList();
    assertThat(expected).contains(Value.of("seen"), Value.of("never"));
    assertThat(expected.stream().filter(Value.of("seen")::equals).count()).isGreaterThan(80);
  }

  @Test
  void anInsistingClientAsksAtOnceAndAnywhereUntilThereIsAReceipt() {
    Habits insisting = new Habits(2_000, 0, 100, 0, 0, 0);
    Invocation lost = new Invocation("write", write("lost"));
    Generator load = load(new RegisterShape(2, 50, 0, insisting), 8);

    load = load.update(CONTEXT, event(EventType.UNKNOWN, "write", lost.value()));
    Generator.Next.Invoke again = (Generator.Next.Invoke) load.next(CONTEXT);
    assertThat(again.invocation().value().get("id")).contains(Value.of("lost"));
    assertThat(again.invocation().value().get("via")).isPresent();

    load = again.rest().update(CONTEXT, event(EventType.FAIL, "write", again.invocation().value()));
    again = (Generator.Next.Invoke) load.next(CONTEXT);
    assertThat(again.invocation().value().get("id")).contains(Value.of("lost"));

    load = again.rest().update(CONTEXT, event(EventType.OK, "write", again.invocation().value()));
    assertThat(invocations(load, 100))
        .noneMatch(it -> it.value().get("id").equals(Optional.of(Value.of("lost"))));
  }

  @Test
  void patienceEnds() {
    Habits insisting = new Habits(2_000, 0, 100, 0, 0, 0);
    Generator load = load(new RegisterShape(2, 50, 0, insisting), 9);
    load = load.update(CONTEXT, event(EventType.UNKNOWN, "write", write("lost")));
    int times = 0;
    for (int i = 0; i < 50; i++) {
      Generator.Next.Invoke next = (Generator.Next.Invoke) load.next(CONTEXT);
      load = next.rest();
      if (next.invocation().value().get("id").equals(Optional.of(Value.of("lost")))) {
        times++;
        load = load.update(CONTEXT, event(EventType.FAIL, "write", next.invocation().value()));
      }
    }
    assertThat(times).isBetween(2, 10);
  }

  @Test
  void transactionOfUnknownOutcomeIsAskedForAgainLaterUnderItsId() {
    Habits retrying = new Habits(2_000, 0, 0, 20, 0, 0);
    Generator load =
        load(new RegisterShape(2, 50, 0, retrying), 10)
            .update(CONTEXT, event(EventType.UNKNOWN, "write", write("lost")));

    assertThat(invocations(load, 200)).contains(new Invocation("write", write("lost")));
  }

  @Test
  void definiteFailureIsNotRepeated() {
    Generator load =
        load(RegisterShape.USUAL, 11)
            .update(CONTEXT, event(EventType.FAIL, "write", write("refused")));

    assertThat(invocations(load, 500))
        .noneMatch(it -> it.value().get("id").equals(Optional.of(Value.of("refused"))));
  }

  @Test
  void strayOperationsGoToEveryNode() {
    Habits stray = new Habits(2_000, 30, 0, 0, 0, 0);
    Map<Value, Long> via =
        invocations(load(new SetShape(1, 100, 20, 0, stray), 12), 3_000).stream()
            .flatMap(invocation -> invocation.value().get("via").stream())
            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));

    assertThat(via).hasSize(3);
    assertThat(via.values().stream().mapToLong(Long::longValue).sum())
        .isCloseTo(900L, within(150L));
  }

  @Test
  void whatTheLedgerHasToRefuseIsAskedForToo() {
    List<Invocation> transfers = invocations(load(TransferShape.USUAL, 14), 3_000);
    assertThat(transfers).anyMatch(it -> it.value().toString().contains("nobody"));
    assertThat(transfers)
        .anyMatch(
            it -> it.value().get("amount").filter(amount -> amount.equals(Value.of(0))).isPresent())
        .anyMatch(
            it ->
                it.value().get("amount").filter(amount -> amount.equals(Value.of(-1))).isPresent());
    assertThat(invocations(load(ListAppendShape.USUAL, 15), 3_000))
        .anyMatch(
            it ->
                it.value().get("value").orElse(Value.NIL) instanceof Value.Items(var steps)
                    && steps.size() > 32);
  }

  @Test
  void elementsComeAndGoInOneSetOnly() {
    Set<Value> changed =
        invocations(load(SetShape.USUAL, 16), 3_000).stream()
            .filter(it -> it.f().equals("remove"))
            .flatMap(it -> it.value().get("key").stream())
            .collect(Collectors.toSet());
    assertThat(changed).containsExactly(Value.of(SetShape.CHANGING));
  }

  @Test
  void waitsWhenNobodyIsFree() {
    assertThat(load(SetShape.USUAL, 13).next(new Context(5, List.of(), List.of(new ProcessId(0)))))
        .isInstanceOf(Generator.Next.Pending.class);
  }

  private static Value.Fields write(String id) {
    return Value.fields("id", Value.of(id))
        .with("key", Value.of("k0"))
        .with("value", Value.of("v-" + id));
  }

  private static List<Value> items(Value value) {
    return ((Value.Items) value).items();
  }

  private static Event event(EventType type, String f, Value.Fields value) {
    return new Event(1, 4, new ProcessId(0), type, f, value, Optional.of("timed out"));
  }

  private static Generator load(WorkloadShape shape, long seed) {
    List<NodeId> nodes = List.of(NodeId.of(1), NodeId.of(2), NodeId.of(3));
    return LedgerWorkloads.of(shape).load(new WorkloadPlan(new Seed(seed), nodes, 2));
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
