package dev.assay.docker;

import dev.assay.docker.Containers.State;
import dev.assay.docker.engine.Together;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Processes;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.Observer;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A node's process is its container: killed and paused by the engine, started again on the layer
 * that holds its disk. Everything is done to several nodes at once, and proven by what the engine
 * says of the container and by whether the node answers.
 */
final class ContainerProcesses implements Processes {
  private static final Duration BOUND = Duration.ofMinutes(2);

  private final Pods pods;
  private final Containers containers;
  private final Readiness readiness;
  private final NodeLogs logs;
  private final Observer observer;

  ContainerProcesses(
      Pods pods, Containers containers, Readiness readiness, NodeLogs logs, Observer observer) {
    this.pods = pods;
    this.containers = containers;
    this.readiness = readiness;
    this.logs = logs;
    this.observer = observer;
  }

  @Override
  public Effect kill(Set<NodeId> nodes) {
    return each("kill", nodes, this::kill);
  }

  @Override
  public Effect start(Set<NodeId> nodes) {
    return each("start", nodes, this::start);
  }

  @Override
  public Effect pause(Set<NodeId> nodes) {
    return each("pause", nodes, this::pause);
  }

  @Override
  public Effect resume(Set<NodeId> nodes) {
    return each("resume", nodes, this::resume);
  }

  @Override
  public Effect powerFail(Set<NodeId> nodes) {
    throw new UnsupportedOperationException(
        "a killed container loses no write that its kernel has: use the simulator");
  }

  @Override
  public boolean losesUnsyncedWrites() {
    return false;
  }

  private Effect each(String what, Set<NodeId> nodes, Function<Pod, Effect> work) {
    Map<NodeId, Effect> effects =
        Together.each(what, new TreeSet<>(nodes), BOUND, node -> work.apply(pods.of(node)));
    Value.Fields facts = Value.fields();
    for (Map.Entry<NodeId, Effect> effect : effects.entrySet()) {
      facts = facts.with(effect.getKey().name(), effect.getValue().facts());
    }
    return new Effect(
        !effects.isEmpty() && effects.values().stream().allMatch(Effect::proven), facts);
  }

  private Effect kill(Pod pod) {
    containers.kill(pod.container());
    State state = readiness.await(pod, "exited", s -> s instanceof State.Exited);
    // 137 is 128 + SIGKILL: anything else, it ended by itself.
    return new Effect(state instanceof State.Exited exited && exited.code() == 137, facts(state));
  }

  /**
   * A node that refuses to start, over a disk that is damaged or full, does so soundly. One that
   * runs, but does not answer, may be about to end by itself: it would be down right after it was
   * taken for running.
   */
  private Effect start(Pod pod) {
    Optional<String> ended = Optional.empty();
    if (containers.state(pod.container()) instanceof State.Running) {
      ended = readiness.answersOrEnds(pod);
    }
    if (containers.state(pod.container()) instanceof State.Exited) {
      containers.start(pod.container());
      logs.follow(pod);
      ended = readiness.answersOrEnds(pod);
    }
    State state = containers.state(pod.container());
    Value.Fields facts = facts(state);
    return new Effect(
        ended.isEmpty() && state instanceof State.Running,
        ended.map(why -> facts.with("error", Value.of(why))).orElse(facts));
  }

  private Effect pause(Pod pod) {
    containers.pause(pod.container());
    State state = containers.state(pod.container());
    boolean silent = observer.status(pod.node()).isEmpty();
    return new Effect(
        state instanceof State.Paused && silent, facts(state).with("answers", Value.of(!silent)));
  }

  private Effect resume(Pod pod) {
    containers.resume(pod.container());
    State state = containers.state(pod.container());
    if (state instanceof State.Running) {
      readiness.awaitAnswers(pod);
    }
    return new Effect(state instanceof State.Running, facts(state));
  }

  private static Value.Fields facts(State state) {
    return switch (state) {
      case State.Running() -> Value.fields("state", Value.of("running"));
      case State.Paused() -> Value.fields("state", Value.of("paused"));
      case State.Exited(long code, boolean outOfMemory) ->
          Value.fields("state", Value.of("exited"))
              .with("code", Value.of(code))
              .with("outOfMemory", Value.of(outOfMemory));
    };
  }
}
