package dev.assay.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A file's content: as the cache shows it, and as a power failure would leave it. */
final class CachedFile {
  /** A change that is not durable yet. */
  private sealed interface Change {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Write(long offset, byte[] bytes) implements Change {}

    record Truncate(long size) implements Change {}
  }

  /** What was there before it was damaged, in the cache and on the disk. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Damaged(long offset, byte[] cached, byte[] durable) {
    boolean reaches(long from, long to) {
      return from < offset + Math.max(1, cached.length) && to > offset;
    }
  }

  /** A kernel writes old changes back by itself; here the oldest goes when there are more. */
  static final int UNSYNCED_CHANGES_MAX = 8192;

  private static final int TORN_OR_WHOLE_OR_GONE = 3;

  private final Content cached = new Content();
  private final Content durable = new Content();
  private final Queue<Change> unsynced = new ArrayDeque<>();

  /** What was damaged and has not been written over, oldest first. */
  private final List<Damaged> damaged = new ArrayList<>();

  /** Where the first change begins that no sync, or only the last one, has covered. */
  private long sinceSync = Long.MAX_VALUE;

  private long lastSynced = Long.MAX_VALUE;

  /** The number of the first change that is not durable. */
  private long undurableSince = Long.MAX_VALUE;

  /** A sync has failed since all was durable. */
  private boolean syncFailed;

  long size() {
    return cached.size();
  }

  byte[] read(long offset, int length) {
    return cached.read(offset, length);
  }

  /**
   * @param change its number among all of the disk's
   */
  void write(long offset, byte[] bytes, long change) {
    undurableSince = Math.min(undurableSince, change);
    byte[] copy = bytes.clone();
    touched(offset, offset + bytes.length);
    change(new Change.Write(offset, copy));
    cached.write(offset, copy, copy.length);
  }

  /**
   * @param change its number among all of the disk's
   */
  void truncate(long size, long change) {
    undurableSince = Math.min(undurableSince, change);
    touched(size, Long.MAX_VALUE);
    change(new Change.Truncate(size));
    cached.truncate(size);
  }

  void sync() {
    unsynced.forEach(change -> makeDurable(change, Integer.MAX_VALUE));
    unsynced.clear();
    if (!syncFailed || cached.says(durable)) {
      undurableSince = Long.MAX_VALUE;
      syncFailed = false;
    }
    if (sinceSync != Long.MAX_VALUE) {
      lastSynced = sinceSync;
      sinceSync = Long.MAX_VALUE;
    }
  }

  /**
   * Up to where the content is older than the last sync that had anything to do: damage there is
   * none that a crash could have done.
   */
  long settledBytes() {
    return Math.min(Math.min(sinceSync, lastSynced), Math.min(cached.size(), durable.size()));
  }

  private void touched(long from, long to) {
    sinceSync = Math.min(sinceSync, from);
    if (!damaged.isEmpty()) {
      damaged.removeIf(damage -> damage.reaches(from, to));
    }
  }

  /** What should have become durable never will; it stays readable until it is forgotten. */
  void failSync() {
    unsynced.clear();
    syncFailed = true;
  }

  /** The number of the first change that is not durable; the largest long when all are. */
  long undurableSince() {
    return undurableSince;
  }

  /** Damages one bit, everywhere. */
  void flip(long offset, int bit) {
    byte[] byteThere = cached.read(offset, 1);
    byteThere[0] ^= (byte) (1 << bit);
    replace(offset, byteThere);
  }

  /**
   * Puts other bytes into the place of those there, everywhere, behind the back of who wrote them.
   */
  void replace(long offset, byte[] bytes) {
    damaged.add(
        new Damaged(offset, cached.read(offset, bytes.length), durable.read(offset, bytes.length)));
    cached.write(offset, bytes, bytes.length);
    durable.write(offset, bytes, Math.clamp(durable.size() - offset, 0, bytes.length));
  }

  /** Cuts the end off, everywhere. */
  void cutOff(long size) {
    damaged.add(
        new Damaged(
            size,
            cached.read(size, (int) (cached.size() - size)),
            durable.read(size, (int) Math.max(0, durable.size() - size))));
    cached.truncate(size);
    durable.truncate(size);
  }

  /** Undoes damage that nothing was written over. */
  void repair() {
    for (Damaged damage : damaged.reversed()) {
      cached.write(damage.offset, damage.cached, damage.cached.length);
      durable.write(damage.offset, damage.durable, damage.durable.length);
    }
    damaged.clear();
  }

  boolean isDamaged() {
    return !damaged.isEmpty();
  }

  /** The same content, durable as far as this one's is; nothing in it is unsynced. */
  CachedFile copy() {
    CachedFile copy = new CachedFile();
    copy.cached.copyFrom(durable);
    copy.durable.copyFrom(durable);
    return copy;
  }

  /** A copy for {@link #powerFail}, which is to be the next thing that happens to it. */
  CachedFile beforeFailure() {
    CachedFile copy = new CachedFile();
    copy.durable.copyFrom(durable);
    copy.unsynced.addAll(unsynced);
    copy.sinceSync = sinceSync;
    copy.lastSynced = lastSynced;
    return copy;
  }

  long unsyncedBytes() {
    long bytes = 0;
    for (Change change : unsynced) {
      bytes += change instanceof Change.Write write ? write.bytes.length : 0;
    }
    return bytes;
  }

  void powerFail(Unsynced survivors, Randomness randomness) {
    switch (survivors) {
      case LOST -> {}
      case PREFIX -> {
        int whole = (int) randomness.between(0, unsynced.size());
        for (int i = 0; i < whole; i++) {
          makeDurable(unsynced.remove(), Integer.MAX_VALUE);
        }
        Change torn = unsynced.peek();
        if (torn != null) {
          makeDurable(torn, drawTear(torn, randomness));
        }
      }
      case ANY -> unsynced.forEach(change -> makeDurable(change, drawFate(change, randomness)));
    }
    unsynced.clear();
    lastSynced = Math.min(sinceSync, lastSynced);
    sinceSync = Long.MAX_VALUE;
    undurableSince = Long.MAX_VALUE;
    syncFailed = false;
    cached.copyFrom(durable);
  }

  private void change(Change change) {
    unsynced.add(change);
    if (unsynced.size() > UNSYNCED_CHANGES_MAX) {
      makeDurable(unsynced.remove(), Integer.MAX_VALUE);
    }
  }

  private static int drawFate(Change change, Randomness randomness) {
    return switch ((int) randomness.below(TORN_OR_WHOLE_OR_GONE)) {
      case 0 -> 0;
      case 1 -> drawTear(change, randomness);
      default -> Integer.MAX_VALUE;
    };
  }

  /** How many bytes of a torn write survive; a truncation is never torn, it does not happen. */
  private static int drawTear(Change change, Randomness randomness) {
    return switch (change) {
      case Change.Write write ->
          write.bytes.length == 0 ? 0 : (int) randomness.below(write.bytes.length);
      case Change.Truncate _ -> 0;
    };
  }

  private void makeDurable(Change change, int bytesMax) {
    if (bytesMax == 0) {
      return;
    }
    switch (change) {
      case Change.Write write ->
          durable.write(write.offset, write.bytes, Math.min(bytesMax, write.bytes.length));
      case Change.Truncate truncate -> durable.truncate(truncate.size);
    }
  }
}
