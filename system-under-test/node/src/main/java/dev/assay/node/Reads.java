package dev.assay.node;

import dev.assay.raft.Effect.ReadFailed;
import dev.assay.raft.Refusal;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads, in rounds: those that arrive while a majority is being asked share the next round, never
 * the one under way, which a majority may have confirmed before they came.
 */
final class Reads {
  /** Queries for which a majority is asked together. */
  private record Round(long number, List<PendingQuery> queries) {}

  /** Queries that any state answers which has executed {@code index}. */
  private record Confirmed(long index, List<PendingQuery> queries) {}

  private final NodeClock clock;
  private final Replica replica;
  private final LongConsumer ask;

  private List<PendingQuery> waiting = new ArrayList<>();
  private @Nullable Round asking;
  private final Deque<Confirmed> confirmed = new ArrayDeque<>();
  private final Deadlines deadlines = new Deadlines();
  private long nextRound = 1;

  /**
   * @param ask begins a round of this number; its outcome may come before the call returns
   */
  Reads(NodeClock clock, Replica replica, LongConsumer ask) {
    this.clock = clock;
    this.replica = replica;
    this.ask = ask;
  }

  void request(PendingQuery query) {
    if (pending().count() >= NodeConfig.PENDING_MAX) {
      query.unavailable("%d reads are waiting already".formatted(NodeConfig.PENDING_MAX));
      return;
    }
    waiting.add(query);
    deadlines.add(query.deadlineNanos());
    askNext();
  }

  private void askNext() {
    if (asking == null && !waiting.isEmpty()) {
      Round round = new Round(nextRound++, waiting);
      asking = round;
      waiting = new ArrayList<>();
      ask.accept(round.number());
    }
  }

  void ready(long number, long index) {
    finish(number).ifPresent(round -> confirmed.add(new Confirmed(index, round.queries())));
    applied();
    askNext();
  }

  void failed(ReadFailed failed) {
    Optional<String> hint = failed.leader().map(NodeId::name);
    finish(failed.read())
        .ifPresent(round -> round.queries().forEach(query -> refuse(query, failed.reason(), hint)));
    askNext();
  }

  private static void refuse(PendingQuery query, Refusal reason, Optional<String> hint) {
    switch (reason) {
      case NOT_LEADER -> query.notPrimary(hint);
      case BUSY, TOO_LARGE, INVALID, TIMED_OUT, LEADERSHIP_LOST ->
          query.unavailable("too many reads wait for a majority");
    }
  }

  /** Ends the round that is under way; empty if it is not this one. */
  private Optional<Round> finish(long number) {
    Round round = asking;
    if (round == null || round.number() != number) {
      return Optional.empty();
    }
    asking = null;
    return Optional.of(round);
  }

  /** The replica has executed more. */
  void applied() {
    while (!confirmed.isEmpty() && confirmed.getFirst().index() <= replica.applied()) {
      confirmed.removeFirst().queries().forEach(query -> query.answer(replica.ledger()));
    }
  }

  /** Answers those whose clients don't wait any longer. */
  void expire() {
    long now = clock.monotonicNanos();
    if (deadlines.due(now)) {
      lists().forEach(queries -> queries.removeIf(query -> expired(query, now)));
      pending().forEach(query -> deadlines.add(query.deadlineNanos()));
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
    List<PendingQuery> all = pending().toList();
    lists().forEach(List::clear);
    all.forEach(query -> query.unavailable("the node has stopped: " + reason));
  }

  private Stream<PendingQuery> pending() {
    return lists().flatMap(List::stream);
  }

  private Stream<List<PendingQuery>> lists() {
    Round round = asking;
    return Stream.concat(
        Stream.concat(Stream.of(waiting), round == null ? Stream.of() : Stream.of(round.queries())),
        confirmed.stream().map(Confirmed::queries));
  }
}
