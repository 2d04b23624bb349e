package dev.assay.environment.process;

import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Kills, starts, pauses and resumes nodes, and sees that it happened. */
final class NodeProcesses implements Processes {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Duration ENDING_BOUND = Duration.ofSeconds(10);

  private final Map<NodeId, NodeProcess> nodes;
  private final Observer observer;
  private final Duration startBound;

  NodeProcesses(Map<NodeId, NodeProcess> nodes, Observer observer, Duration startBound) {
    this.nodes = nodes;
    this.observer = observer;
    this.startBound = startBound;
  }

  @Override
  public Effect kill(Set<NodeId> targets) {
    return onEach(targets, this::kill);
  }

  private Effect kill(NodeId id) {
    NodeProcess node = node(id);
    Optional<ProcessHandle> process = node.running();
    node.kill();
    Value.Fields facts = pid(process);
    return node.exit().isPresent()
        ? new Effect(true, facts.with("exit", Value.of(node.exit().getAsInt())))
        : new Effect(node.running().isEmpty(), facts);
  }

  @Override
  public Effect start(Set<NodeId> targets) {
    return onEach(targets, this::start);
  }

  private Effect start(NodeId id) {
    NodeProcess node = node(id);
    boolean launched = node.launch() || (endsByItself(id) && node.launch());
    Optional<ProcessHandle> process = node.running();
    Value.Fields facts = pid(process).with("started", Value.of(launched));
    if (!launched || answers(id)) {
      return new Effect(true, facts);
    }
    Value why =
        node.exit().isPresent()
            ? Value.of("exited with " + node.exit().getAsInt() + ": " + node.lastWords())
            : Value.of("no answer within " + startBound.toSeconds() + " s: " + node.lastWords());
    return new Effect(false, facts.with("error", why));
  }

  /** Waits for the node's first answer, as long as it lives. */
  private boolean answers(NodeId id) {
    boolean[] answered = new boolean[1];
    Waiting.until(
        startBound,
        POLL_NANOS,
        () -> {
          answered[0] = observer.status(id).isPresent();
          return answered[0] || node(id).running().isEmpty();
        });
    return answered[0];
  }

  /**
   * One that runs, but does not answer, may be about to end: a node whose disk has failed takes a
   * moment for that, and would be down right after it was taken for running.
   */
  private boolean endsByItself(NodeId id) {
    Waiting.until(
        ENDING_BOUND,
        POLL_NANOS,
        () ->
            node(id).running().map(Signals::stopped).orElse(true)
                || observer.status(id).isPresent());
    return node(id).running().isEmpty();
  }

  @Override
  public Effect pause(Set<NodeId> targets) {
    return onEach(targets, id -> ifRunning(id, false, Signals::stop, "stopped"));
  }

  @Override
  public Effect resume(Set<NodeId> targets) {
    return onEach(targets, id -> ifRunning(id, true, Signals::resume, "running"));
  }

  private Effect ifRunning(
      NodeId id, boolean provenWhenDown, Function<ProcessHandle, Boolean> act, String state) {
    Optional<ProcessHandle> process = node(id).running();
    if (process.isEmpty()) {
      return new Effect(provenWhenDown, Value.fields("down", Value.of(true)));
    }
    boolean reached = act.apply(process.orElseThrow());
    return new Effect(reached, pid(process).with(state, Value.of(reached)));
  }

  @Override
  public Effect powerFail(Set<NodeId> targets) {
    throw new UnsupportedOperationException(
        "a local process can't lose unsynced writes: the machine's page cache outlives it");
  }

  @Override
  public boolean losesUnsyncedWrites() {
    return false;
  }

  /** The node's disk is about to be lost: it starts as one that joins from then on. */
  void forget(NodeId id) {
    node(id).forget();
  }

  /** Whether there is a process of this node, be it paused. */
  boolean isRunning(NodeId id) {
    return node(id).running().isPresent();
  }

  private NodeProcess node(NodeId id) {
    NodeProcess node = nodes.get(id);
    if (node == null) {
      throw new EnvironmentException("there is no node " + id + " among " + nodes.keySet());
    }
    return node;
  }

  private static Value.Fields pid(Optional<ProcessHandle> process) {
    return process
        .map(it -> Value.fields("pid", Value.of(it.pid())))
        .orElse(Value.fields("down", Value.of(true)));
  }

  private static Effect onEach(Set<NodeId> targets, Function<NodeId, Effect> action) {
    boolean proven = true;
    Value.Fields facts = Value.fields();
    for (Map.Entry<NodeId, Effect> entry : Parallel.forEach(targets, action).entrySet()) {
      proven &= entry.getValue().proven();
      facts = facts.with(entry.getKey().name(), entry.getValue().facts());
    }
    return new Effect(proven, facts);
  }
}
