package dev.assay.simulator;

import java.util.ArrayDeque;
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

  /** A kernel writes old changes back by itself; here the oldest goes when there are more. */
  static final int UNSYNCED_CHANGES_MAX = 8192;

  private static final int TORN_OR_WHOLE_OR_GONE = 3;

  private final Content cached = new Content();
  private final Content durable = new Content();
  private final Queue<Change> unsynced = new ArrayDeque<>();

  long size() {
    return cached.size();
  }

  byte[] read(long offset, int length) {
    return cached.read(offset, length);
  }

  void write(long offset, byte[] bytes) {
    byte[] copy = bytes.clone();
    change(new Change.Write(offset, copy));
    cached.write(offset, copy, copy.length);
  }

  void truncate(long size) {
    change(new Change.Truncate(size));
    cached.truncate(size);
  }

  void sync() {
    unsynced.forEach(change -> makeDurable(change, Integer.MAX_VALUE));
    unsynced.clear();
  }

  /** What should have become durable never will; it stays readable until it is forgotten. */
  void failSync() {
    unsynced.clear();
  }

  /** Damages one bit, everywhere. */
  void flip(long offset, int bit) {
    for (Content content : List.of(cached, durable)) {
      byte[] damaged = content.read(offset, 1);
      if (damaged.length == 1) {
        damaged[0] ^= (byte) (1 << bit);
        content.write(offset, damaged, 1);
      }
    }
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
