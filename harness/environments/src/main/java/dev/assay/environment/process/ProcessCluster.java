package dev.assay.environment.process;

import dev.assay.harness.control.AskedMembers;
import dev.assay.harness.control.ControlledCrashes;
import dev.assay.harness.control.ControlledDisks;
import dev.assay.harness.driver.RealTimeDriver;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Nodes that run as local processes, and everything that was set up for them. */
final class ProcessCluster implements Cluster {
  /** How long a harness that is told to end may take to close the cluster in good order. */
  private static final Duration ORDERLY_END = Duration.ofSeconds(10);

  private static final Effect NOTHING = new Effect(true, Value.fields());

  private final ClusterParts parts;
  private final Driver driver;
  private final Watchers watchers;
  private final NodeProcesses processes;
  private final CutLinks links;
  private final SkewedClocks clocks;
  private final ControlledCrashes crashPoints;
  private final ControlledDisks disks;
  private final ProxiedClients clientLinks;
  private final ShapedLinks shapes;
  private final NodeFolders contents;
  private final Optional<AskedMembers> members;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread lastResort = Thread.ofPlatform().unstarted(this::closeBeforeExit);

  /**
   * Takes over all parts; nothing runs yet.
   *
   * @param seed for what is damaged where
   */
  ProcessCluster(ClusterParts parts, Watchers watchers, Duration startBound, Seed seed) {
    this.parts = parts;
    this.watchers = watchers;
    Observer observer = watchers.around();
    List<NodeId> all = List.copyOf(parts.nodes().keySet());
    this.driver = new RealTimeDriver(RealTimeDriver.Bounds.DEFAULT);
    processes = new NodeProcesses(parts.nodes(), observer, startBound);
    links = new CutLinks(parts.proxies());
    clocks = new SkewedClocks(parts.clocks(), new SkewMeter(observer));
    crashPoints = new ControlledCrashes(parts.controls());
    disks = new ControlledDisks(parts.controls());
    clientLinks = new ProxiedClients(parts.proxies(), all, observer, watchers.asClient());
    shapes = new ShapedLinks(parts.proxies());
    contents = new NodeFolders(parts.data(), processes, parts.copies(), seed.fork("disks"));
    members = watchers.administrator().map(it -> new AskedMembers(all, observer, it));
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
    return watchers.around();
  }

  @Override
  public Driver driver() {
    return driver;
  }

  @Override
  public Capabilities capabilities() {
    Capabilities offered =
        Capabilities.NONE
            .with(links)
            .with(clocks)
            .with(crashPoints)
            .with(disks)
            .with(clientLinks)
            .with(shapes);
    Capabilities more = members.map(offered::with).orElse(offered);
    return Signals.command().isPresent() ? more.with(processes).with(contents) : more;
  }

  /** Clocks are set right before nodes start, and looked at after. */
  @Override
  public Effect healAll() {
    Set<NodeId> all = new TreeSet<>(parts.nodes().keySet());
    Healing healing = new Healing();
    Effect disarmed = healing.step("disarmed", () -> undone(crashPoints.disarm()));
    if (Signals.command().isPresent()) {
      healing.step("resumed", () -> processes.resume(all));
    }
    healing.step("links", () -> links.cut(Set.of()));
    healing.step("shapes", shapes::reset);
    healing.step("clients", () -> clientLinks.cut(Set.of(), ClientCutKind.BOTH));
    Effect worked = healing.step("disks", disks::heal);
    healing.step("contents", contents::repair);
    healing.step(
        "clockFiles",
        () -> {
          clocks.clear();
          return new Effect(true, Value.fields());
        });
    healing.step("started", () -> processes.start(all));
    healing.step("clocks", clocks::reset);
    // Who belongs after that is for checkers to judge.
    Effect belonging =
        members.map(it -> healing.step("members", () -> undone(it.restore()))).orElse(NOTHING);
    return healing.effect(Effect.struck(disarmed, worked, belonging));
  }

  /** A recovery that proves nothing by itself. */
  private static Effect undone(Effect effect) {
    return new Effect(true, effect.facts());
  }

  /** Does every step, also when an earlier one failed. */
  private static final class Healing {
    private Value.Fields facts = Value.fields();
    private boolean proven = true;
    private Optional<EnvironmentException> failure = Optional.empty();

    Effect step(String name, Supplier<Effect> action) {
      try {
        Effect effect = action.get();
        proven &= effect.proven();
        facts = facts.with(name, effect.facts());
        return effect;
      } catch (EnvironmentException e) {
        failure.ifPresentOrElse(it -> it.addSuppressed(e), () -> failure = Optional.of(e));
        return NOTHING;
      }
    }

    Effect effect(Value.Fields struck) {
      if (failure.isPresent()) {
        throw failure.orElseThrow();
      }
      return new Effect(proven, facts.with("struck", struck));
    }
  }

  /** Logs are written where they belong, so there is nothing left to bring. */
  @Override
  public void collect() {}

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
      watchers.close();
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
