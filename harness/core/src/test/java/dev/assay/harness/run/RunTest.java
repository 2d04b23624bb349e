package dev.assay.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.interpreter.Recorder;
import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeLayout;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.harness.workload.Workload;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunTest {
  private static final List<NodeId> NODES = List.of(NodeId.of(1), NodeId.of(2), NodeId.of(3));

  @TempDir Path folder;

  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private MemoryCluster cluster = new MemoryCluster(NODES, () -> {});

  @Test
  void everyStageRunsAndEverythingIsClosed() {
    RunEnd end = run(events::add).execute();
    assertThat(end).isEqualTo(new RunEnd.Completed());
    assertThat(stages())
        .containsExactly("deploy", "setup", "load", "heal", "settle", "closing", "collect");
    assertThat(firsts()).containsExactly("open", "add", "down", "heal-all", "read");
    assertThat(events.stream().filter(e -> e.type() == EventType.FAIL)).isNotEmpty();
    assertThat(events.getLast().f()).isEqualTo("read");
    assertThat(events.getLast().type()).isEqualTo(EventType.OK);
    assertThat(cluster.closed).isTrue();
    assertThat(cluster.collected).isTrue();
    assertThat(folder.resolve("nodes/n3/counter")).exists();
    assertThat(notes.getLast()).contains("ended").contains("completed");
  }

  @Test
  void faultsBeginAfterTheCalibration() {
    run(events::add).execute();
    Event first = event("add");
    Event fault = event("down");
    assertThat(fault.timeNanos() - first.timeNanos()).isGreaterThan(150_000_000);
  }

  @Test
  void anInterruptStillHealsAndCloses() throws InterruptedException {
    CountDownLatch faulted = new CountDownLatch(1);
    Run run =
        run(
            event -> {
              events.add(event);
              if (event.f().equals("down") && event.type() == EventType.OK) {
                faulted.countDown();
              }
            });
    AtomicReference<RunEnd> end = new AtomicReference<>();
    Thread runner = Thread.ofPlatform().start(() -> end.set(run.execute()));
    faulted.await();
    runner.interrupt();
    runner.join();
    assertThat(end.get()).isEqualTo(new RunEnd.Interrupted());
    assertThat(cluster.down).isFalse();
    assertThat(cluster.closed).isTrue();
    assertThat(events.getLast().f()).isEqualTo("heal-all");
    assertThat(events.getLast().type()).isEqualTo(EventType.OK);
    assertThat(openInvocations()).isEmpty();
    assertThat(notes.getLast()).contains("interrupted");
  }

  @Test
  void aHistoryThatCanNotBeWrittenEndsAsBrokenWithItsCauseAndStillHeals() {
    Recorder full =
        event -> {
          if (event.f().equals("down") && event.type() == EventType.OK) {
            throw new IllegalStateException("disk full");
          }
          if (!events.isEmpty() && events.getLast().f().equals("down")) {
            throw new IllegalStateException("disk still full");
          }
          events.add(event);
        };
    RunEnd end = run(full).execute();
    assertThat(end).isInstanceOf(RunEnd.Broken.class);
    assertThat(((RunEnd.Broken) end).cause()).isEqualTo("load: disk full");
    assertThat(cluster.down).isFalse();
    assertThat(cluster.closed).isTrue();
  }

  @Test
  void aHealThatIsNotProvenIsNeverBlamedOnTheSystem() {
    cluster = new MemoryCluster(NODES, () -> cluster.closed = true);
    RunEnd end = run(events::add).execute();
    assertThat(((RunEnd.Broken) end).cause()).contains("heal-all was not proven");
  }

  @Test
  void aHealThatThrowsIsNeverBlamedOnTheSystem() {
    cluster =
        new MemoryCluster(
            NODES,
            () -> {
              throw new EnvironmentException("proxy is gone");
            });
    RunEnd end = run(events::add).execute();
    assertThat(((RunEnd.Broken) end).cause()).contains("heal-all was not proven");
    assertThat(events.stream().filter(e -> e.f().equals("heal-all")).toList().getLast().error())
        .hasValueSatisfying(error -> assertThat(error).contains("proxy is gone"));
    assertThat(cluster.closed).isTrue();
  }

  @Test
  void aDeploymentThatFailsEndsAsBroken() {
    Environment none =
        new Environment() {
          @Override
          public String name() {
            return "none";
          }

          @Override
          public Cluster deploy(ClusterPlan plan) {
            throw new EnvironmentException("no node answered within 30 s");
          }
        };
    Run run = new Run(plan(), none, events::add, (_, _, _, _) -> {}, (_, _) -> {});
    RunEnd end = run.execute();
    assertThat(((RunEnd.Broken) end).cause()).isEqualTo("deploy: no node answered within 30 s");
    assertThat(run.progress().stage()).isEqualTo("deploy");
  }

  @Test
  void progressCountsOperationsByOutcome() {
    Run run = run(events::add);
    run.execute();
    Progress.Counts counts = run.progress().counts();
    long ok =
        events.stream().filter(e -> e.process().isClient() && e.type() == EventType.OK).count();
    assertThat(counts.ok()).isEqualTo(ok).isPositive();
    assertThat(counts.failed()).isPositive();
    assertThat(counts.underWay()).isZero();
    assertThat(run.progress().nemesis()).contains("heal-all");
  }

  private Run run(Recorder recorder) {
    Environment memory =
        new Environment() {
          @Override
          public String name() {
            return "memory";
          }

          @Override
          public Cluster deploy(ClusterPlan plan) {
            return cluster;
          }
        };
    Journal journal = (_, source, event, facts) -> notes.add(source + " " + event + " " + facts);
    return new Run(
        plan(),
        memory,
        recorder,
        journal,
        new DirectoryCollector(new RunDirectory(folder), journal));
  }

  private RunPlan plan() {
    RunTiming timing =
        new RunTiming(
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofMillis(50),
            Duration.ofSeconds(5));
    return new RunPlan(
        new ClusterPlan(new NoSystem(), NODES, List.of(), folder, new Seed(1)),
        new Adding(),
        new GoesDown(),
        new Load(4, 200),
        timing);
  }

  private List<String> stages() {
    return notes.stream()
        .filter(note -> note.startsWith("harness stage"))
        .map(note -> note.replaceAll(".*text=([a-z]+).*", "$1"))
        .toList();
  }

  private List<String> firsts() {
    return events.stream().map(Event::f).distinct().toList();
  }

  private Event event(String f) {
    return events.stream().filter(e -> e.f().equals(f)).findFirst().orElseThrow();
  }

  private List<ProcessId> openInvocations() {
    List<ProcessId> open = new ArrayList<>();
    for (Event event : events) {
      if (event.type() == EventType.INVOKE) {
        open.add(event.process());
      } else {
        open.remove(event.process());
      }
    }
    return open;
  }

  private final class Adding implements Workload {
    @Override
    public String name() {
      return "adding";
    }

    @Override
    public List<Invocation> setup(WorkloadPlan plan) {
      return List.of(new Invocation("open", Value.fields()));
    }

    @Override
    public Generator load(WorkloadPlan plan) {
      return Generators.operations(_ -> new Invocation("add", Value.fields()));
    }

    @Override
    public Generator closing(WorkloadPlan plan) {
      return Generators.untilOk(new Invocation("read", Value.fields()), 10, Duration.ofMillis(10));
    }

    @Override
    public Client open(ProcessId process, Map<NodeId, Reach> nodes) {
      assertThat(nodes.keySet()).containsExactlyElementsOf(NODES);
      return client(
          (_, completion) ->
              completion.accept(
                  cluster.down
                      ? new Outcome.Fail("down")
                      : new Outcome.Ok(Value.of(cluster.counter.incrementAndGet()))));
    }
  }

  private final class GoesDown implements FaultPlan {
    @Override
    public Generator faults(List<NodeId> nodes, Capabilities capabilities) {
      return Generators.once(new Invocation("down", Value.fields()));
    }

    @Override
    public Client nemesis(Cluster target, Executor background) {
      return client(
          (_, completion) ->
              background.execute(
                  () -> {
                    cluster.down = true;
                    completion.accept(new Outcome.Ok(Value.fields("proven", Value.of(true))));
                  }));
    }
  }

  private interface Behaviour {
    void invoke(Invocation invocation, Consumer<Outcome> completion);
  }

  private static Client client(Behaviour behaviour) {
    return new Client() {
      @Override
      public void invoke(Invocation invocation, Consumer<Outcome> completion) {
        behaviour.invoke(invocation, completion);
      }

      @Override
      public void close() {}
    };
  }

  private static final class NoSystem implements SystemUnderTest {
    @Override
    public String name() {
      return "memory";
    }

    @Override
    public List<Path> libraries() {
      return List.of();
    }

    @Override
    public LaunchPlan launch(NodeLayout layout) {
      throw new UnsupportedOperationException("lives in memory");
    }

    @Override
    public Observer observe(Map<NodeId, Reach> nodes) {
      throw new UnsupportedOperationException("lives in memory");
    }

    @Override
    public Optional<SimulatedSystem> simulated() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> mutants() {
      return Map.of();
    }
  }
}
