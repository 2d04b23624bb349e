package dev.assay.node;

import dev.assay.raft.Refusal;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Changes of the members and of the primary that somebody has asked for, until they are over. */
final class Administration {
  private static final int WAITING_MAX = 64;

  private record Waiting(long deadlineNanos, Consumer<AdministrationResult> reply) {}

  private final NodeClock clock;
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private final Deadlines deadlines = new Deadlines();
  private long next = 1;

  Administration(NodeClock clock) {
    this.clock = clock;
  }

  /** Whether one more may wait; if not, it was refused. */
  boolean hasRoom(Consumer<AdministrationResult> reply) {
    if (waiting.size() >= WAITING_MAX) {
      reply.accept(
          new AdministrationResult.Busy("%d wishes are waiting already".formatted(WAITING_MAX)));
    }
    return waiting.size() < WAITING_MAX;
  }

  /** Remembers a wish and gives it a number. */
  long begin(long deadlineNanos, Consumer<AdministrationResult> reply) {
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
