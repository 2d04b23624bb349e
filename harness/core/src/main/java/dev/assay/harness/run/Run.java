package dev.assay.harness.run;

import dev.assay.harness.client.Client;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.interpreter.EventLog;
import dev.assay.harness.interpreter.Recorder;
import dev.assay.harness.interpreter.RecordingInterpreter;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Reach;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One verification run, from deployment to the last file. The manifest is written before, by
 * whoever starts it. Whatever happens, faults are healed and the cluster is closed.
 *
 * <p>To stop a run, interrupt the thread that executes it.
 */
public final class Run {
  private static final String HARNESS = "harness";

  private final RunPlan plan;
  private final Environment environment;
  private final Journal journal;
  private final Collector collector;
  private final Tally tally;
  private final EventLog log;

  /** The first thing that a client did beside what the history says. */
  private final AtomicReference<Optional<String>> breach = new AtomicReference<>(Optional.empty());

  private volatile String stage = "deploy";
  private volatile Optional<Driver> driver = Optional.empty();

  public Run(
      RunPlan plan,
      Environment environment,
      Recorder history,
      Journal journal,
      Collector collector) {
    this.plan = plan;
    this.environment = environment;
    this.journal = journal;
    this.collector = collector;
    this.tally = new Tally(history);
    this.log = new EventLog(tally);
  }

  /** How far the run is; from any thread. */
  public Progress progress() {
    return new Progress(stage, nowNanos(), tally.counts(), tally.nemesis());
  }

  /** How many events the run handed to its history: whoever reads fewer has lost some. */
  public long events() {
    return log.events();
  }

  /** The nodes' monotonic time at which the run's time is zero; 0 before they are deployed. */
  public long originNanos() {
    return driver.map(Driver::originNanos).orElse(0L);
  }

  /**
   * Runs all of it on the calling thread, once. What fails on the way, our own bugs included, is
   * the end that it returns.
   */
  public RunEnd execute() {
    return execute(_ -> {});
  }

  /**
   * Runs all of it, and hands over the cluster before it is closed.
   *
   * @param beforeClose may block, for people who want to look at the nodes; interrupting the thread
   *     has to end it
   */
  public RunEnd execute(Consumer<Cluster> beforeClose) {
    RunEnd end;
    try {
      began(0, stage);
      end = deployed(beforeClose);
    } catch (RuntimeException | Error e) {
      end = Thread.interrupted() ? new RunEnd.Interrupted() : broken(e);
    }
    RunEnd known = end;
    return after(end, () -> journal.note(nowNanos(), HARNESS, "ended", facts(known, events())));
  }

  private RunEnd deployed(Consumer<Cluster> beforeClose) {
    try (Cluster cluster = environment.deploy(plan.cluster())) {
      driver = Optional.of(cluster.driver());
      RunEnd end = operated(cluster, cluster.driver());
      return after(
          end,
          () -> {
            began(nowNanos(), "collect");
            collector.collect(cluster, end);
            beforeClose.accept(cluster);
          });
    }
  }

  private RunEnd operated(Cluster cluster, Driver driver) {
    RecordingInterpreter interpreter =
        new RecordingInterpreter(
            new Stages(plan, cluster, tally::idleHeal).all(),
            plan.load().concurrency(),
            log,
            this::began);
    RunEnd end;
    try {
      driver.run(interpreter, process -> open(process, cluster, driver));
      // Asking clears the interrupt: healing and closing must be able to block.
      end = Thread.interrupted() ? new RunEnd.Interrupted() : healed();
    } catch (RuntimeException | Error e) {
      end = Thread.interrupted() ? new RunEnd.Interrupted() : broken(e);
    }
    return end instanceof RunEnd.Completed ? end : healedEarly(end, interpreter, cluster);
  }

  private Client open(ProcessId process, Cluster cluster, Driver driver) {
    if (!process.isClient()) {
      Client nemesis = plan.faults().nemesis(cluster, driver.background());
      return new HealingClient(nemesis, cluster, driver.background());
    }
    Map<NodeId, Reach> reaches = new LinkedHashMap<>();
    cluster.nodes().forEach(node -> reaches.put(node, cluster.reach(node)));
    Client client = plan.workload().open(process, reaches);
    return new MeteredClient(
        process, client, what -> breach.compareAndSet(Optional.empty(), Optional.of(what)));
  }

  private RunEnd healed() {
    if (breach.get().isPresent()) {
      return new RunEnd.Falsified(breach.get().get());
    }
    if (tally.idleHeal()) {
      return new RunEnd.Falsified(
          "heal-all left the node silent that was paused to try it, so that the end was no end of"
              + " faults");
    }
    return tally.healed()
        ? new RunEnd.Completed()
        : broken(
            new IllegalStateException(
                "heal-all was not proven to have healed everything, see the history"));
  }

  private RunEnd healedEarly(RunEnd early, RecordingInterpreter interpreter, Cluster cluster) {
    String reason = early instanceof RunEnd.Interrupted ? "run interrupted" : "run broken";
    RunEnd end =
        after(
            early,
            () -> {
              interpreter.abandon(nowNanos(), reason);
              began(nowNanos(), "heal");
              log.invoked(nowNanos(), ProcessId.NEMESIS, HealingClient.HEAL_ALL);
            });
    Outcome outcome = HealingClient.heal(cluster::healAll);
    return after(
        end, () -> log.completed(nowNanos(), ProcessId.NEMESIS, HealingClient.HEAL_ALL, outcome));
  }

  /** Does one more thing, without losing why the run ended if that fails too. */
  private RunEnd after(RunEnd end, Runnable thing) {
    try {
      thing.run();
      return end;
    } catch (RuntimeException e) {
      if (end instanceof RunEnd.Broken broken) {
        broken.failure().addSuppressed(e);
        return broken;
      }
      return broken(e);
    }
  }

  private RunEnd broken(Throwable failure) {
    String what = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    return new RunEnd.Broken(stage + ": " + what, failure);
  }

  private void began(long nanos, String name) {
    stage = name;
    journal.note(nanos, HARNESS, "stage", Value.fields("stage", Value.of(name)));
  }

  private long nowNanos() {
    return driver.map(Driver::nowNanos).orElse(0L);
  }

  private static Value.Fields facts(RunEnd end, long events) {
    Value.Fields facts = Value.fields("events", Value.of(events));
    return switch (end) {
      case RunEnd.Completed _ -> facts.with("end", Value.of("completed"));
      case RunEnd.Interrupted _ -> facts.with("end", Value.of("interrupted"));
      case RunEnd.Broken broken ->
          facts.with("end", Value.of("broken")).with("cause", Value.of(broken.cause()));
      case RunEnd.Falsified(String cause) ->
          facts.with("end", Value.of("falsified")).with("cause", Value.of(cause));
    };
  }
}
