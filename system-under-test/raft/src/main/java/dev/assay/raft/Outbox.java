package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the effects of a step, joins its writes into one {@link Effect.Persist}, and holds back
 * what promises something until all that was written before it was said is durable.
 */
final class Outbox {
  /** Beyond this, with a disk that does not answer, a held message is dropped like a lost one. */
  static final int HELD_MAX = 4096;

  private record Held(long token, Effect effect) {}

  private final PendingWrites writes;
  private List<Effect> effects = new ArrayList<>();
  private final List<Entry> staged = new ArrayList<>();
  private Optional<HardState> stagedState = Optional.empty();

  /** Said in this step, before its token is known. */
  private final List<Effect> promises = new ArrayList<>();

  /** Invariant: tokens do not fall from first to last. */
  private final Deque<Held> held = new ArrayDeque<>();

  Outbox(long snapshotIndex, long durableIndex) {
    this.writes = new PendingWrites(snapshotIndex, durableIndex);
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  /**
   * Emits once everything written so far, this step's writes included, is durable.
   *
   * @return false if too much is held already and this is dropped
   */
  boolean promise(Effect effect) {
    boolean room = held.size() + promises.size() < HELD_MAX;
    if (room) {
      promises.add(effect);
    }
    return room;
  }

  /** Writes the hard state with this step; returns the token to wait for. */
  long stage(HardState state) {
    stagedState = Optional.of(state);
    return writes.issued() + 1;
  }

  /** Writes the entry with this step, after those staged already. */
  void stage(Entry entry) {
    Invariant.check(
        staged.isEmpty() || entry.index() == staged.getLast().index() + 1,
        "entry %d can't join a write that ends before it",
        entry.index());
    if (staged.isEmpty()) {
      writes.replacedFrom(entry.index());
    }
    staged.add(entry);
  }

  long durableIndex() {
    return writes.durableIndex();
  }

  boolean isDurable(long token) {
    return writes.isDurable(token);
  }

  void persisted(long token) {
    writes.persisted(token);
    while (!held.isEmpty() && isDurable(held.getFirst().token())) {
      emit(held.removeFirst().effect());
    }
  }

  /** Ends the step: its effects, the write last. */
  List<Effect> drain() {
    if (stagedState.isPresent() || !staged.isEmpty()) {
      emit(new Effect.Persist(writes.issue(staged), stagedState, staged));
      staged.clear();
      stagedState = Optional.empty();
    }
    if (!promises.isEmpty()) {
      for (Effect promise : promises) {
        if (writes.idle()) {
          emit(promise);
        } else {
          held.add(new Held(writes.issued(), promise));
        }
      }
      promises.clear();
    }
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> drained = effects;
    effects = new ArrayList<>();
    return drained;
  }

  /** A snapshot has replaced the state up to the index; see {@link PendingWrites#restored}. */
  void restored(long index, boolean logKept) {
    Invariant.check(staged.isEmpty(), "a snapshot is restored in a step that writes");
    writes.restored(index, logKept);
  }
}
