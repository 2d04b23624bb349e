package dev.assay.node;

import dev.assay.ledger.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A batch on its way through the ordering, and the clients that wait for it. */
final class Proposal {
  /**
   * A client's transaction that is to be ordered.
   *
   * @param bytes what it counts against bounds
   */
  record Request(
      Transaction transaction, int bytes, long deadlineNanos, Consumer<SubmitResult> reply) {
    boolean late(long now) {
      return now - deadlineNanos >= 0;
    }
  }

  private final long number;
  private final List<Request> requests;
  private long index;
  private long term;

  Proposal(long number, List<Request> requests) {
    this.number = number;
    this.requests = new ArrayList<>(requests);
  }

  long number() {
    return number;
  }

  void accepted(long atIndex, long inTerm) {
    index = atIndex;
    term = inTerm;
  }

  /** Whether the ordering has taken it, so that it may happen from now on. */
  boolean accepted() {
    return index > 0;
  }

  /** Its place in the ordering, if {@link #accepted()}. */
  long index() {
    return index;
  }

  /** The epoch in which the ordering took it. */
  long term() {
    return term;
  }

  List<Transaction> transactions() {
    List<Transaction> transactions = new ArrayList<>(requests.size());
    for (Request request : requests) {
      transactions.add(request.transaction());
    }
    return transactions;
  }

  /** Answers everyone who still waits. */
  void answer(Function<Transaction, SubmitResult> result) {
    List<Request> answered = List.copyOf(requests);
    requests.clear();
    answered.forEach(request -> request.reply().accept(result.apply(request.transaction())));
  }

  /** Answers those whose deadline has passed: what was proposed may have happened, or may yet. */
  void expire(long now, String reason) {
    requests.removeIf(
        request -> {
          boolean late = request.late(now);
          if (late) {
            request.reply().accept(new SubmitResult.Unknown(reason));
          }
          return late;
        });
  }

  void noteDeadlines(Deadlines deadlines) {
    requests.forEach(request -> deadlines.add(request.deadlineNanos()));
  }
}
