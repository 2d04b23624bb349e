package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the effects of a step, joins its writes into one {@link Effect.Persist}, and holds back
 * the messages that promise something until all that was written before they were said is durable.
 */
final class Outbox {
  /** Beyond this, with a disk that does not answer, a held message is dropped like a lost one. */
  static final int HELD_MESSAGES_MAX = 4096;

  private record Held(long token, Message message) {}

  private final PendingWrites writes;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Entry> staged = new ArrayList<>();
  private Optional<HardState> stagedState = Optional.empty();

  /** Said in this step, before its token is known. */
  private final List<Message> promises = new ArrayList<>();

  /** Invariant: tokens do not fall from first to last. */
  private final Deque<Held> held = new ArrayDeque<>();

  Outbox(long durableIndex) {
    this.writes = new PendingWrites(durableIndex);
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  /** Sends once everything written so far, this step's writes included, is durable. */
  void promise(Message message) {
    if (held.size() + promises.size() < HELD_MESSAGES_MAX) {
      promises.add(message);
    }
  }

  /** Writes the hard state with this step; returns the token to wait for. */
  long stage(HardState state) {
    stagedState = Optional.of(state);
    return writes.issued() + 1;
  }

  /** Writes the entries with this step. */
  void stage(List<Entry> entries) {
    Entry first = entries.getFirst();
    Invariant.check(
        staged.isEmpty() || first.index() == staged.getLast().index() + 1,
        "entry %s can't join a write that ends before it",
        first.position());
    writes.replacedFrom(first.index());
    staged.addAll(entries);
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
      emit(new Effect.Send(held.removeFirst().message()));
    }
  }

  /** Ends the step: its effects, the write last. */
  List<Effect> drain() {
    boolean writing = stagedState.isPresent() || !staged.isEmpty();
    if (writing) {
      emit(new Effect.Persist(writes.issue(staged), stagedState, staged));
    }
    for (Message promise : promises) {
      if (writes.idle()) {
        emit(new Effect.Send(promise));
      } else {
        held.add(new Held(writes.issued(), promise));
      }
    }
    List<Effect> drained = List.copyOf(effects);
    effects.clear();
    staged.clear();
    promises.clear();
    stagedState = Optional.empty();
    return drained;
  }
}
