package dev.assay.node.storage;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.Payload;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a log should hold after some writes, told by the simplest means; and writes to try it with.
 */
record LogModel(HardState hardState, List<Entry> entries) {
  static final LogModel EMPTY = new LogModel(HardState.INITIAL, List.of());

  static LogModel of(Recovered recovered) {
    return new LogModel(recovered.hardState(), recovered.entries());
  }

  static LogModel after(List<Persist> writes) {
    LogModel model = EMPTY;
    for (Persist write : writes) {
      model = model.with(write);
    }
    return model;
  }

  LogModel with(Persist write) {
    List<Entry> all = new ArrayList<>(entries);
    if (!write.entries().isEmpty()) {
      long first = write.entries().getFirst().index();
      all.removeIf(entry -> entry.index() >= first);
      all.addAll(write.entries());
    }
    return new LogModel(write.hardState().orElse(hardState), all);
  }

  /** A write as Raft would ask for next: mostly appending, at times replacing a suffix. */
  Persist next(SplittableRandom random) {
    int replaced = random.nextInt(4) == 0 ? random.nextInt(entries.size() + 1) : 0;
    long index = entries.size() - replaced + 1L;
    List<Entry> more = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      more.add(entry(index++, hardState.term() + 1, "x".repeat(random.nextInt(40))));
    }
    return random.nextInt(3) == 0
        ? write(new HardState(hardState.term() + 1, vote(random)), more)
        : write(more);
  }

  private static Optional<NodeId> vote(SplittableRandom random) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(new NodeId("n" + random.nextInt(1, 10)));
  }

  static Entry entry(long index, long term, String payload) {
    return new Entry(index, term, Entry.Kind.COMMAND, Payload.ofText(payload));
  }

  static Persist write(Entry... entries) {
    return write(List.of(entries));
  }

  static Persist write(List<Entry> entries) {
    return new Persist(1, Optional.empty(), entries);
  }

  static Persist write(HardState hardState, List<Entry> entries) {
    return new Persist(1, Optional.of(hardState), entries);
  }

  static HardState voted(long term, String node) {
    return new HardState(term, Optional.of(new NodeId(node)));
  }
}
