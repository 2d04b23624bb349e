package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** A disk that holds writes back until it is synced and loses those in a crash. */
final class CrashableDisk {
  private final Deque<Effect.Persist> unsynced = new ArrayDeque<>();
  private final List<Entry> log = new ArrayList<>();
  private HardState hardState = HardState.INITIAL;

  void write(Effect.Persist persist) {
    unsynced.add(persist);
  }

  /** Makes the first writes durable; the last one's token, if there was one. */
  OptionalLong sync(int count) {
    OptionalLong token = OptionalLong.empty();
    for (int i = 0; i < count && !unsynced.isEmpty(); i++) {
      Effect.Persist persist = unsynced.removeFirst();
      put(log, persist);
      hardState = persist.hardState().orElse(hardState);
      token = OptionalLong.of(persist.token());
    }
    return token;
  }

  int unsynced() {
    return unsynced.size();
  }

  void crash() {
    unsynced.clear();
  }

  HardState hardState() {
    return hardState;
  }

  /** What a restart would find. */
  List<Entry> durableLog() {
    return List.copyOf(log);
  }

  /** What the core holds in memory: all writes, durable or not. */
  List<Entry> writtenLog() {
    List<Entry> written = new ArrayList<>(log);
    unsynced.forEach(persist -> put(written, persist));
    return written;
  }

  private static void put(List<Entry> log, Effect.Persist persist) {
    if (persist.entries().isEmpty()) {
      return;
    }
    int first = (int) persist.entries().getFirst().index();
    if (first > log.size() + 1) {
      throw new AssertionError("a gap: entry " + first + " after a log of " + log.size());
    }
    log.subList(first - 1, log.size()).clear();
    log.addAll(persist.entries());
  }
}
