package dev.assay.node;

import dev.assay.raft.Input;
import dev.assay.raft.Refusal;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Changes of one channel's members and of its primary that somebody has asked for, until they are
 * over.
 */
final class Administration {
  private static final int WAITING_MAX = 64;
  private static final String TOO_OLD = "not all members are known to speak format version 2";

  /** How long a change of the members may take that this node wants by itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private record Waiting(long deadlineNanos, Consumer<AdministrationResult> reply) {}

  private final NodeClock clock;
  private final IntSupplier version;
  private final Consumer<Input> ordering;
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private final Deadlines deadlines = new Deadlines();
  private long next = 1;

  /**
   * @param version the format version in which the channel goes on
   * @param ordering takes wishes; their outcome may come before it returns
   */
  Administration(NodeClock clock, IntSupplier version, Consumer<Input> ordering) {
    this.clock = clock;
    this.version = version;
    this.ordering = ordering;
  }

  /** Brings the members to what is asked for, or says why not. */
  void change(MembershipChange change, long deadlineNanos, Consumer<AdministrationResult> reply) {
    if (mayBegin(reply)) {
      ordering.accept(new Input.ChangeRequested(begin(deadlineNanos, reply), change));
    }
  }

  /** Brings the members to what this node wants by itself; nobody waits for it. */
  void follow(MembershipChange change) {
    long number = begin(clock.monotonicNanos() + PATIENCE.toNanos(), _ -> {});
    ordering.accept(new Input.ChangeRequested(number, change));
  }

  /** Makes another node primary, or says why not. */
  void transfer(NodeId to, long deadlineNanos, Consumer<AdministrationResult> reply) {
    if (mayBegin(reply)) {
      ordering.accept(new Input.TransferRequested(begin(deadlineNanos, reply), to));
    }
  }

  /** If not, it was refused. */
  private boolean mayBegin(Consumer<AdministrationResult> reply) {
    if (version.getAsInt() == Peers.OLDEST) {
      reply.accept(new AdministrationResult.Busy(TOO_OLD));
      return false;
    }
    if (waiting.size() >= WAITING_MAX) {
      reply.accept(
          new AdministrationResult.Busy("%d wishes are waiting already".formatted(WAITING_MAX)));
    }
    return waiting.size() < WAITING_MAX;
  }

  /** Remembers a wish and gives it a number. */
  private long begin(long deadlineNanos, Consumer<AdministrationResult> reply) {
    waiting.put(next, new Waiting(deadlineNanos, reply));
    deadlines.add(deadlineNanos);
    return next++;
  }

  /** The wish of this number is over; one that waits no more is ignored. */
  void end(long number, AdministrationResult result) {
    Waiting ended = waiting.remove(number);
    if (ended != null) {
      ended.reply().accept(result);
    }
  }

  /** The ordering refused the wish of this number. */
  void refused(long number, Refusal reason, Optional<NodeId> leader) {
    end(
        number,
        switch (reason) {
          case NOT_LEADER -> new AdministrationResult.NotPrimary(leader.map(NodeId::name));
          case BUSY -> new AdministrationResult.Busy("another change must end first");
          case TOO_LARGE, INVALID ->
              new AdministrationResult.Invalid("not possible with the members there are");
          case TIMED_OUT -> new AdministrationResult.Unknown("it took too long");
          case LEADERSHIP_LOST -> new AdministrationResult.Unknown("no longer the primary");
        });
  }

  /** Answers those who don't wait any longer. */
  void expire() {
    if (deadlines.none()) {
      return;
    }
    long now = clock.monotonicNanos();
    if (deadlines.due(now)) {
      waiting.forEach((_, each) -> deadlines.add(each.deadlineNanos()));
      for (Map.Entry<Long, Waiting> each : new ArrayList<>(waiting.entrySet())) {
        if (now - each.getValue().deadlineNanos() >= 0) {
          end(each.getKey(), new AdministrationResult.Unknown("not done in time"));
        }
      }
    }
  }

  /** Answers all. */
  void halt(String reason) {
    for (long number : new ArrayList<>(waiting.keySet())) {
      end(number, new AdministrationResult.Unknown("the node has stopped: " + reason));
    }
  }
}
