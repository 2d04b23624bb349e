package dev.assay.simulator;

import dev.assay.simulator.DiskFaults.Operation;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The page cache model, exact to the byte. A file is its content, apart from its name: a name that
 * was not made durable is lost in a power failure though the content was synced, and the other way
 * round.
 */
final class CachedDisk implements SimulatedDisk {
  /** A change of names that is not durable yet. */
  private sealed interface NameChange {
    record Created(String file, CachedFile content) implements NameChange {}

    record Renamed(String from, String to) implements NameChange {}

    record Deleted(String file) implements NameChange {}
  }

  private static final int MISPLACED_BYTES = 64;
  private static final int ATTEMPTS_MAX = 20;

  private final long bytesMax;
  private final TreeMap<String, CachedFile> names = new TreeMap<>();
  private final TreeMap<String, CachedFile> durableNames = new TreeMap<>();
  private final List<NameChange> unsynced = new ArrayList<>();
  private long changes;

  /** The number of the first change of names that is not durable. */
  private long namesSince = Long.MAX_VALUE;

  /** The first change that a power failure has, or may have, lost since the machine was started. */
  private long lostSince = Long.MAX_VALUE;

  private final DiskFaults faults;
  private final Randomness randomness;

  /**
   * @param randomness for power failures and faults
   */
  CachedDisk(long bytesMax, Randomness randomness) {
    this.bytesMax = bytesMax;
    this.randomness = randomness;
    faults = new DiskFaults(randomness);
  }

  DiskFaults faults() {
    return faults;
  }

  /** A bit that was flipped. */
  record Flipped(String file, long offset, int bit) {}

  /** Flips a bit in a file that is not empty and whose name contains the pattern. */
  Optional<Flipped> flipBit(Pattern filePattern) {
    List<String> candidates = files(filePattern, file -> file.size() > 0);
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    String file = candidates.get((int) randomness.below(candidates.size()));
    CachedFile content = names.getOrDefault(file, new CachedFile());
    return Optional.of(flip(file, content, content.size()));
  }

  /** Flips a bit in what was made durable before the last sync of such a file. */
  Optional<String> rot(Pattern filePattern) {
    List<String> candidates = files(filePattern, file -> file.settledBytes() > 0);
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    String file = candidates.get((int) randomness.below(candidates.size()));
    CachedFile content = names.getOrDefault(file, new CachedFile());
    Flipped flipped = flip(file, content, content.settledBytes());
    return Optional.of("%s at byte %d, bit %d".formatted(file, flipped.offset(), flipped.bit()));
  }

  private Flipped flip(String file, CachedFile content, long below) {
    Flipped flipped = new Flipped(file, randomness.below(below), (int) randomness.below(Byte.SIZE));
    content.flip(flipped.offset(), flipped.bit());
    faults.countInjected();
    return flipped;
  }

  /** Puts a part of such a file into the place of another part of it, and not the same bytes. */
  Optional<String> misplace(Pattern filePattern) {
    List<String> candidates =
        files(filePattern, file -> file.settledBytes() >= 2 * MISPLACED_BYTES);
    for (int attempt = 0; attempt < ATTEMPTS_MAX && !candidates.isEmpty(); attempt++) {
      String file = candidates.get((int) randomness.below(candidates.size()));
      CachedFile content = names.getOrDefault(file, new CachedFile());
      long pieces = content.settledBytes() / MISPLACED_BYTES;
      long to = randomness.below(pieces) * MISPLACED_BYTES;
      byte[] piece = content.read(randomness.below(pieces) * MISPLACED_BYTES, MISPLACED_BYTES);
      if (!Arrays.equals(piece, content.read(to, MISPLACED_BYTES))) {
        content.replace(to, piece);
        faults.countInjected();
        return Optional.of("%d bytes of %s at %d".formatted(MISPLACED_BYTES, file, to));
      }
    }
    return Optional.empty();
  }

  /** Cuts off the end of such a file. */
  Optional<String> cutOff(Pattern filePattern) {
    List<String> candidates = files(filePattern, file -> file.size() > 0);
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    String file = candidates.get((int) randomness.below(candidates.size()));
    CachedFile content = names.getOrDefault(file, new CachedFile());
    long size = randomness.below(content.size());
    String what = "%s from %d to %d bytes".formatted(file, content.size(), size);
    content.cutOff(size);
    faults.countInjected();
    return Optional.of(what);
  }

