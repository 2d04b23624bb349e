package dev.assay.junit;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.driver.SimulatedDriver;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunTiming;
import dev.assay.harness.system.Address;
import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeLayout;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.harness.workload.Workload;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import dev.assay.simulator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A counter in virtual time that may forget to count: the smallest system that can be wrong. */
final class Counters {
  private static final List<NodeId> NODES = List.of(NodeId.of(1));

  private Counters() {}

  static Verification verification(Path runs, List<String> mutants) {
    return new Verification(
        new Subject(new Virtual(), new CountingSystem(), NODES, mutants),
        new Trial(
            new Counting(mutants.contains("forgets"), mutants.contains("retries") ? 1_000 : 0),
            _ -> new NoFaults(),
            List.of(),
            new Load(2, 100),
            RunTiming.of(Duration.ofSeconds(1))),
        new Manifest.Expectations(Map.of(), Manifest.Floors.DEFAULT),
        runs,
        Counters::judge);
  }

  /** No number is given out twice. */
  private static Results judge(RunDirectory directory) {
    Set<Value> seen = new HashSet<>();
    boolean unique = true;
    for (Operation operation : HistoryReader.read(directory.historyFile()).clientOperations()) {
      if (operation.outcome() instanceof Outcome.Ok(Value number)) {
        unique &= seen.add(number);
      }
    }
    return Results.of(
        List.of(
            new CheckResult(
                "unique",
                unique ? Verdict.PASS : Verdict.FAIL,
                unique ? "Every number is new." : "A number was given out twice.",
                List.of(),
                Value.fields())));
  }

  /**
   * What clients do.
   *
   * @param requests what each says that it sent
   */
  private record Counting(boolean forgets, long requests) implements Workload {
    private static final AtomicLong COUNTER = new AtomicLong();

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public List<Invocation> setup(WorkloadPlan plan) {
      return List.of();
    }

    @Override
    public Generator load(WorkloadPlan plan) {
      return Generators.operations(_ -> new Invocation("count", Value.fields()));
    }

    @Override
    public Generator closing(WorkloadPlan plan) {
      return Generators.once(new Invocation("count", Value.fields()));
    }

    @Override
    public Client open(ProcessId process, Map<NodeId, Reach> nodes) {
      return client(
          requests,
          completion -> {
            long number = forgets ? COUNTER.get() : COUNTER.incrementAndGet();
            completion.accept(new Outcome.Ok(Value.of(number)));
          });
    }
  }

  private record NoFaults() implements FaultPlan {
    @Override
    public Generator faults(List<NodeId> nodes, Capabilities capabilities) {
      return Generators.sleep(Duration.ZERO);
    }

    @Override
    public Client nemesis(Cluster cluster, Executor background) {
      return client(0, completion -> completion.accept(new Outcome.Fail("there are no faults")));
    }
  }

  private record Virtual() implements Environment {
    @Override
    public String name() {
      return "virtual";
    }

    @Override
    public Cluster deploy(ClusterPlan plan) {
      return new VirtualCluster(new SimulatedDriver(new World(plan.seed().value())));
    }
  }

  private record VirtualCluster(Driver driver) implements Cluster, Observer {
    @Override
    public List<NodeId> nodes() {
      return NODES;
    }

    @Override
    public Reach reach(NodeId node) {
      return new Reach.Socket(new Address("localhost", 1), Map.of());
    }

    @Override
    public Observer observer() {
      return this;
    }

    @Override
    public Optional<NodeStatus> status(NodeId node) {
      return Optional.empty();
    }

    @Override
    public boolean export(NodeId node, Path folder) {
      return true;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.NONE;
    }

    @Override
    public Effect healAll() {
      return new Effect(true, Value.fields());
    }

    @Override
    public void collect() {}

    @Override
    public void close() {}
  }

  private record CountingSystem() implements SystemUnderTest {
    @Override
    public String name() {
      return "counter";
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
      return Map.of("forgets", "the counter stands still");
    }
  }

  private static Client client(long requests, Consumer<Consumer<Outcome>> behaviour) {
    return new Client() {
      @Override
      public void invoke(Invocation invocation, Consumer<Outcome> completion) {
        behaviour.accept(completion);
      }

      @Override
      public long requestsSent() {
        return requests;
      }

      @Override
      public void close() {}
    };
  }
}
