package dev.assay.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a storage was asked to do, and therefore what it may hold after a crash. */
final class StoredStory {
  /** How often what happened. */
  static final class Seen {
    int crashes;
    int saves;
    int installs;
    int compactions;
    int cutTails;
  }

  /** Something that was appended to the log. */
  private sealed interface Event {
    record Written(Persist persist) implements Event {}

    record Restarted(LogPosition position) implements Event {}
  }

  /** A log, told by the simplest means: all entries, also those that no segment has any more. */
  private record State(HardState hardState, LogPosition base, List<Entry> entries) {
    static final State NEW = new State(HardState.INITIAL, LogPosition.ZERO, List.of());

    State after(Event event) {
      return switch (event) {
        case Event.Written(Persist persist) -> {
          List<Entry> all = new ArrayList<>(entries);
          if (!persist.entries().isEmpty()) {
            long first = persist.entries().getFirst().index();
            all.removeIf(entry -> entry.index() >= first);
            all.addAll(persist.entries());
          }
          yield new State(persist.hardState().orElse(hardState), base, all);
        }
        case Event.Restarted(LogPosition position) -> restarted(position);
      };
    }

    State restarted(LogPosition position) {
      if (position.index() <= base.index()) {
        return this;
      }
      boolean matches = entries.stream().anyMatch(entry -> entry.position().equals(position));
      List<Entry> left =
          entries.stream().filter(entry -> matches && entry.index() > position.index()).toList();
      return new State(hardState, position, left);
    }

    LogPosition last() {
      return entries.isEmpty() ? base : entries.getLast().position();
    }
  }

  private static final Membership MEMBERS = Membership.ofVoters(List.of(new NodeId("n1")));

  private final SplittableRandom random;
  private final Seen seen;

  /** All appended, of which the first {@link #synced} are durable. */
  private final List<Event> events = new ArrayList<>();

  private int synced;
  private Optional<SnapshotHead> durable = Optional.empty();

  /** On its way to the disk, perhaps there already. */
  private Optional<SnapshotHead> coming = Optional.empty();

  private @Nullable SnapshotSave save;

  /** Nothing up to here is replaced any more: it is committed. */
  private long committed;

  StoredStory(SplittableRandom random, Seen seen) {
    this.random = random;
    this.seen = seen;
  }

  /** Recovers, checks what was found, and goes on from there. */
  void found(ChannelFiles files) {
    save = null;
    Recovered recovered = files.recover();
    seen.cutTails += recovered.cutTail().isPresent() ? 1 : 0;
    if (!recovered.snapshot().equals(durable)) {
      assertThat(recovered.snapshot()).isEqualTo(coming);
    }
    durable = recovered.snapshot();
    coming = Optional.empty();
    durable.ifPresent(head -> checkContent(files, head));
    LogPosition covered = durable.map(SnapshotHead::last).orElse(LogPosition.ZERO);
    int kept = -1;
    for (int count = synced; count <= events.size(); count++) {
      State state = state(count).restarted(covered);
      if (state.hardState().equals(recovered.hardState())
          && state.entries().equals(recovered.entries())) {
        kept = count;
      }
    }
    if (kept < 0) {
      throw new AssertionError(
          "found %s; %d of these were durable: %s".formatted(recovered, synced, events));
    }
    events.subList(kept, events.size()).clear();
    if (covered.index() > 0) {
      events.add(new Event.Restarted(covered));
    }
    synced = events.size();
    committed = Math.max(committed, covered.index());
  }

  private State state(int count) {
    State state = State.NEW;
    for (Event event : events.subList(0, count)) {
      state = state.after(event);
    }
    return state;
  }

