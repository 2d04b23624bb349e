package dev.assay.node;

import dev.assay.ledger.Batch;
import dev.assay.ledger.BatchCodec;
import dev.assay.ledger.Ledger;
import dev.assay.ledger.Lookup;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import dev.assay.node.Proposal.Request;
import dev.assay.raft.Effect.Rejected;
import dev.assay.raft.quorum.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Transactions on their way into the chain. The first is proposed at once; those that arrive while
 * proposals are under way make the next ones together: one entry of the ordering, one block.
 *
 * <p>What was never proposed is refused definitely. What was proposed happened when the entry at
 * its place is its own, and did not when it is another's; until that is known, its outcome is
 * unknown.
 */
final class Submissions {
  /** What carries batches on. */
  interface Ordering {
    /**
     * Hands a batch to the ordering, which owns it from now on; the outcome may come before the
     * call returns.
     */
    void propose(long proposal, byte[] batch);

    /** The format version of batches that all members understand. */
    int version();

    /** Runs the task on the owner's thread after all requests that have arrived by now. */
    void afterArrivals(Runnable task);
  }

  /** How long a former primary waits for the fate of what it had proposed: about an election. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final NodeConfig config;
  private final NodeClock clock;
  private final Replica replica;
  private final Ordering ordering;
  private final Room room;
  private final int batchMax;
  private final int underWayMax;

  private final Deque<Request> waiting = new ArrayDeque<>();

  /** Proposed in this node's present office, in the order of their places. */
  private final Deque<Proposal> underWay = new ArrayDeque<>();

  /** Proposed before this node lost its office, and given up after a while. */
  private final List<Orphan> orphans = new ArrayList<>();

  private final Deadlines deadlines = new Deadlines();
  private long nextProposal = 1;
  private boolean flushAwaited;

  /** What this primary was asked for; only for the planted bug that trusts it. */
  private final Set<String> proposedHere = new HashSet<>();

  private record Orphan(Proposal proposal, long givenUpNanos) {}

  /**
   * @param room shared with the node's other channels
   */
  Submissions(NodeConfig config, NodeClock clock, Replica replica, Ordering ordering, Room room) {
    this.config = config;
    this.room = room;
    this.clock = clock;
    this.replica = replica;
    this.ordering = ordering;
    // The mutant predicts receipts from the present state: with one at a time it is mostly right.
    boolean predicts = config.has(Mutant.ACK_BEFORE_COMMIT);
    batchMax = predicts ? 1 : NodeConfig.BATCH_MAX;
    underWayMax = predicts ? 1 : NodeConfig.PROPOSALS_MAX;
  }

  /** Takes a transaction whose client waits until then. */
  void submit(
      Transaction transaction, long deadlineNanos, Role role, Consumer<SubmitResult> reply) {
    Optional<SubmitResult> refusal = refusal(transaction, role);
    if (refusal.isPresent()) {
      reply.accept(refusal.get());
      return;
    }
    if (config.has(Mutant.DEDUP_IN_LEADER_MEMORY)
        && role == Role.PRIMARY
        && !proposedHere.add(transaction.id())) {
      reply.accept(again(transaction));
      return;
    }
    int bytes = weight(transaction);
    if (!room.enter(bytes)) {
      reply.accept(
          new SubmitResult.Busy("%d transactions are waiting already".formatted(room.count())));
      return;
    }
    waiting.add(
        new Request(
            transaction,
            bytes,
            deadlineNanos,
            result -> {
              room.leave(bytes);
              reply.accept(told(result));
            }));
    deadlines.add(deadlineNanos);
    if (underWay.isEmpty()) {
      proposeWaiting();
    } else if (!flushAwaited && underWay.size() < underWayMax) {
      flushAwaited = true;
      ordering.afterArrivals(this::flush);
    }
  }

  private SubmitResult told(SubmitResult result) {
    return config.has(Mutant.TIMEOUT_REPORTED_AS_FAILURE)
            && result instanceof SubmitResult.Unknown(String reason)
        ? new SubmitResult.Busy(reason)
        : result;
  }

  private SubmitResult again(Transaction transaction) {
    return replica.lookup(transaction.id()) instanceof Lookup.Found(Receipt receipt)
        ? new SubmitResult.Committed(receipt)
        : new SubmitResult.Busy("it is under way already");
  }

