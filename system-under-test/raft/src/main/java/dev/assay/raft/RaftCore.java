package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One node's Raft: {@link #step} is a function of the core's state and an input, and the same
 * inputs and draws give the same effects. One thread only. A thrown exception means a broken
 * invariant or a driver's mistake: the node must stop.
 */
public final class RaftCore {
  final RaftConfig config;

  /**
   * A follower that knows what was durable; emits nothing until its first step.
   *
   * @param recovered as last persisted, {@link HardState#INITIAL} on a new node
   * @param recoveredLog all durable entries, from index 1
   */
  public RaftCore(RaftConfig config, Draw draw, HardState recovered, List<Entry> recoveredLog) {
    this.config = config;
  }

  /** Takes one input; the effects are to be carried out in order. */
  public List<Effect> step(Input input) {
    Objects.requireNonNull(input);
    return List.of();
  }

  public RaftRole role() {
    return RaftRole.FOLLOWER;
  }

  public long term() {
    return 0;
  }

  /** This term's leader as far as known; this node itself when it leads. */
  public Optional<NodeId> leader() {
    return Optional.empty();
  }

  public long commitIndex() {
    return 0;
  }

  public long lastIndex() {
    return 0;
  }
}
