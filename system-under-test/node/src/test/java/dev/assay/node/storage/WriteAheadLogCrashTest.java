package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.voted;
import static dev.assay.node.storage.LogModel.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.node.storage.CrashDisk.Crash;
import dev.assay.node.storage.CrashDisk.Survivors;
import dev.assay.raft.Effect.Persist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WriteAheadLogCrashTest {
  private static final int SEGMENT_BYTES = 400;
  private static final List<Persist> WRITES =
      List.of(
          write(voted(1, "n1"), List.of(entry(1, 1, "one"))),
          write(entry(2, 1, "two"), entry(3, 1, "three")),
          write(voted(2, "n3"), List.of(entry(2, 2, "another two"))),
          write(entry(3, 2, "another three")));

  private final CrashDisk disk = new CrashDisk();

  @Test
  void aTailTornAtAnyByteIsCutAndReported() {
    List<Integer> ends = storeEachSynced();
    String file = SegmentFormat.fileName(1);
    byte[] whole = disk.content(file);
    int last = ends.get(ends.size() - 2);
    for (int size = last + 1; size < whole.length; size++) {
      disk.put(file, Arrays.copyOf(whole, size));
      assertCutAt(file, last, size - last);
    }
  }

  @Test
  void aLastRecordWithAnyBitFlippedIsCutToo() {
    List<Integer> ends = storeEachSynced();
    String file = SegmentFormat.fileName(1);
    byte[] whole = disk.content(file);
    int last = ends.get(ends.size() - 2);
    for (int bit = last * 8; bit < whole.length * 8; bit++) {
      disk.put(file, flipped(whole, bit));
      assertCutAt(file, last, whole.length - last);
    }
  }

  private void assertCutAt(String file, int offset, int size) {
    Recovered recovered = TestLogs.on(disk).recover();
    assertThat(recovered.cutTail()).contains(new CutTail(file, offset, size));
    assertThat(LogModel.of(recovered)).isEqualTo(LogModel.after(WRITES.subList(0, 3)));
    assertThat(TestLogs.on(disk).recover().cutTail()).isEmpty();
  }

  @Test
  void aBitFlippedAnywhereBeforeTheLastRecordIsRefusedWithFileAndOffset() {
    List<Integer> ends = storeEachSynced();
    String file = SegmentFormat.fileName(1);
    byte[] whole = disk.content(file);
    for (int bit = 0; bit < ends.get(ends.size() - 2) * 8; bit++) {
      int at = bit / 8;
      int record = ends.stream().filter(end -> end <= at).reduce(0, Math::max);
      disk.put(file, flipped(whole, bit));
      assertThatThrownBy(() -> TestLogs.on(disk).recover())
          .as("bit %d", bit)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(file + " is corrupt at byte " + record);
      assertThat(disk.content(file)).as("nothing is repaired").isEqualTo(flipped(whole, bit));
    }
  }

  @Test
  void aFullSegmentMayNotBeDamagedAnywhere() {
    WriteAheadLog log = TestLogs.on(disk, SegmentHeader.BYTES + 1);
    log.recover();
    log.append(WRITES.subList(0, 1));
    log.append(List.of(write(voted(9, "n1"), List.of())));
    log.sync();
    String file = SegmentFormat.fileName(1);
    byte[] whole = disk.content(file);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      disk.put(file, flipped(whole, bit));
      assertThatThrownBy(() -> TestLogs.on(disk).recover())
          .as("bit %d", bit)
          .hasMessageContaining(file + " is corrupt at byte ");
      assertThat(disk.content(file)).as("nothing is repaired").isEqualTo(flipped(whole, bit));
    }
    for (int size = 0; size < whole.length; size++) {
      disk.put(file, Arrays.copyOf(whole, size));
      assertThatThrownBy(() -> TestLogs.on(disk).recover())
          .as("size %d", size)
          .hasMessageContaining(" is corrupt at byte ");
    }
  }

  @Test
  void aLostWriteBeforeASurvivingOneOfTheSameSyncIsATornTail() {
    WriteAheadLog log = TestLogs.on(disk);
    log.recover();
    log.append(WRITES.subList(0, 1));
    log.sync();
    String file = SegmentFormat.fileName(1);
    int synced = disk.content(file).length;
    log.append(WRITES.subList(1, 2));
    int second = disk.content(file).length;
    log.append(WRITES.subList(2, 3));
    byte[] content = disk.content(file);
    Arrays.fill(content, synced, second, (byte) 0);
    disk.put(file, content);
    Recovered recovered = TestLogs.on(disk).recover();
    assertThat(LogModel.of(recovered)).isEqualTo(LogModel.after(WRITES.subList(0, 1)));
    assertThat(recovered.cutTail())
        .contains(new CutTail(file, synced, (long) content.length - synced));
  }

  /** The first life was killed, not the machine: its unsynced records are found, and then count. */
  @ParameterizedTest
  @EnumSource(Survivors.class)
  void whatRecoveryHasFoundIsDurable(Survivors survivors) {
    for (int seed = 0; seed < 20; seed++) {
      CrashDisk fresh = new CrashDisk();
      WriteAheadLog killed = TestLogs.on(fresh, 196);
      killed.recover();
      killed.append(WRITES);
      Recovered found = TestLogs.on(fresh, 196).recover();
      assertThat(LogModel.of(found)).isEqualTo(LogModel.after(WRITES));
      fresh.crash(survivors, new SplittableRandom(seed));
      assertThat(TestLogs.on(fresh, 196).recover()).isEqualTo(found);
    }
  }

  /** The script has a truncation, a change of segment, and its own recovery in it. */
  @ParameterizedTest
  @EnumSource(Survivors.class)
  void aCrashAtAnyStepLosesNothingThatWasSynced(Survivors survivors) {
    int crashes = 0;
    for (int step = 1; step <= 25; step++) {
      for (int seed = 0; seed < 10; seed++) {
        CrashDisk fresh = new CrashDisk();
        fresh.crashAtStep(step);
        List<Persist> appended = new ArrayList<>();
        int synced = 0;
        try {
          WriteAheadLog log = TestLogs.on(fresh, 196);
          log.recover();
          for (Persist write : WRITES) {
            appended.add(write);
            log.append(List.of(write));
            log.sync();
            synced++;
          }
        } catch (Crash e) {
          crashes++;
        }
        fresh.crash(survivors, new SplittableRandom(seed));
        assertPrefix(TestLogs.on(fresh).recover(), appended, synced);
      }
    }
    assertThat(crashes).isGreaterThan(10 * WRITES.size());
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 150);
  }

  /**
   * Many lives of one log, ended by crashes at any step, in recovery too: each finds the appends of
   * the former ones up to some point, and at least to the last sync.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappenedRecoveryFindsAPrefixNoShorterThanTheLastSync(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Persist> appended = new ArrayList<>();
    int synced = 0;
    for (int life = 0; life < 8; life++) {
      try {
        disk.crashAtStep(random.nextInt(1, 40));
        WriteAheadLog log = TestLogs.on(disk, SEGMENT_BYTES, random.nextInt(2) * 150);
        Recovered recovered = log.recover();
        int kept = assertPrefix(recovered, appended, synced);
        appended.subList(kept, appended.size()).clear();
        synced = kept;
        while (true) {
          if (random.nextInt(3) == 0) {
            log.sync();
            synced = appended.size();
          } else {
            Persist write = LogModel.after(appended).next(random);
            appended.add(write);
            log.append(List.of(write));
          }
        }
      } catch (Crash e) {
        Survivors[] all = Survivors.values();
        disk.crash(all[random.nextInt(all.length)], random);
      }
    }
    assertPrefix(TestLogs.on(disk).recover(), appended, synced);
  }

  /** How many of the appends were found; the most, if several numbers come to the same. */
  private static int assertPrefix(Recovered recovered, List<Persist> appended, int synced) {
    for (int count = appended.size(); count >= synced; count--) {
      if (LogModel.after(appended.subList(0, count)).equals(LogModel.of(recovered))) {
        return count;
      }
    }
    throw new AssertionError(
        "%d of %d appends were synced, but recovery found %s"
            .formatted(synced, appended.size(), recovered));
  }

  /** The offsets where the header and each record end. */
  private List<Integer> storeEachSynced() {
    WriteAheadLog log = TestLogs.on(disk);
    log.recover();
    String file = SegmentFormat.fileName(1);
    List<Integer> ends = new ArrayList<>(List.of(disk.content(file).length));
    for (Persist write : WRITES) {
      log.append(List.of(write));
      log.sync();
      ends.add(disk.content(file).length);
    }
    return ends;
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] copy = bytes.clone();
    copy[bit / 8] ^= (byte) (1 << bit % 8);
    return copy;
  }
}
