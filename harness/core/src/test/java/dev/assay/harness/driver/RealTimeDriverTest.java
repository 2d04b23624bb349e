package dev.assay.harness.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.generator.Spacing;
import dev.assay.harness.interpreter.ContractBreachException;
import dev.assay.harness.interpreter.EventLog;
import dev.assay.harness.interpreter.RecordingInterpreter;
import dev.assay.harness.interpreter.Stage;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RealTimeDriverTest {
  private static final Invocation ADD = new Invocation("add", Value.fields());

  private final List<Event> events = new ArrayList<>();
  private final Queue<ProcessId> opened = new ConcurrentLinkedQueue<>();
  private final Queue<ProcessId> closed = new ConcurrentLinkedQueue<>();

  @Test
  void clientsShareACounterInRealTime() {
    AtomicInteger counter = new AtomicInteger();
    run(
        Generators.limit(2000, Generators.operations(_ -> ADD)),
        8,
        (_, completion) -> completion.accept(count(counter)));
    assertThat(counter).hasValue(2000);
    assertThat(events).hasSize(4000);
    assertThat(events.stream().map(Event::timeNanos)).isSorted();
    assertThat(events.stream().filter(e -> e.type() == EventType.OK).map(Event::value))
        .doesNotHaveDuplicates()
        .hasSize(2000);
    assertThat(opened).hasSize(8);
    assertThat(closed).containsExactlyInAnyOrderElementsOf(opened);
  }

  @Test
  void rateIsNotExceededInRealTime() {
    Generator load =
        Generators.timeLimit(
            Duration.ofSeconds(2),
            Generators.rate(new Seed(1), 500, Spacing.UNIFORM, Generators.operations(_ -> ADD)));
    run(load, 8, (_, completion) -> completion.accept(new Outcome.Ok(Value.NIL)));
    assertThat(events.size() / 2).isBetween(500, 1100);
  }

  @Test
  void anOperationThatIsNotAnsweredBecomesUnknownAndItsClientIsReplaced() {
    run(
        Generators.limit(3, Generators.operations(_ -> ADD)),
        1,
        (process, completion) -> {
          if (process.number() > 0) {
            completion.accept(new Outcome.Ok(Value.NIL));
          }
        });
    assertThat(events.stream().map(Event::type))
        .containsExactly(
            EventType.INVOKE,
            EventType.UNKNOWN,
            EventType.INVOKE,
            EventType.OK,
            EventType.INVOKE,
            EventType.OK);
    assertThat(events.get(1).error()).contains("no completion within 200 ms");
    assertThat(events.get(1).timeNanos()).isGreaterThanOrEqualTo(200_000_000);
    assertThat(opened).containsExactly(new ProcessId(0), new ProcessId(1));
    assertThat(closed).containsExactlyInAnyOrderElementsOf(opened);
  }

  @Test
  void anAnswerThatComesTooLateIsNotRecorded() {
    Queue<Consumer<Outcome>> late = new ConcurrentLinkedQueue<>();
    run(
        Generators.limit(2, Generators.operations(_ -> ADD)),
        1,
        (process, completion) -> {
          if (process.number() == 0) {
            late.add(completion);
          } else {
            late.remove().accept(new Outcome.Ok(Value.of("too late")));
            completion.accept(new Outcome.Ok(Value.of("in time")));
          }
        });
    assertThat(events.stream().map(Event::value))
        .doesNotContain(Value.of("too late"))
        .contains(Value.of("in time"));
  }

  @Test
  void aClientThatThrowsLeavesAnUnknownOutcome() {
    run(
        Generators.limit(2, Generators.operations(_ -> ADD)),
        1,
        (process, completion) -> {
          if (process.number() == 0) {
            throw new IllegalStateException("no connection");
          }
          completion.accept(new Outcome.Ok(Value.NIL));
        });
    assertThat(events.get(1).type()).isEqualTo(EventType.UNKNOWN);
    assertThat(events.get(1).error().orElseThrow()).contains("no connection");
  }

  @Test
  void aClientThatCompletesTwiceEndsTheRunByName() {
    assertThatThrownBy(
            () ->
                run(
                    Generators.limit(5, Generators.operations(_ -> ADD)),
                    1,
                    (_, completion) -> {
                      completion.accept(new Outcome.Ok(Value.NIL));
                      completion.accept(new Outcome.Fail("second thoughts"));
                    }))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("process 0 completed its 'add' twice")
        .hasMessageContaining("second thoughts");
    assertThat(closed).containsExactlyInAnyOrderElementsOf(opened);
  }

  @Test
  void interruptionEndsTheRunAndClosesItsClients() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    AtomicInteger flagged = new AtomicInteger();
    Thread runner =
        Thread.ofPlatform()
            .name("runner")
            .start(
                () -> {
                  run(Generators.operations(_ -> ADD), 2, (_, _) -> first.countDown());
                  flagged.set(Thread.currentThread().isInterrupted() ? 1 : 2);
                });
    first.await();
    runner.interrupt();
    runner.join();
    assertThat(flagged).hasValue(1);
    assertThat(opened).isNotEmpty();
    assertThat(closed).containsExactlyInAnyOrderElementsOf(opened);
  }

  private interface Behaviour {
    void invoke(ProcessId process, Consumer<Outcome> completion);
  }

  private void run(Generator generator, int concurrency, Behaviour behaviour) {
    RealTimeDriver.Bounds bounds =
        new RealTimeDriver.Bounds(Duration.ofMillis(200), Duration.ofSeconds(5));
    Function<ProcessId, Client> clients =
        process -> {
          opened.add(process);
          return new Scripted(process, behaviour);
        };
    new RealTimeDriver(bounds)
        .run(
            new RecordingInterpreter(
                List.of(new Stage("main", Generators.onClients(generator))),
                concurrency,
                new EventLog(events::add),
                (_, _) -> {}),
            clients);
  }

  private final class Scripted implements Client {
    private final ProcessId process;
    private final Behaviour behaviour;

    Scripted(ProcessId process, Behaviour behaviour) {
      this.process = process;
      this.behaviour = behaviour;
    }

    @Override
    public void invoke(Invocation invocation, Consumer<Outcome> completion) {
      behaviour.invoke(process, completion);
    }

    @Override
    public void close() {
      closed.add(process);
    }
  }

  private static Outcome count(AtomicInteger counter) {
    return new Outcome.Ok(Value.of(counter.incrementAndGet()));
  }
}