  private void flush() {
    flushAwaited = false;
    proposeWaiting();
  }

  private static int weight(Transaction transaction) {
    return 256 + BatchCodec.sizeBytes(transaction);
  }

  private Optional<SubmitResult> refusal(Transaction transaction, Role role) {
    Optional<String> malformed = replica.ledger().malformed(transaction);
    if (malformed.isPresent()) {
      return malformed.map(SubmitResult.Invalid::new);
    }
    Optional<String> tooNew = Batch.malformed(ordering.version(), transaction);
    if (tooNew.isPresent()) {
      return Optional.of(
          new SubmitResult.Busy(
              tooNew.get() + ": not all members are known to speak format version 2"));
    }
    if (config.has(Mutant.OVERDRAFT_CHECKED_OUTSIDE_LOG)
        && role == Role.PRIMARY
        && replica.ledger().evaluate(transaction).equals(new Result.Refused(Reason.OVERDRAFT))) {
      return Optional.of(new SubmitResult.Invalid(Reason.OVERDRAFT));
    }
    return Optional.empty();
  }

  private void proposeWaiting() {
    while (!waiting.isEmpty() && underWay.size() < underWayMax) {
      List<Request> requests = new ArrayList<>();
      long bytes = 0;
      while (!waiting.isEmpty()
          && requests.size() < batchMax
          && (requests.isEmpty()
              || bytes + waiting.getFirst().bytes() <= NodeConfig.BATCH_BYTES_MAX)) {
        Request request = waiting.remove();
        bytes += request.bytes();
        requests.add(request);
      }
      propose(new Proposal(nextProposal++, requests));
    }
  }

  private void propose(Proposal proposal) {
    underWay.add(proposal);
    // A wall clock before 1970 is possible under faults, a block from before 1970 is not.
    long time = Math.max(0, clock.wallMillis());
    ordering.propose(
        proposal.number(),
        BatchCodec.encode(
            new Batch(ordering.version(), time, config.self(), proposal.transactions())));
  }

  void accepted(long number, long index, long term) {
    for (Proposal proposal : underWay) {
      if (proposal.number() == number) {
        proposal.accepted(index, term);
      }
    }
  }

  void rejected(Rejected rejected) {
    Optional<String> hint = rejected.leader().map(NodeId::name);
    SubmitResult result =
        switch (rejected.reason()) {
          case NOT_LEADER -> new SubmitResult.NotPrimary(hint);
          case BUSY, TOO_LARGE, INVALID, TIMED_OUT, LEADERSHIP_LOST ->
              new SubmitResult.Busy("the ordering has no room");
        };
    Iterator<Proposal> proposals = underWay.iterator();
    while (proposals.hasNext()) {
      Proposal proposal = proposals.next();
      if (proposal.number() == rejected.proposal()) {
        proposals.remove();
        proposal.answer(_ -> result);
      }
    }
    proposeWaiting();
  }

  /** The entry at this index was executed; whose it is decides what became of a proposal there. */
  void applied(long index, long term) {
    while (!underWay.isEmpty()
        && underWay.getFirst().accepted()
        && underWay.getFirst().index() <= index) {
      Proposal proposal = underWay.remove();
      decide(proposal, proposal.index() == index && proposal.term() == term);
    }
    if (!orphans.isEmpty()) {
      decideOrphans(index, term);
    }
    proposeWaiting();
  }

  /**
   * The state was replaced by one that has executed everything up to this index. What of it was
   * proposed here can't be told from its entry any more, but what has a receipt happened.
   */
  void restored(long index) {
    underWay.removeIf(proposal -> tellFromReceipts(proposal, index));
    orphans.removeIf(orphan -> tellFromReceipts(orphan.proposal(), index));
  }

  private boolean tellFromReceipts(Proposal proposal, long index) {
    boolean decided = proposal.accepted() && proposal.index() <= index;
    if (decided) {
      proposal.answer(
          transaction ->
              switch (replica.lookup(transaction.id())) {
                case Lookup.Found(Receipt receipt) -> new SubmitResult.Committed(receipt);
                case Lookup.BlockMissing _, Lookup.Unknown _ ->
                    new SubmitResult.Unknown("this node was behind");
              });
    }
    return decided;
  }

