package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.simulator.tape.Property;
import dev.assay.simulator.tape.Tape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CachedDiskTest {
  private static final List<String> FILES = List.of("a", "b", "c");

  private final CachedDisk disk = new CachedDisk(1_000, new Randomness(1));

  @Test
  void readingGivesWhatWasWrittenAndZerosInGaps() throws IOException {
    disk.write("log", 2, Echo.bytes("xyz"));
    assertThat(disk.size("log")).isEqualTo(5);
    assertThat(disk.read("log", 0, 100)).containsExactly(0, 0, 'x', 'y', 'z');
    assertThat(disk.read("log", 4, 100)).containsExactly('z');
    assertThat(disk.read("log", 5, 100)).isEmpty();
  }

  @Test
  void whoWatchesSeesWhatAPowerFailureCouldLose() throws IOException {
    assertThat(disk.undurableSince("l")).isEqualTo(Long.MAX_VALUE);
    disk.write("other", 0, Echo.bytes("x"));
    disk.write("log", 0, Echo.bytes("x"));
    assertThat(disk.undurableSince("log")).isBetween(1L, disk.changes());
    disk.sync("log");
    assertThat(disk.undurableSince("log")).as("its name").isLessThan(Long.MAX_VALUE);
    disk.syncFolder();
    assertThat(disk.undurableSince("log")).isEqualTo(Long.MAX_VALUE);
    assertThat(disk.undurableSince("")).as("the other").isLessThan(Long.MAX_VALUE);
    long before = disk.changes();
    disk.write("log", 1, Echo.bytes("y"));
    disk.write("log", 2, Echo.bytes("z"));
    assertThat(disk.undurableSince("log")).isEqualTo(before + 1);
  }

  @Test
  void whatAPowerFailureOrAFailedSyncTookIsNotDurableUntilTheNextStart() throws IOException {
    disk.write("log", 0, Echo.bytes("x"));
    disk.faults().fail(DiskFaults.Operation.SYNC, "log", 1_000_000);
    assertThatThrownBy(() -> disk.sync("log")).isInstanceOf(IOException.class);
    disk.faults().heal();
    disk.sync("log");
    disk.syncFolder();
    assertThat(disk.undurableSince("log")).isEqualTo(disk.changes());
    disk.powerFail(Unsynced.LOST);
    assertThat(disk.undurableSince("log")).isEqualTo(disk.changes());
    disk.found();
    assertThat(disk.undurableSince("log")).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void contentWithoutItsNameIsLost() throws IOException {
    disk.write("log", 0, Echo.bytes("x"));
    disk.sync("log");
    disk.powerFail(Unsynced.LOST);
    assertThat(disk.list()).isEmpty();
  }

  @Test
  void aNameWithoutItsContentIsAnEmptyFile() throws IOException {
    disk.write("log", 0, Echo.bytes("x"));
    disk.syncFolder();
    disk.powerFail(Unsynced.LOST);
    assertThat(text("log")).isEmpty();
  }

  @Test
  void whatWasSyncedStaysAndWhatCameLaterIsLost() throws IOException {
    disk.write("log", 0, Echo.bytes("kept"));
    disk.sync("log");
    disk.syncFolder();
    disk.write("log", 4, Echo.bytes("lost"));
    assertThat(disk.unsyncedBytes()).isEqualTo(4);
    disk.powerFail(Unsynced.LOST);
    assertThat(text("log")).isEqualTo("kept");
  }

  @Test
  void aTruncationThatWasNotSyncedNeverHappened() throws IOException {
    disk.write("log", 0, Echo.bytes("kept"));
    disk.sync("log");
    disk.syncFolder();
    disk.truncate("log", 1);
    assertThat(text("log")).isEqualTo("k");
    disk.powerFail(Unsynced.LOST);
    assertThat(text("log")).isEqualTo("kept");
  }

  @Test
  void aRenameWithoutAFolderSyncLeavesTheOldFileUnderTheName() throws IOException {
    disk.write("state", 0, Echo.bytes("old"));
    disk.sync("state");
    disk.write("state.new", 0, Echo.bytes("new"));
    disk.sync("state.new");
    disk.syncFolder();
    disk.rename("state.new", "state");
    assertThat(text("state")).isEqualTo("new");
    disk.powerFail(Unsynced.LOST);
    assertThat(text("state")).isEqualTo("old");
    assertThat(text("state.new")).isEqualTo("new");
  }

  @Test
  void aDeletionWithoutAFolderSyncNeverHappened() throws IOException {
    disk.write("log", 0, Echo.bytes("x"));
    disk.sync("log");
    disk.syncFolder();
    disk.delete("log");
    assertThat(disk.list()).isEmpty();
    disk.powerFail(Unsynced.LOST);
    assertThat(text("log")).isEqualTo("x");
  }

  @Test
  void everyPrefixOfUnsyncedWritesMaySurvive() throws IOException {
    Set<String> survivors = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      survivors.add(survivor(Unsynced.PREFIX, seed));
    }
    assertThat(survivors).containsExactly("", "a", "ab", "abc", "abcd");
  }

  @Test
  void everyWriteMaySurviveForItself() throws IOException {
    Set<String> survivors = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      survivors.add(survivor(Unsynced.ANY, seed));
    }
    assertThat(survivors)
        .containsExactly("", "\0\0c", "\0\0cd", "a", "a\0c", "a\0cd", "ab", "abc", "abcd");
  }

  @Test
  void theOldestChangesAreWrittenBackWhenThereAreTooMany() throws IOException {
    CachedDisk large = new CachedDisk(1 << 20, new Randomness(1));
    large.write("log", 0, new byte[0]);
    large.syncFolder();
    for (int i = 0; i < CachedFile.UNSYNCED_CHANGES_MAX + 2; i++) {
      large.write("log", i, new byte[] {1});
    }
    large.powerFail(Unsynced.LOST);
    assertThat(large.size("log")).isEqualTo(2);
  }

  @Test
  void aFullDiskRefusesTheWholeWrite() throws IOException {
    disk.write("log", 0, new byte[990]);
    assertThatThrownBy(() -> disk.write("log", 990, new byte[11]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no space left, the disk holds 1000 bytes");
    disk.write("log", 990, new byte[10]);
    assertThat(disk.size("log")).isEqualTo(1_000);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> disk.sync("log"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("log");
  }

  @Test
  void whatAMishapWouldLeaveIsADiskOfItsOwn() throws IOException {
    disk.write("a", 0, "safe".getBytes(StandardCharsets.US_ASCII));
    disk.sync("a");
    disk.syncFolder();
    disk.write("a", 4, "+".getBytes(StandardCharsets.US_ASCII));
    disk.write("b", 0, "new".getBytes(StandardCharsets.US_ASCII));
    SimulatedDisk lost =
        disk.after(new Mishap(Unsynced.LOST, Optional.empty(), 3), _ -> true).orElseThrow();
    assertThat(lost.list()).containsExactly("a");
    assertThat(lost.size("a")).isEqualTo(4);
    lost.delete("a");
    assertThat(disk.list()).containsExactly("a", "b");
    assertThat(disk.tail("a", 2)).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(2));
    assertThat(disk.tail("a", 6)).isEmpty();
    disk.sync("a");
    SimulatedDisk rotten =
        disk.after(new Mishap(Unsynced.LOST, Optional.of(DiskDamage.ROT), 3), _ -> true)
            .orElseThrow();
    assertThat(rotten.read("a", 0, 5)).isNotEqualTo(disk.read("a", 0, 5));
    disk.rot(Pattern.compile("a"));
    assertThat(disk.after(new Mishap(Unsynced.LOST, Optional.empty(), 3), _ -> true)).isEmpty();
  }

  @Test
  void agreesWithADumbTwin() {
    Property.check(
        1,
        1_500,
        tape -> {
          CachedDisk subject = new CachedDisk(1 << 20, new Randomness(1));
          DiskTwin twin = new DiskTwin();
          tape.list(40, t -> act(t, subject, twin));
          assertThat(files(subject)).isEqualTo(twin.cached());
          subject.powerFail(Unsynced.LOST);
          twin.losePower();
          assertThat(files(subject)).isEqualTo(twin.cached());
        });
  }

  private static String act(Tape tape, CachedDisk disk, DiskTwin twin) {
    String file = tape.pick(FILES);
    try {
      if (!twin.has(file)) {
        return write(tape, file, disk, twin);
      }
      switch (tape.between(0, 7)) {
        case 0, 1 -> write(tape, file, disk, twin);
        case 2 -> {
          long size = tape.below(10);
          disk.truncate(file, size);
          twin.truncate(file, size);
        }
        case 3 -> {
          disk.sync(file);
          twin.sync(file);
        }
        case 4 -> {
          String to = tape.pick(FILES);
          disk.rename(file, to);
          twin.rename(file, to);
        }
        case 5 -> {
          disk.delete(file);
          twin.delete(file);
        }
        case 6 -> {
          disk.powerFail(Unsynced.LOST);
          twin.losePower();
        }
        default -> {
          disk.syncFolder();
          twin.syncFolder();
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Tape tape, String file, CachedDisk disk, DiskTwin twin)
      throws IOException {
    long offset = tape.below(12);
    byte[] bytes = new byte[tape.between(0, 5)];
    Arrays.fill(bytes, (byte) tape.between(1, 9));
    disk.write(file, offset, bytes);
    twin.write(file, offset, bytes);
    return file;
  }

  private static SortedMap<String, String> files(CachedDisk disk) {
    SortedMap<String, String> files = new TreeMap<>();
    for (String file : disk.list()) {
      try {
        files.put(file, Arrays.toString(disk.read(file, 0, Integer.MAX_VALUE)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** What is left of "ab" and "cd", written one after the other. */
  private static String survivor(Unsynced unsynced, long seed) throws IOException {
    CachedDisk disk = new CachedDisk(1_000, new Randomness(seed));
    disk.write("log", 0, new byte[0]);
    disk.sync("log");
    disk.syncFolder();
    disk.write("log", 0, Echo.bytes("ab"));
    disk.write("log", 2, Echo.bytes("cd"));
    disk.powerFail(unsynced);
    return new String(disk.read("log", 0, 10), StandardCharsets.UTF_8);
  }

  private String text(String file) throws IOException {
    return new String(disk.read(file, 0, 1_000), StandardCharsets.UTF_8);
  }
}
