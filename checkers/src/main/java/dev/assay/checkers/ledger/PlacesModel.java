package dev.assay.checkers.ledger;

import dev.assay.checkers.linearizability.Model;
import dev.assay.history.Operation;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The order that answers claim, and nothing of what they say: places ascend, a read is behind the
 * whole block that it names, and one id has one receipt. Where a transaction of unknown outcome
 * stands nobody said.
 */
final class PlacesModel implements Model<PlacesModel.State> {
  /**
   * What was claimed so far.
   *
   * @param receipts of ids that are asked for more than once; those of unknown outcome are there
   *     with no answer
   */
  record State(long block, long position, Map<String, Answer> receipts) {
    static final State EMPTY = new State(0, -1, Map.of());

    State at(long newBlock, long newPosition) {
      return new State(newBlock, newPosition, receipts);
    }

    State with(String id, Answer receipt) {
      Map<String, Answer> more = new TreeMap<>(receipts);
      more.put(id, receipt);
      return new State(block, position, Collections.unmodifiableMap(more));
    }
  }

  /** Ids that are asked for more than once. */
  private final Set<String> repeated = new HashSet<>();

  /** For these operations. */
  PlacesModel(List<LedgerOperation> operations) {
    Set<String> asked = new HashSet<>();
    for (LedgerOperation operation : operations) {
      if (operation.call() instanceof Call.Change change && !asked.add(change.id())) {
        repeated.add(change.id());
      }
    }
  }

  @Override
  public State initial() {
    return State.EMPTY;
  }

  @Override
  public Optional<State> step(State state, Operation operation) {
    return step(state, LedgerHistory.read(operation));
  }

  private Optional<State> step(State state, LedgerOperation operation) {
    return switch (operation.answer()) {
      case Answer.Seen seen -> behind(state, seen.block());
      case Answer.Receipt receipt -> placed(state, ((Call.Change) operation.call()).id(), receipt);
      case Answer.None() ->
          Optional.of(
              operation.call() instanceof Call.Change change
                      && repeated.contains(change.id())
                      && !state.receipts().containsKey(change.id())
                  ? state.with(change.id(), operation.answer())
                  : state);
      case Answer.Audited _ -> Optional.of(state);
    };
  }

  private static Optional<State> behind(State state, long block) {
    return block >= state.block() ? Optional.of(state.at(block, Long.MAX_VALUE)) : Optional.empty();
  }

  private Optional<State> placed(State state, String id, Answer.Receipt receipt) {
    Answer first = state.receipts().get(id);
    if (first != null) {
      boolean same = first instanceof Answer.None || first.equals(receipt);
      return same ? Optional.of(state.with(id, receipt)) : Optional.empty();
    }
    boolean next =
        receipt.block() > state.block()
            || (receipt.block() == state.block() && receipt.position() > state.position());
    if (!next) {
      return Optional.empty();
    }
    State after = state.at(receipt.block(), receipt.position());
    return Optional.of(repeated.contains(id) ? after.with(id, receipt) : after);
  }

  @Override
  public boolean isPure(Operation operation) {
    return false;
  }

  @Override
  public boolean constrains(Operation operation) {
    return LedgerModel.isLinearizable(operation);
  }

  @Override
  public String describe(Operation operation) {
    return LedgerHistory.read(operation).said();
  }

  @Override
  public String describeState(State state) {
    return "block " + state.block();
  }
}
