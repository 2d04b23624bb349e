package dev.assay.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What is wrong with one simulated disk, until {@link #heal}. Chances are per million operations on
 * files whose name contains the pattern; all draws come from the disk's own stream, and none while
 * nothing is wrong. Faults outlive crashes of the machine.
 *
 * <p>A sync that fails leaves what it should have written readable, but not durable, for good: a
 * later sync has nothing to do for it, as on Linux since 4.13.
 */
public final class DiskFaults {
  /** What can fail with an input/output error. */
  public enum Operation {
    READ,
    /** No error: some of the bytes, at least one, as a kernel may do at any time. */
    SHORT_READ,
    /** A part of the bytes may be written all the same. */
    WRITE,
    SYNC,
    /** Renames, deletions, and syncs of the folder. */
    NAMES
  }

  private record Failing(Operation operation, Pattern file, int perMillion) {}

  private record Misdirecting(Pattern file, int perMillion) {}

  private final Randomness randomness;
  private final List<Failing> failing = new ArrayList<>();
  private final List<Misdirecting> misdirecting = new ArrayList<>();
  private long bytesMax = Long.MAX_VALUE;
  private boolean readOnly;
  private boolean syncsStalled;
  private long extraSyncNanos;
  private long injected;

  DiskFaults(Randomness randomness) {
    this.randomness = randomness;
  }

  /** From now on the disk holds so many bytes; it may hold more already. */
  public void limit(long bytes) {
    bytesMax = bytes;
  }

  /** Everything that changes the disk fails. */
  public void makeReadOnly() {
    readOnly = true;
  }

  /** Some of these operations fail. */
  public void fail(Operation operation, String filePattern, int perMillion) {
    failing.add(new Failing(operation, Pattern.compile(filePattern), perMillion));
  }

  /** Some of these writes go to another place of their file, though they are said to be done. */
  public void misdirectWrites(String filePattern, int perMillion) {
    misdirecting.add(new Misdirecting(Pattern.compile(filePattern), perMillion));
  }

  /** Every sync takes so much longer, as far as who asks {@link SimulatedDisk#syncNanos} cares. */
  public void slowSyncs(long extraNanos) {
    extraSyncNanos = extraNanos;
  }

  /** No sync comes back until {@link #heal}. */
  public void stallSyncs() {
    syncsStalled = true;
  }

  /** Nothing is wrong any more. What was damaged stays damaged. */
  public void heal() {
    failing.clear();
    misdirecting.clear();
    bytesMax = Long.MAX_VALUE;
    readOnly = false;
    syncsStalled = false;
    extraSyncNanos = 0;
  }

  /** How many operations have failed or gone astray so far: the proof that faults took hold. */
  public long injected() {
    return injected;
  }

  long bytesMax() {
    return bytesMax;
  }

  void countInjected() {
    injected++;
  }

  OptionalLong syncNanos() {
    injected += syncsStalled || extraSyncNanos > 0 ? 1 : 0;
    return syncsStalled ? OptionalLong.empty() : OptionalLong.of(extraSyncNanos);
  }

  /** Draws whether this operation fails. */
  boolean fails(Operation operation, String file) {
    boolean fails = readOnly && operation != Operation.READ && operation != Operation.SHORT_READ;
    for (Failing fault : failing) {
      if (fault.operation() == operation && fault.file().matcher(file).find()) {
        fails |= randomness.chance(fault.perMillion());
      }
    }
    if (fails) {
      injected++;
    }
    return fails;
  }

  void check(Operation operation, String file) throws IOException {
    if (fails(operation, file)) {
      throw error(operation, file);
    }
  }

  IOException error(Operation operation, String file) {
    return new IOException(
        "%s of %s: %s"
            .formatted(
                operation.name().toLowerCase(java.util.Locale.ROOT),
                file,
                readOnly ? "Read-only file system" : "Input/output error"));
  }

  /** How many of the bytes of a failing write are written. */
  int tear(int length) {
    return length == 0 ? 0 : (int) randomness.below(length);
  }

  /** How many of the bytes a read brings. */
  int shortened(String file, int length) {
    return length > 1 && !failing.isEmpty() && fails(Operation.SHORT_READ, file)
        ? (int) randomness.between(1, length - 1)
        : length;
  }

  /** Where a write to that file goes: where it should, nearly always. */
  long place(String file, long offset, long size) {
    long place = offset;
    for (Misdirecting fault : misdirecting) {
      if (fault.file().matcher(file).find() && size > 0 && randomness.chance(fault.perMillion())) {
        place = randomness.below(size);
        injected++;
      }
    }
    return place;
  }
}
