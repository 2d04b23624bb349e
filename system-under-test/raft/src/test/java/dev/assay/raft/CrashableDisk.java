package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.log.SnapshotHead;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A disk that does nothing before it is synced. In a crash it loses what it has not done, or all
 * but a beginning of that, the last write torn.
 */
final class CrashableDisk {
  /** What was asked of the disk, in order. */
  private sealed interface Task {
    record Write(Effect.Persist persist) implements Task {}

    record Save(Snapshot snapshot) implements Task {}

    record Read(Effect.ReadChunk chunk) implements Task {}

    record Store(Effect.StoreChunk chunk) implements Task {}

    record Restart(SnapshotHead head) implements Task {}

    record Drop(long through) implements Task {}
  }

  /** A complete one. */
  record Snapshot(SnapshotHead head, Payload bytes) {}

  private record Incoming(SnapshotHead head, ByteArrayOutputStream bytes) {}

  private final Deque<Task> tasks = new ArrayDeque<>();
  private HardState hardState = HardState.INITIAL;
  private Optional<Snapshot> snapshot = Optional.empty();
  private Optional<Incoming> incoming = Optional.empty();
  private LogPosition base = LogPosition.ZERO;
  private final List<Entry> log = new ArrayList<>();

  void write(Effect.Persist persist) {
    tasks.add(new Task.Write(persist));
  }

  void save(SnapshotHead head, Payload bytes) {
    tasks.add(new Task.Save(new Snapshot(head, bytes)));
  }

  void read(Effect.ReadChunk chunk) {
    tasks.add(new Task.Read(chunk));
  }

  void store(Effect.StoreChunk chunk) {
    tasks.add(new Task.Store(chunk));
  }

  void restart(SnapshotHead head) {
    tasks.add(new Task.Restart(head));
  }

  void drop(long through) {
    tasks.add(new Task.Drop(through));
  }

  /** How much it was asked and has not done. */
  int tasks() {
    return tasks.size();
  }

  /** Does what was asked first; what is to be told to the core, if anything. */
  Optional<Input> sync() {
    return tasks.isEmpty() ? Optional.empty() : perform(tasks.removeFirst());
  }

  /**
   * Loses what was not done.
   *
   * @param done so many tasks are done all the same
   * @param torn so many entries of the write after them too
   */
  void crash(int done, int torn) {
    for (int i = 0; i < done && !tasks.isEmpty(); i++) {
      perform(tasks.removeFirst());
    }
    if (done > 0 && tasks.peek() instanceof Task.Write(Effect.Persist persist)) {
      List<Entry> entries = persist.entries().subList(0, Math.min(torn, persist.entries().size()));
      write(persist.hardState(), entries);
    }
    tasks.clear();
  }

  /** What a start finds. The log that does not follow the snapshot is cut off. */
  RecoveredLog recover() {
    snapshot.ifPresent(found -> restartAfter(found.head()));
    return new RecoveredLog(hardState, snapshot.map(Snapshot::head), log);
  }

  /** The state in the complete snapshot of this head. */
  StateImage image(SnapshotHead head) {
    Snapshot found = snapshot.filter(s -> s.head().equals(head)).orElseThrow();
    return StateImage.read(head.last().index(), found.bytes()).orElseThrow();
  }

  /** The state in the newest snapshot, empty if there is none. */
  StateImage image() {
    return snapshot.map(found -> image(found.head())).orElse(StateImage.EMPTY);
  }

  HardState hardState() {
    return hardState;
  }

  LogPosition base() {
    return base;
  }

  /** What a start would find after the base. */
  List<Entry> durableLog() {
    return List.copyOf(log);
  }

  private Optional<Input> perform(Task task) {
    return switch (task) {
      case Task.Write(Effect.Persist persist) -> {
        write(persist.hardState(), persist.entries());
        yield Optional.of(new Input.Persisted(persist.token()));
      }
      case Task.Save(Snapshot saved) -> {
        if (snapshot.isEmpty()
            || snapshot.get().head().last().index() < saved.head().last().index()) {
          snapshot = Optional.of(saved);
        }
        yield Optional.of(new Input.SnapshotSaved(saved.head()));
      }
      case Task.Read(Effect.ReadChunk chunk) -> Optional.of(read(chunk, snapshot.orElseThrow()));
      case Task.Store(Effect.StoreChunk chunk) -> Optional.of(stored(chunk));
      case Task.Restart(SnapshotHead head) -> {
        restartAfter(head);
        yield Optional.empty();
      }
      case Task.Drop(long through) -> {
        if (through > base.index()) {
          int index = (int) (through - base.index());
          base = log.get(index - 1).position();
          log.subList(0, index).clear();
        }
        yield Optional.empty();
      }
    };
  }

  private void write(Optional<HardState> hard, List<Entry> entries) {
    hardState = hard.orElse(hardState);
    if (entries.isEmpty()) {
      return;
    }
    int first = (int) (entries.getFirst().index() - base.index()) - 1;
    if (first < 0 || first > log.size()) {
      throw new AssertionError(
          "entry %s can't follow a log of %d entries after %s"
              .formatted(entries.getFirst().position(), log.size(), base));
    }
    log.subList(first, log.size()).clear();
    log.addAll(entries);
  }

  private static Input read(Effect.ReadChunk chunk, Snapshot newest) {
    boolean there = newest.head().equals(chunk.head());
    long offset = there ? Math.min(chunk.offset(), newest.bytes().size()) : 0;
    int size = (int) Math.min(chunk.bytesMax(), newest.bytes().size() - offset);
    Payload bytes = Payload.read(newest.bytes().view().position((int) offset), size);
    return new Input.ChunkRead(chunk.to(), newest.head(), offset, bytes, newest.bytes().size());
  }

  private Input stored(Effect.StoreChunk chunk) {
    SnapshotHead head = chunk.head();
    if (snapshot.isPresent() && snapshot.get().head().equals(head)) {
      return new Input.ChunkStored(head, snapshot.get().bytes().size(), true);
    }
    if (incoming.isEmpty() || !incoming.get().head().equals(head)) {
      incoming = Optional.of(new Incoming(head, new ByteArrayOutputStream()));
    }
    ByteArrayOutputStream bytes = incoming.get().bytes();
    if (bytes.size() == chunk.offset()) {
      bytes.writeBytes(chunk.bytes().toBytes());
    }
    boolean whole = bytes.size() == chunk.total() && chunk.total() > 0;
    if (!whole) {
      return new Input.ChunkStored(head, bytes.size(), false);
    }
    incoming = Optional.empty();
    Payload content = Payload.of(bytes.toByteArray());
    if (StateImage.read(head.last().index(), content).isEmpty()) {
      return new Input.ChunkRefused(head);
    }
    snapshot = Optional.of(new Snapshot(head, content));
    return new Input.ChunkStored(head, content.size(), true);
  }

  /** The log goes on after the snapshot if it has its last position, and is empty otherwise. */
  private void restartAfter(SnapshotHead head) {
    long kept = head.last().index() - base.index();
    boolean follows =
        kept == 0
            ? base.equals(head.last())
            : kept > 0
                && kept <= log.size()
                && log.get((int) kept - 1).position().equals(head.last());
    if (follows) {
      log.subList(0, (int) kept).clear();
    } else {
      log.clear();
    }
    base = head.last();
  }
}
