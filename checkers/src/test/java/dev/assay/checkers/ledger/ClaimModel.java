package dev.assay.checkers.ledger;

import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ledger's model that also remembers the last place in the order: for brute force, what the
 * replay of a claimed order must agree with.
 */
final class ClaimModel implements Model<ClaimModel.State> {
  record State(LedgerState ledger, long block, long position, Map<String, Answer> receipts) {}

  private final LedgerModel ledger;

  ClaimModel(List<LedgerOperation> operations) {
    ledger = new LedgerModel(operations);
  }

  @Override
  public State initial() {
    return new State(ledger.initial(), 0, 0, Map.of());
  }

  @Override
  public Optional<State> step(State state, Operation operation) {
    LedgerOperation understood = LedgerHistory.read(operation);
    return ledger
        .step(state.ledger(), operation)
        .flatMap(
            after ->
                switch (understood.answer()) {
                  case Answer.Receipt receipt ->
                      place(state, after, ((Call.Change) understood.call()).id(), receipt);
                  case Answer.Seen seen -> behind(state, seen.block());
                  case Answer.Audited _, Answer.None() -> Optional.empty();
                });
  }

  private static Optional<State> place(
      State state, LedgerState after, String id, Answer.Receipt receipt) {
    if (state.receipts().containsKey(id)) {
      return receipt.equals(state.receipts().get(id)) ? Optional.of(state) : Optional.empty();
    }
    boolean next =
        receipt.block() > state.block()
            || (receipt.block() == state.block() && receipt.position() > state.position());
    Map<String, Answer> receipts = new TreeMap<>(state.receipts());
    receipts.put(id, receipt);
    return next
        ? Optional.of(new State(after, receipt.block(), receipt.position(), receipts))
        : Optional.empty();
  }

  private static Optional<State> behind(State state, long block) {
    return block < state.block()
        ? Optional.empty()
        : Optional.of(new State(state.ledger(), block, Long.MAX_VALUE, state.receipts()));
  }

  @Override
  public boolean isPure(Operation operation) {
    return false;
  }

  @Override
  public boolean constrains(Operation operation) {
    return ledger.constrains(operation);
  }

  @Override
  public String describe(Operation operation) {
    return ledger.describe(operation);
  }

  @Override
  public String describeState(State state) {
    return state.toString();
  }
}