  private void decideOrphans(long index, long term) {
    Iterator<Orphan> former = orphans.iterator();
    while (former.hasNext()) {
      Proposal proposal = former.next().proposal();
      if (proposal.index() == index) {
        former.remove();
        decide(proposal, proposal.term() == term);
      }
    }
  }

  private void decide(Proposal proposal, boolean happened) {
    if (happened) {
      proposal.answer(this::executed);
    } else {
      // Another primary's entry is there for good, so this one never will be anywhere.
      proposal.answer(_ -> new SubmitResult.NotPrimary(Optional.empty()));
    }
  }

  private SubmitResult executed(Transaction transaction) {
    return switch (replica.lookup(transaction.id())) {
      case Lookup.Found(Receipt receipt) -> new SubmitResult.Committed(receipt);
      // Only for a retry: what was executed just now is known.
      case Lookup.BlockMissing(long block) ->
          new SubmitResult.Busy("block %d, which says its result, is missing yet".formatted(block));
      case Lookup.Unknown() ->
          throw new IllegalStateException(
              "transaction %s was executed and has no receipt".formatted(transaction.id()));
    };
  }

  /** This node's log is durable up to this index. */
  void durable(long index) {
    if (config.has(Mutant.ACK_BEFORE_COMMIT)) {
      for (Proposal proposal : underWay) {
        if (proposal.accepted() && proposal.index() <= index) {
          proposal.answer(transaction -> new SubmitResult.Committed(predicted(transaction)));
        }
      }
    }
  }

  private Receipt predicted(Transaction transaction) {
    Ledger ledger = replica.ledger();
    return replica.lookup(transaction.id()) instanceof Lookup.Found(Receipt receipt)
        ? receipt
        : new Receipt(
            ledger.height() + 1, 0, ledger.lastSequence() + 1, ledger.evaluate(transaction));
  }

  /** Another node may be primary now; what was proposed may still happen. */
  void officeLost() {
    proposedHere.clear();
    long givenUp = clock.monotonicNanos() + GRACE.toNanos();
    Iterator<Proposal> proposals = underWay.iterator();
    while (proposals.hasNext()) {
      Proposal proposal = proposals.next();
      if (proposal.accepted()) {
        proposals.remove();
        orphans.add(new Orphan(proposal, givenUp));
        deadlines.add(givenUp);
      }
    }
    proposeWaiting();
  }

  /** Answers those whose clients don't wait any longer. */
  void expire() {
    if (deadlines.none()) {
      return;
    }
    long now = clock.monotonicNanos();
    if (!deadlines.due(now)) {
      return;
    }
    waiting.removeIf(request -> refusedLate(request, now));
    underWay.forEach(proposal -> proposal.expire(now, "not decided in time"));
    orphans.removeIf(orphan -> givenUp(orphan, now));
    waiting.forEach(request -> deadlines.add(request.deadlineNanos()));
    underWay.forEach(proposal -> proposal.noteDeadlines(deadlines));
    orphans.forEach(
        orphan -> {
          deadlines.add(orphan.givenUpNanos());
          orphan.proposal().noteDeadlines(deadlines);
        });
  }

  private static boolean givenUp(Orphan orphan, long now) {
    orphan.proposal().expire(now, "not decided in time, this node is no longer the primary");
    boolean givenUp = now - orphan.givenUpNanos() >= 0;
    if (givenUp) {
      orphan.proposal().answer(_ -> new SubmitResult.Unknown("no longer the primary"));
    }
    return givenUp;
  }

  private static boolean refusedLate(Request request, long now) {
    boolean late = request.late(now);
    if (late) {
      request.reply().accept(new SubmitResult.Busy("was not proposed in time, and never will be"));
    }
    return late;
  }

  /** Answers all. */
  void halt(String reason) {
    waiting.forEach(
        request -> request.reply().accept(new SubmitResult.Busy("the node has stopped")));
    waiting.clear();
    SubmitResult unknown = new SubmitResult.Unknown("the node has stopped: " + reason);
    underWay.forEach(proposal -> proposal.answer(_ -> unknown));
    orphans.forEach(orphan -> orphan.proposal().answer(_ -> unknown));
    orphans.clear();
  }
}
