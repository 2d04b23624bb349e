package dev.assay.environment.process;

import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes that run as local processes, and everything that was set up for them. */
final class ProcessCluster implements Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessCluster.class);

  /** How long a harness that is told to end may take to close the cluster in good order. */
  private static final Duration ORDERLY_END = Duration.ofSeconds(10);

  private final ClusterParts parts;
  private final Driver driver;
  private final Observer observer;
  private final NodeProcesses processes;
  private final CutLinks links;
  private final SkewedClocks clocks;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread lastResort = Thread.ofPlatform().unstarted(this::closeBeforeExit);

  /** Takes over all parts; nothing runs yet. */
  ProcessCluster(ClusterParts parts, Observer observer, Driver driver, Duration startBound) {
    this.parts = parts;
    this.observer = observer;
    this.driver = driver;
    processes = new NodeProcesses(parts.nodes(), observer, startBound);
    links = new CutLinks(parts.proxies());
    clocks = new SkewedClocks(parts.clocks(), new SkewMeter(observer));
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** Starts every node; throws with what the first one said that did not come up. */
  void startAll() {
    clocks.clear();
    Effect started = processes.start(new TreeSet<>(parts.nodes().keySet()));
    if (!started.proven()) {
      throw new EnvironmentException("not every node came up: " + started.facts());
    }
  }

  @Override
  public List<NodeId> nodes() {
    return List.copyOf(parts.nodes().keySet());
  }

  @Override
  public Reach reach(NodeId node) {
    Reach reach = parts.reach().get(node);
    if (reach == null) {
      throw new EnvironmentException("there is no node " + node + " among " + nodes());
    }
    return reach;
  }

  @Override
  public Observer observer() {
    return observer;
  }

  @Override
  public Driver driver() {
    return driver;
  }

  @Override
  public Capabilities capabilities() {
    boolean canStop = Signals.command().isPresent();
    return new Capabilities(
        canStop ? Optional.of(processes) : Optional.empty(),
        Optional.of(links),
        Optional.of(clocks));
  }

  /** Clocks are set right before nodes start, and looked at after. */
  @Override
  public Effect healAll() {
    Set<NodeId> all = new TreeSet<>(parts.nodes().keySet());
    Healing healing = new Healing();
    if (Signals.command().isPresent()) {
      healing.step("resumed", () -> processes.resume(all));
    }
    healing.step("links", () -> links.cut(Set.of()));
    healing.step(
        "clockFiles",
        () -> {
          clocks.clear();
          return new Effect(true, Value.fields());
        });
    healing.step("started", () -> processes.start(all));
    healing.step("clocks", clocks::reset);
    return healing.effect();
  }

  /** Does every step, also when an earlier one failed. */
  private static final class Healing {
    private Value.Fields facts = Value.fields();
    private boolean proven = true;
    private Optional<EnvironmentException> failure = Optional.empty();

    void step(String name, Supplier<Effect> action) {
      try {
        Effect effect = action.get();
        proven &= effect.proven();
        facts = facts.with(name, effect.facts());
      } catch (EnvironmentException e) {
        failure.ifPresentOrElse(it -> it.addSuppressed(e), () -> failure = Optional.of(e));
      }
    }

    Effect effect() {
      if (failure.isPresent()) {
        throw failure.orElseThrow();
      }
      return new Effect(proven, facts);
    }
  }

  @Override
  public void collect() {
    Map<NodeId, Boolean> exported =
        Parallel.forEach(
            parts.nodes().keySet(),
            node -> {
              Path folder = parts.logs(node);
              try {
                return observer.export(node, Files.createDirectories(folder));
              } catch (IOException e) {
                throw new EnvironmentException("folder " + folder + " can't be made: " + e, e);
              }
            });
    String silent =
        exported.entrySet().stream()
            .filter(it -> !it.getValue())
            .map(it -> it.getKey().name())
            .collect(Collectors.joining(", "));
    if (!silent.isEmpty()) {
      LOG.warn("no final state from {}, which did not answer", silent);
    }
  }

  private void closeBeforeExit() {
    try {
      if (!closed.await(ORDERLY_END.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      close();
    }
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    try {
      Parallel.forEach(
          parts.nodes().keySet(),
          node -> {
            parts.node(node).retire();
            return true;
          });
    } finally {
      observer.close();
      clocks.close();
      parts.close();
      closed.countDown();
      forgetLastResort();
    }
  }

  private void forgetLastResort() {
    try {
      Runtime.getRuntime().removeShutdownHook(lastResort);
    } catch (IllegalStateException exitIsUnderWay) {
      // Then it runs already and finds the cluster closed.
    }
  }
}
