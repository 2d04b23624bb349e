package dev.assay.harness.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingInterpreterTest {
  private static final Invocation READ = new Invocation("read", Value.fields());
  private static final ProcessId P0 = new ProcessId(0);

  private final List<Event> events = new ArrayList<>();

  @Test
  void anInvocationIsRecordedBeforeItIsDispatched() {
    Interpreter interpreter = interpreter(Generators.once(READ), 1);
    Step step = interpreter.step(5);
    assertThat(step).isEqualTo(new Step.Dispatch(P0, READ));
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().type()).isEqualTo(EventType.INVOKE);
    assertThat(events.getFirst().timeNanos()).isEqualTo(5);
  }

  @Test
  void anInvocationThatCanNotBeRecordedIsNotDispatched() {
    EventLog full =
        new EventLog(
            _ -> {
              throw new IllegalStateException("disk full");
            });
    Interpreter interpreter = interpreter(Generators.once(READ), 1, full);
    assertThatThrownBy(() -> interpreter.step(0)).hasMessage("disk full");
  }

  @Test
  void timeNeverGoesBack() {
    Interpreter interpreter = interpreter(Generators.operations(_ -> READ), 1);
    assertThat(interpreter.step(100)).isInstanceOf(Step.Dispatch.class);
    interpreter.completed(50, P0, new Outcome.Ok(Value.NIL));
    assertThat(interpreter.step(20)).isInstanceOf(Step.Dispatch.class);
    assertThat(events.stream().map(Event::timeNanos)).containsExactly(100L, 100L, 100L);
  }

  @Test
  void completionsSayWhatWasAskedAndWhatCame() {
    Invocation asked = new Invocation("read", Value.fields("account", Value.of("a0")));
    Generator load = Generators.onClients(Generators.operations(_ -> asked));
    Interpreter interpreter = interpreter(load, 1);
    Value answer = asked.value().with("balance", Value.of(5));
    for (Outcome outcome :
        List.of(new Outcome.Ok(answer), new Outcome.Fail("no"), new Outcome.Unknown("late"))) {
      assertThat(interpreter.step(1)).isEqualTo(new Step.Dispatch(P0, asked));
      interpreter.completed(2, P0, outcome);
    }
    List<Event> completions = events.stream().filter(e -> e.type() != EventType.INVOKE).toList();
    assertThat(completions.stream().map(Event::type))
        .containsExactly(EventType.OK, EventType.FAIL, EventType.UNKNOWN);
    assertThat(completions.stream().map(Event::value))
        .containsExactly(answer, asked.value(), asked.value());
    assertThat(completions.get(2).error()).contains("late");
  }

  @Test
  void aStageBeginsWhenTheOneBeforeHasDrained() {
    List<String> began = new ArrayList<>();
    List<Stage> stages =
        List.of(
            new Stage("empty", Generators.limit(0, Generators.once(READ))),
            new Stage("first", Generators.once(READ)),
            new Stage("second", Generators.once(READ)));
    Interpreter interpreter =
        new RecordingInterpreter(
            stages, 1, new EventLog(events::add), (now, name) -> began.add(name + "@" + now));
    assertThat(interpreter.step(1)).isInstanceOf(Step.Dispatch.class);
    assertThat(interpreter.step(2)).isEqualTo(new Step.WaitUntil(Long.MAX_VALUE));
    interpreter.completed(3, P0, new Outcome.Ok(Value.NIL));
    assertThat(interpreter.step(4)).isInstanceOf(Step.Dispatch.class);
    interpreter.completed(5, P0, new Outcome.Ok(Value.NIL));
    assertThat(interpreter.step(6)).isEqualTo(new Step.Done());
    assertThat(began).containsExactly("empty@1", "first@1", "second@4");
  }

  @Test
  void whatIsUnderWayWhenTheRunIsAbandonedIsUnknown() {
    RecordingInterpreter interpreter =
        interpreter(Generators.operations(_ -> READ), 1, new EventLog(events::add));
    assertThat(interpreter.step(1)).isInstanceOf(Step.Dispatch.class);
    interpreter.abandon(2, "interrupted");
    assertThat(interpreter.step(3)).isEqualTo(new Step.Done());
    assertThat(events).hasSize(2);
    assertThat(events.getLast().type()).isEqualTo(EventType.UNKNOWN);
    assertThat(events.getLast().error()).contains("interrupted");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void aProcessThatCrashedNeverActsAgain(int concurrency) {
    Generator load = Generators.onClients(Generators.limit(500, Generators.operations(_ -> READ)));
    List<Event> run =
        VirtualRun.of(
            load,
            concurrency,
            (process, what, n) ->
                new VirtualRun.Reply(
                    1 + Math.floorMod(n * 7919, 17),
                    n % 3 == 1 ? new Outcome.Unknown("?") : new Outcome.Ok(what.value())));
    Set<ProcessId> crashed = new HashSet<>();
    Map<ProcessId, Event> underWay = new HashMap<>();
    for (Event event : run) {
      assertThat(crashed).doesNotContain(event.process());
      if (event.type() == EventType.INVOKE) {
        assertThat(underWay.put(event.process(), event)).isNull();
        assertThat(underWay.size()).isLessThanOrEqualTo(concurrency);
      } else {
        assertThat(underWay.remove(event.process())).isNotNull();
      }
      if (event.type() == EventType.UNKNOWN) {
        crashed.add(event.process());
      }
    }
    assertThat(crashed).hasSizeGreaterThan(100);
    assertThat(run.stream().map(Event::index)).isSorted().doesNotHaveDuplicates().hasSize(1000);
  }

  @Test
  void theNumberOfACrashedClientIsFollowedByTheNextOneOfItsPlace() {
    Interpreter interpreter = interpreter(Generators.operations(_ -> READ), 1);
    assertThat(interpreter.step(0)).isEqualTo(new Step.Dispatch(P0, READ));
    interpreter.completed(1, P0, new Outcome.Unknown("?"));
    assertThat(interpreter.step(2)).isEqualTo(new Step.Dispatch(ProcessId.NEMESIS, READ));
    interpreter.completed(3, ProcessId.NEMESIS, new Outcome.Unknown("?"));
    assertThat(interpreter.step(4)).isEqualTo(new Step.Dispatch(new ProcessId(1), READ));
    assertThat(interpreter.step(5)).isEqualTo(new Step.Dispatch(ProcessId.NEMESIS, READ));
  }

  @Test
  void everyBreachOfContractHasOneClearError() {
    Interpreter idle = interpreter(Generators.operations(_ -> READ), 1);
    assertBreach(() -> idle.completed(0, P0, new Outcome.Fail("?")), "process 0, which has no op");
    Interpreter absent = interpreter(always(new ProcessId(9)), 2);
    assertBreach(() -> absent.step(0), "process 9 for 'read', which does not exist now: [0, 1]");
    Interpreter busy = interpreter(always(P0), 2);
    assertThat(busy.step(0)).isInstanceOf(Step.Dispatch.class);
    assertBreach(() -> busy.step(0), "process 0 for 'read' while its 'read' is under way");
    Interpreter past = interpreter(context -> pending(context.nowNanos()), 1);
    assertBreach(() -> past.step(3), "pending until 3 ns, which has passed at 3 ns");
    Interpreter never = interpreter(_ -> pending(Long.MAX_VALUE), 1);
    assertBreach(() -> never.step(0), "no operation is under way");
  }

  private static void assertBreach(Runnable breach, String message) {
    assertThatThrownBy(breach::run)
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining(message);
  }

  private static Generator always(ProcessId process) {
    return context -> new Generator.Next.Invoke(context.nowNanos(), process, READ, always(process));
  }

  private static Generator.Next pending(long untilNanos) {
    return new Generator.Next.Pending(untilNanos, context -> pending(context.nowNanos()));
  }

  private Interpreter interpreter(Generator generator, int concurrency) {
    return interpreter(generator, concurrency, new EventLog(events::add));
  }

  private static RecordingInterpreter interpreter(
      Generator generator, int concurrency, EventLog log) {
    List<Stage> stages = List.of(new Stage("main", generator));
    return new RecordingInterpreter(stages, concurrency, log, (_, _) -> {});
  }
}