  void replace(String file, long offset, byte[] bytes) throws IOException {
    existing(file).replace(offset, bytes);
  }

  /** Undoes what damaged the files, where nothing was written over it since. */
  void repair() {
    files().forEach(CachedFile::repair);
  }

  boolean isDamaged() {
    return files().stream().anyMatch(CachedFile::isDamaged);
  }

  @Override
  public long changes() {
    return changes;
  }

  @Override
  public long undurableSince(String prefix) {
    long since = Math.min(lostSince, namesConcern(prefix) ? namesSince : Long.MAX_VALUE);
    for (Map.Entry<String, CachedFile> file : names.tailMap(prefix).entrySet()) {
      if (!file.getKey().startsWith(prefix)) {
        break;
      }
      since = Math.min(since, file.getValue().undurableSince());
    }
    return since;
  }

  @Override
  public Optional<SimulatedDisk> after(Mishap mishap, Predicate<String> files) {
    CachedDisk after = new CachedDisk(Long.MAX_VALUE, new Randomness(mishap.draw()));
    Map<CachedFile, CachedFile> copies = new HashMap<>();
    if (!copied(names, after.names, files, copies)
        || !copied(durableNames, after.durableNames, files, copies)) {
      return Optional.empty();
    }
    for (NameChange change : unsynced) {
      if (change instanceof NameChange.Created(String file, CachedFile content)) {
        CachedFile copy = copies.get(content);
        if (copy != null) {
          after.unsynced.add(new NameChange.Created(file, copy));
        }
      } else {
        after.unsynced.add(change);
      }
    }
    after.powerFail(mishap.survivors());
    after.found();
    Pattern any = Pattern.compile("");
    boolean happened =
        mishap
            .damage()
            .map(
                damage ->
                    switch (damage) {
                      case ROT -> after.rot(any);
                      case MISPLACE -> after.misplace(any);
                      case TRUNCATE -> after.cutOff(any);
                    })
            .map(Optional::isPresent)
            .orElse(true);
    return happened ? Optional.of(after) : Optional.empty();
  }

  /** Whether none of them is damaged. */
  private static boolean copied(
      Map<String, CachedFile> from,
      Map<String, CachedFile> to,
      Predicate<String> files,
      Map<CachedFile, CachedFile> copies) {
    for (Map.Entry<String, CachedFile> file : from.entrySet()) {
      if (files.test(file.getKey())) {
        if (file.getValue().isDamaged()) {
          return false;
        }
        to.put(file.getKey(), copies.computeIfAbsent(file.getValue(), CachedFile::beforeFailure));
      }
    }
    return true;
  }

  @Override
  public Optional<byte[]> tail(String file, int length) {
    CachedFile content = names.get(file);
    return content == null || content.isDamaged() || content.size() < length
        ? Optional.empty()
        : Optional.of(content.read(content.size() - length, length));
  }

  private boolean namesConcern(String prefix) {
    for (NameChange change : unsynced) {
      boolean concerned =
          switch (change) {
            case NameChange.Created created -> created.file.startsWith(prefix);
            case NameChange.Renamed renamed -> renamed.to.startsWith(prefix);
            case NameChange.Deleted deleted -> deleted.file.startsWith(prefix);
          };
      if (concerned) {
        return true;
      }
    }
    return false;
  }

  /** The machine starts: what it finds is what there is. */
  void found() {
    lostSince = Long.MAX_VALUE;
  }

  /** Nothing is left. */
  void wipe() {
    lostSince = 0;
    names.clear();
    durableNames.clear();
    unsynced.clear();
  }

  /** What a power failure would leave of the files, by name. */
  Map<String, CachedFile> copy() {
    Map<String, CachedFile> copy = new TreeMap<>();
    durableNames.forEach((name, file) -> copy.put(name, file.copy()));
    return copy;
  }

  /** The files are those of the copy, which stays as it is. */
  void restore(Map<String, CachedFile> copy) {
    wipe();
    copy.forEach((name, file) -> durableNames.put(name, file.copy()));
    names.putAll(durableNames);
  }

  private List<String> files(Pattern filePattern, Predicate<CachedFile> suits) {
    List<String> candidates = new ArrayList<>();
    names.forEach(
        (name, content) -> {
          if (suits.test(content) && filePattern.matcher(name).find()) {
            candidates.add(name);
          }
        });
    return candidates;
  }

  @Override
  public List<String> list() {
    return List.copyOf(names.keySet());
  }

