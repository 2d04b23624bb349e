package dev.assay.node;

import dev.assay.ledger.Batch;
import dev.assay.ledger.BatchCodec;
import dev.assay.ledger.Ledger;
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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on their way into the chain. Those that arrive while a proposal is under way make
 * the next one together: one entry of the ordering, one block, one write to disk.
 *
 * <p>What was never proposed is refused definitely. What was proposed happened when the entry at
 * its place is its own, and did not when it is another's; until that is known, its outcome is
 * unknown.
 */
final class Submissions {
  /** Hands a batch to the ordering; the outcome may come before the call returns. */
  interface Ordering {
    void propose(long proposal, byte[] batch);
  }

  /** How long a former primary waits for the fate of what it had proposed: about an election. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final NodeConfig config;
  private final NodeClock clock;
  private final Replica replica;
  private final Ordering ordering;
  private final int batchMax;

  private final Deque<Request> waiting = new ArrayDeque<>();
  private @Nullable Proposal current;

  /**
   * Proposed before this node lost its office; at most one for each time that happened in a while.
   */
  private final List<Orphan> orphans = new ArrayList<>();

  private long nextProposal = 1;

  private record Orphan(Proposal proposal, long givenUpNanos) {}

  Submissions(NodeConfig config, NodeClock clock, Replica replica, Ordering ordering) {
    this.config = config;
    this.clock = clock;
    this.replica = replica;
    this.ordering = ordering;
    // The mutant predicts receipts from the present state: with one at a time it is mostly right.
    batchMax = config.has(Mutant.ACK_BEFORE_COMMIT) ? 1 : NodeConfig.BATCH_MAX;
  }

  void submit(Request request, Role role) {
    Optional<SubmitResult> refusal = refusal(request.transaction(), role);
    if (refusal.isPresent()) {
      request.reply().accept(refusal.get());
      return;
    }
    waiting.add(request);
    proposeNext();
  }

  private Optional<SubmitResult> refusal(Transaction transaction, Role role) {
    if (transaction.malformed().isPresent()) {
      return Optional.of(new SubmitResult.Invalid("a name does not match [A-Za-z0-9._-]{1,64}"));
    }
    if (pending() >= NodeConfig.PENDING_MAX) {
      return Optional.of(
          new SubmitResult.Busy(
              "%d transactions are waiting already".formatted(NodeConfig.PENDING_MAX)));
    }
    if (config.has(Mutant.OVERDRAFT_CHECKED_OUTSIDE_LOG)
        && role == Role.PRIMARY
        && replica.ledger().evaluate(transaction).equals(new Result.Refused(Reason.OVERDRAFT))) {
      return Optional.of(new SubmitResult.Invalid(Reason.OVERDRAFT.text()));
    }
    return Optional.empty();
  }

  private int pending() {
    int pending = waiting.size() + (current == null ? 0 : current.size());
    for (Orphan orphan : orphans) {
      pending += orphan.proposal().size();
    }
    return pending;
  }

  private void proposeNext() {
    if (current != null || waiting.isEmpty()) {
      return;
    }
    List<Request> requests = new ArrayList<>();
    while (!waiting.isEmpty() && requests.size() < batchMax) {
      requests.add(waiting.remove());
    }
    Proposal proposal = new Proposal(nextProposal++, requests);
    current = proposal;
    // A wall clock before 1970 is possible under faults, a block from before 1970 is not.
    long time = Math.max(0, clock.wallMillis());
    ordering.propose(
        proposal.number(),
        BatchCodec.encode(new Batch(time, config.self(), proposal.transactions())));
  }

  void accepted(long number, long index, long term) {
    under(number).ifPresent(proposal -> proposal.accepted(index, term));
  }

  void rejected(Rejected rejected) {
    Optional<String> hint = rejected.leader().map(NodeId::name);
    SubmitResult result =
        switch (rejected.reason()) {
          case NOT_LEADER -> new SubmitResult.NotPrimary(hint);
          case BUSY, TOO_LARGE -> new SubmitResult.Busy("the ordering has no room");
        };
    under(rejected.proposal())
        .ifPresent(
            proposal -> {
              current = null;
              proposal.answer(_ -> result);
            });
    proposeNext();
  }

  private Optional<Proposal> under(long number) {
    return Optional.ofNullable(current).filter(proposal -> proposal.number() == number);
  }

  /** The entry at this index was executed; whose it is decides what became of a proposal there. */
  void applied(long index, long term) {
    Proposal now = current;
    if (now != null && now.accepted() && now.index() == index) {
      current = null;
      decide(now, term);
    }
    Iterator<Orphan> former = orphans.iterator();
    while (former.hasNext()) {
      Proposal proposal = former.next().proposal();
      if (proposal.index() == index) {
        former.remove();
        decide(proposal, term);
      }
    }
    proposeNext();
  }

  private void decide(Proposal proposal, long term) {
    if (proposal.term() == term) {
      proposal.answer(transaction -> new SubmitResult.Committed(receipt(transaction)));
    } else {
      // Another primary's entry is there for good, so this one never will be anywhere.
      proposal.answer(_ -> new SubmitResult.NotPrimary(Optional.empty()));
    }
  }

  private Receipt receipt(Transaction transaction) {
    return replica
        .ledger()
        .receipt(transaction.id())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "transaction %s was executed and has no receipt".formatted(transaction.id())));
  }

  /** This node's log is durable up to this index. */
  void durable(long index) {
    Proposal now = current;
    if (config.has(Mutant.ACK_BEFORE_COMMIT)
        && now != null
        && now.accepted()
        && now.index() <= index) {
      now.answer(transaction -> new SubmitResult.Committed(predicted(transaction)));
    }
  }

  private Receipt predicted(Transaction transaction) {
    Ledger ledger = replica.ledger();
    return ledger
        .receipt(transaction.id())
        .orElseGet(() -> new Receipt(ledger.height() + 1, 0, ledger.evaluate(transaction)));
  }

  /** Another node may be primary now; what was proposed may still happen. */
  void officeLost() {
    Proposal now = current;
    if (now != null && now.accepted()) {
      current = null;
      orphans.add(new Orphan(now, clock.monotonicNanos() + GRACE.toNanos()));
    }
    proposeNext();
  }

  /** Answers those whose clients don't wait any longer. */
  void expire() {
    long now = clock.monotonicNanos();
    waiting.removeIf(request -> refusedLate(request, now));
    if (current != null) {
      current.expire(now, "not decided in time");
    }
    for (Orphan orphan : orphans) {
      orphan.proposal().expire(now, "not decided in time, this node is no longer the primary");
    }
    orphans.removeIf(
        orphan -> {
          boolean givenUp = now - orphan.givenUpNanos() >= 0;
          if (givenUp) {
            orphan.proposal().answer(_ -> new SubmitResult.Unknown("no longer the primary"));
          }
          return givenUp;
        });
  }

  private static boolean refusedLate(Request request, long now) {
    boolean late = now - request.deadlineNanos() >= 0;
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
    if (current != null) {
      current.answer(_ -> unknown);
    }
    orphans.forEach(orphan -> orphan.proposal().answer(_ -> unknown));
    orphans.clear();
  }
}
