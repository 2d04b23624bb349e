package dev.assay.environment.sim;

import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Members;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.SimulatedMembers;
import dev.assay.harness.system.SimulatedNode;
import dev.assay.history.Value;
import dev.assay.simulator.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks leaders for other members. No time passes here, so what was asked for is looked after while
 * the world goes on: who was removed is noted when a leader's members show it, and members are
 * asked for again until all are there.
 */
final class SimMembers implements Members {
  private static final long LOOK_NANOS = 50_000_000;
  private static final long ASK_AGAIN_NANOS = 500_000_000;

  /**
   * How often in a row all must be there before nobody looks any more: a removal that was asked for
   * just before, or of a leader that was cut off, may show only later.
   */
  private static final int CALM_LOOKS = 10;

  private final World world;
  private final SimObserver observer;
  private final List<NodeId> nodes;

  /** Those that are to be members no more. */
  private final Set<NodeId> unwanted = new TreeSet<>();

  /** Those of them that a leader's members showed to be gone. */
  private final Set<NodeId> gone = new TreeSet<>();

  /** Who was asked to lead, and who of them has led since. */
  private final Set<NodeId> successors = new TreeSet<>();

  private final Set<NodeId> succeeded = new TreeSet<>();
  private boolean restoring;
  private int calmLooks;
  private boolean looking;

  SimMembers(World world, SimObserver observer, List<NodeId> nodes) {
    this.world = world;
    this.observer = observer;
    this.nodes = nodes;
  }

  @Override
  public Effect remove(Set<NodeId> leaving) {
    SimulatedMembers leader = leading();
    if (leader.isChanging()) {
      throw new NotPossibleException("another change of members is under way");
    }
    if (!leader.members().containsAll(leaving)) {
      throw new NotPossibleException("of nodes " + leaving + " some are no members");
    }
    // A majority of all nodes stays, so that no more than a minority can be wiped meanwhile.
    if (leader.members().size() - leaving.size() <= nodes.size() / 2) {
      throw new NotPossibleException("too few members would be left of " + leader.members());
    }
    leader.change(Set.of(), leaving);
    unwanted.addAll(leaving);
    look();
    return armed();
  }

  @Override
  public Effect transfer(NodeId node) {
    SimulatedMembers leader = leading();
    if (leaderId().equals(Optional.of(node))) {
      throw new NotPossibleException("node " + node + " leads already");
    }
    leader.transfer(node);
    successors.add(node);
    look();
    return armed();
  }

  private static Effect armed() {
    return new Effect(false, Value.fields("armed", Value.of(true)));
  }

  @Override
  public Effect restore() {
    watch();
    Value.Fields struck = Value.fields();
    for (NodeId node : gone) {
      struck = struck.with(node.name(), Value.of("removed"));
    }
    for (NodeId node : succeeded) {
      struck = struck.with(node.name(), Value.of("leads"));
    }
    unwanted.clear();
    gone.clear();
    successors.clear();
    succeeded.clear();
    calmLooks = 0;
    if (!restoring) {
      restoring = true;
      askAgain();
    }
    return new Effect(true, Value.fields("struck", struck));
  }

  @Override
  public Set<NodeId> now() {
    return leader().map(SimulatedMembers::members).orElse(Set.of());
  }

  private void askAgain() {
    Optional<SimulatedMembers> leader = leader();
    Set<NodeId> missing = new TreeSet<>(nodes);
    leader.ifPresent(members -> missing.removeAll(members.members()));
    boolean settled = leader.isPresent() && !leader.get().isChanging();
    calmLooks = settled && missing.isEmpty() ? calmLooks + 1 : 0;
    if (settled && !missing.isEmpty()) {
      leader.get().change(missing, Set.of());
    }
    world.after(
        ASK_AGAIN_NANOS,
        () -> {
          restoring &= unwanted.isEmpty() && calmLooks < CALM_LOOKS;
          if (restoring) {
            askAgain();
          }
        });
  }

  private void look() {
    if (!looking) {
      looking = true;
      world.after(LOOK_NANOS, this::lookAgain);
    }
  }

  private void lookAgain() {
    looking = false;
    watch();
    if (!gone.containsAll(unwanted) || !succeeded.containsAll(successors)) {
      look();
    }
  }

  private void watch() {
    leader()
        .ifPresent(
            members -> {
              Set<NodeId> now = members.members();
              unwanted.stream()
                  .filter(node -> !now.contains(node) && !members.isChanging())
                  .forEach(gone::add);
            });
    leaderId().filter(successors::contains).ifPresent(succeeded::add);
  }

  private SimulatedMembers leading() {
    return leader().orElseThrow(() -> new NotPossibleException("no node says that it leads"));
  }

  private Optional<SimulatedMembers> leader() {
    return leaderId().flatMap(observer::answering).flatMap(SimulatedNode::members);
  }

  private Optional<NodeId> leaderId() {
    Optional<NodeStatus> leader = Optional.empty();
    for (NodeId node : nodes) {
      Optional<NodeStatus> status = observer.status(node).filter(NodeStatus::primary);
      if (status.isPresent()
          && (leader.isEmpty() || status.get().epoch() >= leader.get().epoch())) {
        leader = status;
      }
    }
    return leader.map(NodeStatus::node);
  }
}