  @Override
  public long size(String file) throws IOException {
    return existing(file).size();
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    if (offset < 0 || length < 0) {
      throw new IOException("read of %s at %d, %d bytes".formatted(file, offset, length));
    }
    faults.check(Operation.READ, file);
    byte[] bytes = existing(file).read(offset, length);
    int brought = faults.shortened(file, bytes.length);
    return brought == bytes.length ? bytes : Arrays.copyOf(bytes, brought);
  }

  @Override
  public void write(String file, long offset, byte[] bytes) throws IOException {
    CachedFile content = names.get(file);
    long size = content == null ? 0 : content.size();
    long growth = offset + bytes.length - size;
    long limit = Math.min(bytesMax, faults.bytesMax());
    if (offset < 0 || (growth > 0 && bytesUsed() + growth > limit)) {
      faults.countInjected();
      throw new IOException(
          "write of %d bytes to %s at %d: no space left, the disk holds %d bytes"
              .formatted(bytes.length, file, offset, limit));
    }
    if (content == null) {
      content = new CachedFile();
      apply(new NameChange.Created(file, content));
    }
    if (faults.fails(Operation.WRITE, file)) {
      content.write(offset, Arrays.copyOf(bytes, faults.tear(bytes.length)), ++changes);
      throw faults.error(Operation.WRITE, file);
    }
    content.write(faults.place(file, offset, size), bytes, ++changes);
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    if (size < 0) {
      throw new IOException("truncation of %s to %d bytes".formatted(file, size));
    }
    faults.check(Operation.WRITE, file);
    existing(file).truncate(size, ++changes);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    existing(from);
    faults.check(Operation.NAMES, from);
    apply(new NameChange.Renamed(from, to));
  }

  @Override
  public void delete(String file) throws IOException {
    existing(file);
    faults.check(Operation.NAMES, file);
    apply(new NameChange.Deleted(file));
  }

  @Override
  public void sync(String file) throws IOException {
    CachedFile content = existing(file);
    if (faults.fails(Operation.SYNC, file)) {
      content.failSync();
      throw faults.error(Operation.SYNC, file);
    }
    content.sync();
  }

  @Override
  public OptionalLong syncNanos() {
    return faults.syncNanos();
  }

  @Override
  public void syncFolder() throws IOException {
    faults.check(Operation.NAMES, "the folder");
    unsynced.forEach(change -> apply(change, durableNames));
    unsynced.clear();
    namesSince = Long.MAX_VALUE;
  }

  /** Bytes that a power failure now could lose. */
  long unsyncedBytes() {
    long bytes = 0;
    for (CachedFile file : files()) {
      bytes += file.unsyncedBytes();
    }
    return bytes;
  }

  void powerFail(Unsynced survivors) {
    lostSince = Math.min(lostSince, undurableSince(""));
    int kept = survivors == Unsynced.LOST ? 0 : (int) randomness.between(0, unsynced.size());
    files().forEach(file -> file.powerFail(survivors, randomness));
    unsynced.subList(0, kept).forEach(change -> apply(change, durableNames));
    unsynced.clear();
    namesSince = Long.MAX_VALUE;
    names.clear();
    names.putAll(durableNames);
  }

  private void apply(NameChange change) {
    changes++;
    namesSince = Math.min(namesSince, changes);
    apply(change, names);
    unsynced.add(change);
  }

  private static void apply(NameChange change, SortedMap<String, CachedFile> folder) {
    switch (change) {
      case NameChange.Created created -> folder.put(created.file, created.content);
      case NameChange.Renamed renamed -> {
        CachedFile content = folder.remove(renamed.from);
        if (content != null) {
          folder.put(renamed.to, content);
        }
      }
      case NameChange.Deleted deleted -> folder.remove(deleted.file);
    }
  }

  private CachedFile existing(String file) throws NoSuchFileException {
    CachedFile content = names.get(file);
    if (content == null) {
      throw new NoSuchFileException(file);
    }
    return content;
  }

  long bytesUsed() {
    long bytes = 0;
    for (CachedFile file : names.values()) {
      bytes += file.size();
    }
    return bytes;
  }

  /** Every content that has a name in the cache or on the disk, in a fixed order. */
  private Set<CachedFile> files() {
    Set<CachedFile> files = new LinkedHashSet<>();
    for (Map<String, CachedFile> folder : List.of(durableNames, names)) {
      files.addAll(folder.values());
    }
    return files;
  }
}
