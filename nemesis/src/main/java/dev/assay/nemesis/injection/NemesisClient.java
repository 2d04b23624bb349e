package dev.assay.nemesis.injection;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.FaultCodec;
import dev.assay.nemesis.fault.Targets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Injects one fault at a time: finds its targets, asks the environment for one capability, and
 * answers with the facts. {@code fail}: nothing was touched. {@code unknown}: the environment can't
 * tell what state it left.
 */
public final class NemesisClient implements Client {
  private final Cluster cluster;
  private final Executor background;

  /** Of the leader that was a target last. Faults come one after the other. */
  private volatile long targetedEpoch;

  /**
   * A client of its own for each run.
   *
   * @param background runs the environment's calls, which may block
   */
  public NemesisClient(Cluster cluster, Executor background) {
    this.cluster = cluster;
    this.background = background;
  }

  @Override
  public void invoke(Invocation invocation, Consumer<Outcome> completion) {
    background.execute(() -> completion.accept(outcome(invocation)));
  }

  @Override
  public void close() {
    // Holds nothing: what was injected is healed by the run.
  }

  private Outcome outcome(Invocation invocation) {
    try {
      Fault fault = FaultCodec.read(invocation.f(), invocation.value());
      List<NodeId> nodes = fault.victims().map(this::resolve).orElse(cluster.nodes());
      Effect effect = Injection.inject(fault, nodes, cluster);
      Value.Fields asked =
          fault.victims().isPresent()
              ? invocation.value().with("nodes", FaultCodec.nodes(nodes))
              : invocation.value();
      return new Outcome.Ok(asked.with("proven", Value.of(effect.proven())).with(effect.facts()));
    } catch (NotInjectedException e) {
      return new Outcome.Fail(e.reason());
    } catch (NotPossibleException e) {
      return new Outcome.Fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new Outcome.Unknown(e.toString());
    }
  }

  private List<NodeId> resolve(Targets targets) {
    return switch (targets) {
      case Targets.Nodes(List<NodeId> nodes) -> known(nodes);
      case Targets.Leader _ -> List.of(targetedLeader());
      case Targets.Successor(List<NodeId> with) -> together(successor(), with);
      case Targets.LeaderWith(List<NodeId> with) -> together(targetedLeader(), with);
      case Targets.Follower(boolean mostAdvanced) -> List.of(follower(mostAdvanced));
    };
  }

  private List<NodeId> together(NodeId leader, List<NodeId> others) {
    Set<NodeId> all = new TreeSet<>(known(others));
    all.add(leader);
    return List.copyOf(all);
  }

  private NodeId targetedLeader() {
    NodeStatus leader =
        leading().orElseThrow(() -> new NotInjectedException("no node says that it leads"));
    targetedEpoch = leader.epoch();
    return leader.node();
  }

  private NodeId successor() {
    long former = targetedEpoch;
    NodeStatus leader =
        leading()
            .filter(status -> status.epoch() > former)
            .orElseThrow(
                () -> new NotInjectedException("nobody leads later than in epoch " + former));
    targetedEpoch = leader.epoch();
    return leader.node();
  }

  private NodeId follower(boolean mostAdvanced) {
    Optional<NodeId> leader = leading().map(NodeStatus::node);
    Comparator<NodeStatus> byProgress = Comparator.comparingLong(NodeStatus::applied);
    return cluster.nodes().stream()
        .filter(node -> !leader.equals(Optional.of(node)))
        .map(cluster.observer()::status)
        .flatMap(Optional::stream)
        .filter(status -> !status.primary())
        .min(mostAdvanced ? byProgress.reversed() : byProgress)
        .map(NodeStatus::node)
        .orElseThrow(() -> new NotInjectedException("no follower answers"));
  }

  private List<NodeId> known(List<NodeId> nodes) {
    for (NodeId node : nodes) {
      if (!cluster.nodes().contains(node)) {
        throw new NotInjectedException(
            "there is no node " + node + " among " + cluster.nodes() + " to be a target");
      }
    }
    return nodes;
  }

  /** Of several that believe it, the one that was elected last. */
  private Optional<NodeStatus> leading() {
    return cluster.nodes().stream()
        .map(cluster.observer()::status)
        .flatMap(Optional::stream)
        .filter(NodeStatus::primary)
        .max(Comparator.comparingLong(NodeStatus::epoch));
  }
}
