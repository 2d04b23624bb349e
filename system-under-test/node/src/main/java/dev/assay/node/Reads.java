package dev.assay.node;

import dev.assay.raft.Effect.ReadFailed;
import dev.assay.raft.ReadKind;
import dev.assay.raft.Refusal;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads, in rounds: those that arrive while a majority is being asked share the next round, never
 * the one under way, which a majority may have confirmed before they came. Reads that trust a lease
 * have rounds of their own.
 */
final class Reads {
  /** What finds out how new a state must be. */
  interface Ordering {
    /** Begins a round of this number; its outcome may come before the call returns. */
    void ask(long round, ReadKind kind);
  }

  /** Queries for which a majority is asked together. */
  private record Round(long number, List<PendingQuery> queries) {}

  /** Queries that any state answers which has executed {@code index}. */
  private record Confirmed(long index, List<PendingQuery> queries) {}

  /** The rounds of one kind, one after the other. */
  private static final class Lane {
    private final ReadKind kind;
    private List<PendingQuery> waiting = new ArrayList<>();
    private @Nullable Round asking;

    Lane(ReadKind kind) {
      this.kind = kind;
    }
  }

  private final NodeClock clock;
  private final Replica replica;
  private final Ordering ordering;
  private final Lane quorum = new Lane(ReadKind.QUORUM);
  private final Lane lease = new Lane(ReadKind.LEASE);
  private final List<Lane> lanes = List.of(quorum, lease);
  private final Deque<Confirmed> confirmed = new ArrayDeque<>();
  private final Deadlines deadlines = new Deadlines();
  private long nextRound = 1;

  Reads(NodeClock clock, Replica replica, Ordering ordering) {
    this.clock = clock;
    this.replica = replica;
    this.ordering = ordering;
  }

  void request(PendingQuery query, ReadKind kind) {
    Lane lane = kind == ReadKind.LEASE ? lease : quorum;
    lane.waiting.add(query);
    deadlines.add(query.deadlineNanos());
    askNext(lane);
  }

  private void askNext(Lane lane) {
    if (lane.asking == null && !lane.waiting.isEmpty()) {
      Round round = new Round(nextRound++, lane.waiting);
      lane.asking = round;
      lane.waiting = new ArrayList<>();
      ordering.ask(round.number(), lane.kind);
    }
  }

  void ready(long number, long index) {
    finish(number).ifPresent(queries -> confirmed.add(new Confirmed(index, queries)));
    applied();
    askNext(quorum);
    askNext(lease);
  }

  void failed(ReadFailed failed) {
    Optional<String> hint = failed.leader().map(NodeId::name);
    finish(failed.read())
        .ifPresent(queries -> queries.forEach(query -> refuse(query, failed.reason(), hint)));
    askNext(quorum);
    askNext(lease);
  }

  private static void refuse(PendingQuery query, Refusal reason, Optional<String> hint) {
    switch (reason) {
      case NOT_LEADER, LEADERSHIP_LOST -> query.notPrimary(hint);
      case BUSY, TOO_LARGE, INVALID -> query.unavailable("too many reads wait for a majority");
      case TIMED_OUT -> query.unavailable("no majority confirmed the read in time");
    }
  }

  /** Ends the round of this number; empty if none such is under way. */
  private Optional<List<PendingQuery>> finish(long number) {
    for (Lane lane : lanes) {
      Round round = lane.asking;
      if (round != null && round.number() == number) {
        lane.asking = null;
        return Optional.of(round.queries());
      }
    }
    return Optional.empty();
  }

  /** The replica has executed more. */
  void applied() {
    while (!confirmed.isEmpty() && confirmed.getFirst().index() <= replica.applied()) {
      confirmed.removeFirst().queries().forEach(query -> query.answer(replica.ledger()));
    }
  }

  /** Answers those whose clients don't wait any longer. */
  void expire() {
    if (deadlines.none()) {
      return;
    }
    long now = clock.monotonicNanos();
    if (deadlines.due(now)) {
      for (List<PendingQuery> queries : lists()) {
        queries.removeIf(query -> expired(query, now));
        queries.forEach(query -> deadlines.add(query.deadlineNanos()));
      }
    }
  }

  private static boolean expired(PendingQuery query, long now) {
    if (now - query.deadlineNanos() < 0) {
      return false;
    }
    query.unavailable("no majority confirmed the read in time");
    return true;
  }

  /** Answers all. */
  void halt(String reason) {
    for (List<PendingQuery> queries : lists()) {
      List<PendingQuery> all = List.copyOf(queries);
      queries.clear();
      all.forEach(query -> query.unavailable("the node has stopped: " + reason));
    }
  }

  private List<List<PendingQuery>> lists() {
    List<List<PendingQuery>> lists = new ArrayList<>();
    for (Lane lane : lanes) {
      lists.add(lane.waiting);
      Round round = lane.asking;
      if (round != null) {
        lists.add(round.queries());
      }
    }
    for (Confirmed known : confirmed) {
      lists.add(known.queries());
    }
    return lists;
  }
}
