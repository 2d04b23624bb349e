package dev.assay.environment.sim;

import dev.assay.harness.driver.SimulatedDriver;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Driver;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.harness.system.SimulatedNode;
import dev.assay.harness.system.SimulatedProgram;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.simulator.Machine;
import dev.assay.simulator.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nodes in one world. Everything that is done to them from outside takes no virtual time, and is
 * done on the thread that drives the world: to be used by one thread at a time.
 */
public final class SimCluster implements Cluster {
  private final World world;
  private final Map<NodeId, Machine> machines;
  private final Map<NodeId, SimulatedProgram> programs;
  private final Path runDirectory;
  private final Driver driver;
  private final SimObserver observer;
  private final SimProcesses processes;
  private final SimLinks links;
  private final SimClocks clocks;
  private final SimCrashPoints crashPoints;
  private final SimDisks disks;
  private final SimContents contents;
  private final SimClientLinks clientLinks;
  private final SimShapes shapes;
  private final SimMembers members;

  SimCluster(
      World world,
      Map<NodeId, Machine> machines,
      Map<NodeId, SimulatedProgram> programs,
      Path runDirectory) {
    this.world = world;
    this.machines = new LinkedHashMap<>(machines);
    this.programs = new LinkedHashMap<>(programs);
    this.runDirectory = runDirectory;
    this.driver = new SimulatedDriver(world);
    this.observer = new SimObserver(this.machines);
    this.processes = new SimProcesses(this.machines, observer, world.randomness("power failures"));
    this.links = new SimLinks(world.network(), nodes());
    this.clocks = new SimClocks(world, this.machines, observer);
    Machines all = new Machines(this.machines);
    this.crashPoints = new SimCrashPoints(all, world.randomness("crash points"));
    this.disks = new SimDisks(all);
    this.contents = new SimContents(all, this.programs, world.randomness("alterations"));
    this.clientLinks = new SimClientLinks(world.network(), nodes());
    this.shapes = new SimShapes(world.network());
    this.members = new SimMembers(world, observer, nodes());
  }

  /** The world in which the nodes live. */
  public World world() {
    return world;
  }

  /** What the node executed, as far as it answers; see {@link SimulatedNode#chain}. */
  public Optional<List<String>> chain(NodeId node) {
    return observer.answering(node).map(SimulatedNode::chain);
  }

  /** What the node noted, also when it does not answer any more; see {@link SimulatedProgram}. */
  public List<Value.Fields> events(NodeId node) {
    SimulatedProgram program = programs.get(node);
    return program == null ? List.of() : program.events();
  }

  @Override
  public List<NodeId> nodes() {
    return List.copyOf(machines.keySet());
  }

  @Override
  public Reach reach(NodeId node) {
    if (!machines.containsKey(node)) {
      throw new IllegalArgumentException("node " + node + " is none of " + nodes());
    }
    return new Reach.Simulated(world, node.name());
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
        Capabilities.NONE
            .with(processes)
            .with(links)
            .with(clocks)
            .with(crashPoints)
            .with(disks)
            .with(contents)
            .with(clientLinks)
            .with(shapes);
    return hasMembers() ? offered.with(members) : offered;
  }

  /** Whether the system's members can be changed. */
  private boolean hasMembers() {
    for (NodeId node : machines.keySet()) {
      if (observer.answering(node).flatMap(SimulatedNode::members).isPresent()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Effect healAll() {
    Set<NodeId> all = machines.keySet();
    Effect disarmed = crashPoints.disarm();
    Effect worked = disks.heal();
    contents.repair();
    Effect joined = clientLinks.cut(Set.of(), ClientCutKind.BOTH);
    shapes.reset();
    Effect linked = links.cut(Set.of());
    Effect timed = clocks.reset();
    Effect resumed = processes.resume(all);
    Effect started = processes.start(all);
    Effect belonging = hasMembers() ? members.restore() : new Effect(true, Value.fields());
    // What could not be resumed was down: whether it runs now is proven by the last step. A node
    // that refuses to start was started: that it refuses is for others to judge.
    return new Effect(
        linked.proven()
            && joined.proven()
            && timed.proven()
            && (started.proven() || processes.runOrRefuse(all)),
        Value.fields("links", linked.facts())
            .with("clocks", timed.facts())
            .with("resumed", resumed.facts())
            .with("started", started.facts())
            .with("struck", Effect.struck(disarmed, worked, belonging)));
  }

  @Override
  public void collect() {
    for (Map.Entry<NodeId, Machine> machine : machines.entrySet()) {
      Path folder = runDirectory.resolve("nodes").resolve(machine.getKey().name());
      try {
        Files.createDirectories(folder);
        Files.writeString(
            folder.resolve("node.log"), String.join("\n", machine.getValue().log()) + "\n");
        Files.write(
            folder.resolve("events.jsonl"),
            events(machine.getKey()).stream().map(ValueJson::write).toList());
      } catch (IOException e) {
        throw new EnvironmentException(
            "could not write the log and the events of node into " + folder, e);
      }
    }
  }

  /** Ends every node, so that nobody goes on with this world. */
  @Override
  public void close() {
    machines.values().forEach(Machine::kill);
  }

  List<NodeId> silentNodes() {
    return nodes().stream().filter(node -> observer.status(node).isEmpty()).toList();
  }

  String describe(List<NodeId> some) {
    return String.join(
        ", ", some.stream().map(node -> node + " " + processes.facts(node).fields()).toList());
  }
}