  void act(ChannelFiles files) {
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        files.log().sync();
        synced = events.size();
      }
      case 2 -> beginSave(files);
      case 3, 4 -> stepSave();
      case 5 -> {
        if (save == null && random.nextInt(3) == 0) {
          install(files);
        }
      }
      case 6 -> compact(files);
      default -> append(files);
    }
  }

  private void append(ChannelFiles files) {
    State state = state(events.size());
    long last = state.last().index();
    long replaced = random.nextInt(4) == 0 ? random.nextLong(last - committed + 1) : 0;
    long term = Math.max(state.hardState().term(), state.last().term()) + 1;
    List<Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Payload payload = Payload.ofText("x".repeat(random.nextInt(60)));
      long index = last - replaced + 1 + entries.size();
      entries.add(new Entry(index, term, Entry.Kind.COMMAND, payload));
    }
    Optional<HardState> hardState =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new HardState(term, Optional.of(new NodeId("n" + random.nextInt(1, 9)))));
    Persist write = new Persist(1, hardState, entries);
    events.add(new Event.Written(write));
    files.log().append(List.of(write));
  }

  /** What is snapshotted is committed: durable here, and replaced never more. */
  private void beginSave(ChannelFiles files) {
    List<Entry> now = state(events.size()).entries();
    List<Entry> entries =
        state(synced).entries().stream()
            .filter(now::contains)
            .filter(entry -> entry.index() > committed)
            .toList();
    if (save == null && !entries.isEmpty()) {
      Entry last = entries.get(random.nextInt(entries.size()));
      SnapshotHead head = new SnapshotHead(last.position(), MEMBERS);
      committed = last.index();
      coming = Optional.of(head);
      save = files.save(head, sink -> sink.write(content(head), 0, content(head).length));
    }
  }

  private void stepSave() {
    if (save != null && save.step()) {
      seen.saves++;
      save = null;
      durable = coming;
      coming = Optional.empty();
    }
  }

  /** A peer's snapshot, beyond this log's end or within it, with or without a place in it. */
  private void install(ChannelFiles files) {
    State state = state(events.size());
    long index = committed + random.nextLong(1, 12);
    long term =
        state.entries().stream()
            .filter(entry -> entry.index() == index && random.nextBoolean())
            .mapToLong(Entry::term)
            .findFirst()
            .orElse(state.last().term() + 1);
    SnapshotHead head = new SnapshotHead(new LogPosition(index, term), MEMBERS);
    byte[] file = stored(head);
    coming = Optional.of(head);
    int offset = 0;
    while (offset < file.length) {
      int length = Math.min(file.length - offset, random.nextInt(1, 40_000));
      byte[] part = java.util.Arrays.copyOfRange(file, offset, offset + length);
      ChunkOutcome outcome = files.storeChunk(head, offset, part, file.length);
      offset += length;
      assertThat(outcome).isEqualTo(new ChunkOutcome.Stored(head, offset, offset == file.length));
    }
    durable = coming;
    coming = Optional.empty();
    committed = index;
    seen.installs++;
    events.add(new Event.Restarted(head.last()));
    files.log().restart(head.last());
  }

  private void compact(ChannelFiles files) {
    if (durable.isPresent()) {
      long through = random.nextLong(durable.get().last().index() + 1);
      seen.compactions++;
      files.compact(random.nextBoolean() ? Long.MAX_VALUE : through);
    }
  }

  private static void checkContent(ChannelFiles files, SnapshotHead head) {
    try (SnapshotSource source = files.openSnapshot(head)) {
      assertThat(source.head()).isEqualTo(head);
      assertThat(source.readAllBytes()).isEqualTo(content(head));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for the same head, at times more than a piece. */
  private static byte[] content(SnapshotHead head) {
    long seed = head.last().index() * 31 + head.last().term();
    byte[] content = new byte[(int) (seed % 23 == 0 ? 70_000 : seed % 300)];
    new SplittableRandom(seed).nextBytes(content);
    return content;
  }

  /** The bytes of that snapshot, as a peer has them. */
  private static byte[] stored(SnapshotHead head) {
    CrashDisk peer = new CrashDisk();
    SnapshotStore store = new SnapshotStore(peer);
    try {
      SnapshotWriter writer = store.begin(head);
      writer.write(content(head), 0, content(head).length);
      writer.end();
      store.commit(head);
      return peer.content(SnapshotStore.fileName(head.last()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
