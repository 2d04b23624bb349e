package dev.assay.node.storage;

import dev.assay.raft.log.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A disk in memory that keeps apart what is durable, and can lose the rest, fail, or stop at any
 * step.
 */
final class CrashDisk implements Disk {
  /** What a crash leaves of the changes that no sync has covered. */
  enum Survivors {
    NONE,
    /** The first few of each file, the last of them torn. */
    PREFIX,
    /** Each by itself: wholly, torn, or not at all. */
    ANY
  }

  /** The machine stops here. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private sealed interface Change {
    record Write(int offset, Payload bytes) implements Change {}

    record Truncate(int size) implements Change {}
  }

  private static final class File {
    byte[] content = new byte[0];
    byte[] durable = new byte[0];
    boolean nameDurable;
    final List<Change> unsynced = new ArrayList<>();
  }

  private final TreeMap<String, File> files = new TreeMap<>();
  private int syncs;
  private int writes;
  private long stepsToCrash = Long.MAX_VALUE;
  private long stepsToFailure = Long.MAX_VALUE;

  int syncs() {
    return syncs;
  }

  int writes() {
    return writes;
  }

  /** Stops at the {@code steps}-th change from now: it is begun, and may survive in part. */
  void crashAtStep(long steps) {
    stepsToCrash = steps;
  }

  /** Refuses the {@code steps}-th change from now, half done, and all later ones. */
  void failAtStep(long steps) {
    stepsToFailure = steps;
  }

  /** The machine stops and starts again. */
  void crash(Survivors survivors, SplittableRandom random) {
    stepsToCrash = Long.MAX_VALUE;
    stepsToFailure = Long.MAX_VALUE;
    files
        .values()
        .removeIf(
            file -> !file.nameDurable && (survivors == Survivors.NONE || random.nextBoolean()));
    for (File file : files.values()) {
      survive(file, survivors, random);
    }
  }

  private static void survive(File file, Survivors survivors, SplittableRandom random) {
    byte[] content = file.durable;
    int whole = random.nextInt(file.unsynced.size() + 1);
    for (int i = 0; i < file.unsynced.size(); i++) {
      Change change = file.unsynced.get(i);
      int fate =
          switch (survivors) {
            case NONE -> 0;
            case PREFIX -> i < whole ? 2 : i == whole ? 1 : 0;
            case ANY -> random.nextInt(3);
          };
      if (fate == 2) {
        content = applied(content, change);
      } else if (fate == 1) {
        content = applied(content, torn(change, random));
      }
    }
    file.content = content;
    file.durable = content;
    file.nameDurable = true;
    file.unsynced.clear();
  }

  private static Change torn(Change change, SplittableRandom random) {
    return switch (change) {
      case Change.Write(int offset, Payload bytes) ->
          new Change.Write(
              offset, Payload.of(Arrays.copyOf(bytes.toBytes(), random.nextInt(bytes.size() + 1))));
      case Change.Truncate truncate -> truncate;
    };
  }

  private static byte[] applied(byte[] content, Change change) {
    switch (change) {
      case Change.Write(int offset, Payload bytes) -> {
        byte[] after = Arrays.copyOf(content, Math.max(content.length, offset + bytes.size()));
        System.arraycopy(bytes.toBytes(), 0, after, offset, bytes.size());
        return after;
      }
      case Change.Truncate(int size) -> {
        return Arrays.copyOf(content, Math.min(size, content.length));
      }
    }
  }

  /** What the file holds now; for damaging it, with {@link #put}. */
  byte[] content(String file) {
    File existing = files.get(file);
    return existing == null ? new byte[0] : existing.content.clone();
  }

  /** Gives the file this content, durably. */
  void put(String name, byte[] content) {
    File file = files.computeIfAbsent(name, _ -> new File());
    file.content = content.clone();
    file.durable = file.content;
    file.nameDurable = true;
    file.unsynced.clear();
  }

  @Override
  public void write(String name, long offset, byte[] bytes) throws IOException {
    if (offset > 0 || files.containsKey(name)) {
      assertInside(name, offset);
    }
    File file = files.computeIfAbsent(name, _ -> new File());
    writes++;
    change(file, new Change.Write((int) offset, Payload.of(bytes)));
  }

  @Override
  public byte[] read(String name, long offset, int length) throws IOException {
    byte[] content = existing(name).content;
    if (offset + length > content.length) {
      throw new IOException(name + " ends before " + (offset + length));
    }
    return Arrays.copyOfRange(content, (int) offset, (int) offset + length);
  }

  @Override
  public void truncate(String name, long size) throws IOException {
    assertInside(name, size);
    change(existing(name), new Change.Truncate((int) size));
  }

  @Override
  public void sync(String name) throws IOException {
    File file = existing(name);
    syncs++;
    step(() -> {});
    file.durable = file.content;
    file.nameDurable = true;
    file.unsynced.clear();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    File file = existing(from);
    step(() -> {});
    files.remove(from);
    file.nameDurable = true;
    files.put(to, file);
  }

  @Override
  public void delete(String file) throws IOException {
    existing(file);
    step(() -> {});
    files.remove(file);
  }

  @Override
  public SortedMap<String, Long> list() {
    SortedMap<String, Long> sizes = new TreeMap<>();
    files.forEach((name, file) -> sizes.put(name, (long) file.content.length));
    return sizes;
  }

  private void change(File file, Change change) throws IOException {
    step(() -> begin(file, torn(change, new SplittableRandom(writes))), () -> begin(file, change));
    begin(file, change);
  }

  private static void begin(File file, Change change) {
    file.unsynced.add(change);
    file.content = applied(file.content, change);
  }

  private void step(Runnable done) throws IOException {
    step(() -> {}, done);
  }

  private void step(Runnable halfDone, Runnable done) throws IOException {
    if (--stepsToCrash == 0) {
      done.run();
      throw new Crash();
    }
    if (--stepsToFailure <= 0) {
      halfDone.run();
      throw new IOException("No space left on device");
    }
  }

  private void assertInside(String name, long offset) throws IOException {
    if (offset > existing(name).content.length) {
      throw new IllegalArgumentException("beyond the end of " + name + ": " + offset);
    }
  }

  private File existing(String name) throws IOException {
    File file = files.get(name);
    if (file == null) {
      throw new IOException("no file " + name);
    }
    return file;
  }
}
