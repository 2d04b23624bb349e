package dev.assay.harness.control;

import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Members;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.Administrator;
import dev.assay.harness.system.Administrator.Answer;
import dev.assay.harness.system.Administrator.Roll;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks the leaders of real nodes for other members. A wish that is not refused at once goes on by
 * itself; proof is the leader's word that it was done, or its members when all are asked back. Any
 * thread.
 */
public final class AskedMembers implements Members {
  /** So long a wish may take; then the system gives it up. */
  private static final Duration WISH = Duration.ofSeconds(5);

  /** A wish that is refused is so at once; until then nobody knows that it has begun. */
  private static final Duration REFUSAL = Duration.ofMillis(300);

  private static final Duration RESTORED = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final List<NodeId> nodes;
  private final Observer observer;
  private final Administrator administrator;

  /** Those that are to be members no more, and those of them that are none. */
  private final Set<NodeId> unwanted = new TreeSet<>();

  private final Set<NodeId> gone = new TreeSet<>();

  /** Who was asked to lead, and who of them has led since. */
  private final Set<NodeId> successors = new TreeSet<>();

  private final Set<NodeId> succeeded = new TreeSet<>();
  private int underWay;

  /**
   * Members of a deployment.
   *
   * @param nodes all of which are members when nothing is wrong
   */
  public AskedMembers(List<NodeId> nodes, Observer observer, Administrator administrator) {
    this.nodes = List.copyOf(nodes);
    this.observer = observer;
    this.administrator = administrator;
  }

  @Override
  public Effect remove(Set<NodeId> leaving) {
    NodeId leader = leader();
    Roll now =
        administrator
            .roll(leader)
            .orElseThrow(() -> new NotPossibleException("the leader does not say who belongs"));
    if (now.changing()) {
      throw new NotPossibleException("another change of members is under way");
    }
    if (!now.nodes().containsAll(leaving)) {
      throw new NotPossibleException("of nodes " + leaving + " some are no members");
    }
    // A majority of all nodes stays, so that no more than a minority can be wiped meanwhile.
    if (now.nodes().size() - leaving.size() <= nodes.size() / 2) {
      throw new NotPossibleException("too few members would be left of " + now.nodes());
    }
    wish(
        answer -> administrator.change(leader, Set.of(), leaving, WISH, answer),
        unwanted,
        gone,
        leaving);
    return armed();
  }

  @Override
  public Effect transfer(NodeId node) {
    NodeId leader = leader();
    if (leader.equals(node)) {
      throw new NotPossibleException("node " + node + " leads already");
    }
    wish(
        answer -> administrator.transfer(leader, node, WISH, answer),
        successors,
        succeeded,
        Set.of(node));
    return armed();
  }

  private static Effect armed() {
    return new Effect(false, Value.fields("armed", Value.of(true)));
  }

  /** Tells the system; what it refuses at once never was a wish. */
  private void wish(
      Consumer<Consumer<Answer>> telling,
      Set<NodeId> wanted,
      Set<NodeId> granted,
      Set<NodeId> whom) {
    synchronized (this) {
      wanted.addAll(whom);
      underWay++;
    }
    CompletableFuture<Answer> told = new CompletableFuture<>();
    telling.accept(
        answer -> {
          synchronized (this) {
            underWay--;
            if (answer instanceof Answer.Done) {
              granted.addAll(whom);
            }
          }
          told.complete(answer);
        });
    if (within(REFUSAL, told) instanceof Answer.Refused(String reason)) {
      synchronized (this) {
        wanted.removeAll(whom);
      }
      throw new NotPossibleException(reason);
    }
  }

  private static Answer within(Duration bound, CompletableFuture<Answer> told) {
    try {
      return told.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return new Answer.Unknown("no answer yet");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown("interrupted");
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Proven when all are members, which is waited for within a bound: it takes a majority.
   */
  @Override
  public Effect restore() {
    watch();
    Value.Fields struck = Value.fields();
    synchronized (this) {
      for (NodeId node : gone) {
        struck = struck.with(node.name(), Value.of("removed"));
      }
      for (NodeId node : succeeded) {
        struck = struck.with(node.name(), Value.of("leads"));
      }
      List.of(unwanted, gone, successors, succeeded).forEach(Set::clear);
    }
    long began = System.nanoTime();
    boolean restored = false;
    while (!restored
        && System.nanoTime() - began < RESTORED.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      restored = isRestored();
      if (!restored) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
    return new Effect(
        restored, Value.fields("struck", struck).with("restored", Value.of(restored)));
  }

  /** Whether all belong, for good; if not, they are asked for. */
  private boolean isRestored() {
    Optional<NodeId> leader = led().map(NodeStatus::node);
    Optional<Roll> now = leader.flatMap(administrator::roll);
    if (now.isEmpty() || now.get().changing() || underWay()) {
      return false;
    }
    Set<NodeId> missing = new TreeSet<>(nodes);
    missing.removeAll(now.get().nodes());
    if (missing.isEmpty()) {
      return true;
    }
    CompletableFuture<Answer> told = new CompletableFuture<>();
    administrator.change(leader.get(), missing, Set.of(), WISH, told::complete);
    within(WISH.plus(REFUSAL), told);
    return false;
  }

  private synchronized boolean underWay() {
    return underWay > 0;
  }

  /** Those who were never answered may see it done all the same. */
  private void watch() {
    Optional<NodeId> leader = led().map(NodeStatus::node);
    Optional<Roll> now = leader.flatMap(administrator::roll);
    synchronized (this) {
      now.filter(roll -> !roll.changing())
          .ifPresent(
              roll ->
                  unwanted.stream()
                      .filter(node -> !roll.nodes().contains(node))
                      .forEach(gone::add));
      leader.filter(successors::contains).ifPresent(succeeded::add);
    }
  }

  @Override
  public Set<NodeId> now() {
    return led()
        .map(NodeStatus::node)
        .flatMap(administrator::roll)
        .map(Roll::nodes)
        .orElse(Set.of());
  }

  private NodeId leader() {
    return led()
        .map(NodeStatus::node)
        .orElseThrow(() -> new NotPossibleException("no node says that it leads"));
  }

  private Optional<NodeStatus> led() {
    return nodes.stream()
        .map(observer::status)
        .flatMap(Optional::stream)
        .filter(NodeStatus::primary)
        .max(Comparator.comparingLong(NodeStatus::epoch));
  }
}
