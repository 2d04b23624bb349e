package dev.assay.checkers.ledger;

import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.util.List;
import java.util.Optional;

/** The ledger, one operation at a time, in the order of the places that answers name. */
record ClaimedModel(LedgerModel ledger, PlacesModel claimed) implements Model<ClaimedModel.State> {
  ClaimedModel(List<LedgerOperation> operations) {
    this(new LedgerModel(operations), new PlacesModel(operations));
  }

  record State(LedgerState ledger, PlacesModel.State places) {}

  @Override
  public State initial() {
    return new State(ledger.initial(), PlacesModel.State.EMPTY);
  }

  @Override
  public Optional<State> step(State state, Operation operation) {
    return claimed
        .step(state.places(), operation)
        .flatMap(
            places ->
                ledger.step(state.ledger(), operation).map(after -> new State(after, places)));
  }

  @Override
  public boolean isPure(Operation operation) {
    // A read moves the order on to its block; for the accounts it is nothing.
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
    return ledger.describeState(state.ledger()) + " at block " + state.places().block();
  }
}
