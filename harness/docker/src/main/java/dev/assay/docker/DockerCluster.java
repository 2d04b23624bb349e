package dev.assay.docker;

import dev.assay.harness.control.AskedMembers;
import dev.assay.harness.control.ControlledCrashes;
import dev.assay.harness.control.ControlledDisks;
import dev.assay.harness.driver.RealTimeDriver;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.Administrator;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.history.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Nodes in containers. Clients reach a node at its pod's own address rather than through a
 * published port: that address stays when the node is started again, and no proxy of the engine
 * accepts connections for a node that is dead.
 */
final class DockerCluster implements Cluster {
  private final Pods pods;
  private final Deployment deployment;
  private final Driver driver;
  private final Observer observer;
  private final ContainerProcesses processes;
  private final FaketimeClocks clocks;
  private final ControlledCrashes crashPoints;
  private final ControlledDisks disks;
  private final Optional<NamespaceLinks> links;
  private final Optional<Administrator> administrator;
  private final Optional<AskedMembers> members;

  /**
   * @param links empty when packet rules can't be used here
   * @param administrator empty when the system's members can't be changed
   */
  DockerCluster(
      Pods pods,
      Deployment deployment,
      Observer observer,
      Optional<NamespaceLinks> links,
      Optional<Administrator> administrator) {
    this.pods = pods;
    this.deployment = deployment;
    this.driver = new RealTimeDriver(RealTimeDriver.Bounds.DEFAULT);
    this.observer = observer;
    this.links = links;
    this.administrator = administrator;
    this.members = administrator.map(it -> new AskedMembers(pods.nodes(), observer, it));
    Containers containers = new Containers(deployment.client());
    this.processes =
        new ContainerProcesses(
            pods, containers, new Readiness(containers, observer), deployment.logs(), observer);
    this.clocks = new FaketimeClocks(pods, observer);
    Map<NodeId, Path> controls =
        pods.all().stream().collect(Collectors.toMap(Pod::node, Pod::control));
    this.crashPoints = new ControlledCrashes(controls);
    this.disks = new ControlledDisks(controls);
  }

  @Override
  public List<NodeId> nodes() {
    return pods.nodes();
  }

  @Override
  public Reach reach(NodeId node) {
    return Optional.ofNullable(pods.reach().get(node))
        .orElseThrow(
            () -> new IllegalArgumentException("node " + node + " is not one of " + nodes()));
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
    Capabilities offered =
        Capabilities.NONE.with(processes).with(clocks).with(crashPoints).with(disks);
    Capabilities more = members.map(offered::with).orElse(offered);
    return links.map(more::with).orElse(more);
  }

  /**
   * Asks the engine what is broken, rather than remembering it. A step that fails keeps no other
   * from being done.
   */
  @Override
  public Effect healAll() {
    return uninterrupted(
        () -> {
          Set<NodeId> all = Set.copyOf(pods.nodes());
          Map<String, Effect> steps = new LinkedHashMap<>();
          links.ifPresent(l -> steps.put("links", attempt(() -> l.cut(Set.of()))));
          Effect disarmed = attempt(crashPoints::disarm);
          steps.put("disks", attempt(disks::heal));
          steps.put("resumed", attempt(() -> processes.resume(all)));
          steps.put("started", attempt(() -> processes.start(all)));
          steps.put("clocks", attempt(clocks::reset));
          Value.Fields facts = Value.fields();
          for (Map.Entry<String, Effect> step : steps.entrySet()) {
            facts = facts.with(step.getKey(), step.getValue().facts());
          }
          // Who belongs after that is for checkers to judge.
          Effect belonging =
              members.map(it -> attempt(it::restore)).orElse(new Effect(true, Value.fields()));
          Effect worked = steps.getOrDefault("disks", belonging);
          // What could not be resumed was down: whether it runs now is proven by the next step.
          steps.remove("resumed");
          return new Effect(
              steps.values().stream().allMatch(Effect::proven),
              facts
                  .with("members", belonging.facts())
                  .with("struck", Effect.struck(disarmed, worked, belonging)));
        });
  }

  private static Effect attempt(Supplier<Effect> step) {
    try {
      return step.get();
    } catch (EnvironmentException e) {
      return new Effect(false, Value.fields("error", Value.of(String.valueOf(e.getMessage()))));
    }
  }

  /** Logs come in while the nodes write them, so there is nothing left to bring. */
  @Override
  public void collect() {}

  @Override
  public void close() {
    uninterrupted(
        () -> {
          try (deployment;
              observer) {
            administrator.ifPresent(Administrator::close);
            clocks.close();
          }
          return pods;
        });
  }

  /** Healing and closing must happen all the more when the harness was interrupted. */
  private static <T> T uninterrupted(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
