package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.simulator.DiskFaults.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class DiskFaultsTest {
  private static final int ALWAYS = 1_000_000;

  private final CachedDisk disk = new CachedDisk(1_000, new Randomness(7));
  private final DiskFaults faults = disk.faults();

  @Test
  void aShortReadBringsSomeOfTheBytes() throws IOException {
    disk.write("a", 0, new byte[100]);
    faults.fail(Operation.SHORT_READ, "", ALWAYS);
    assertThat(disk.read("a", 0, 100).length).isBetween(1, 99);
    assertThat(disk.read("a", 99, 10)).as("one byte is no fewer than one").hasSize(1);
    assertThat(disk.read("a", 100, 10)).isEmpty();
    assertThat(faults.injected()).isEqualTo(1);
    faults.heal();
    assertThat(disk.read("a", 0, 100)).hasSize(100);
  }

  @Test
  void aDiskThatFillsUpTakesWritesAgainWhenHealed() throws IOException {
    disk.write("log", 0, new byte[10]);
    faults.limit(12);
    assertThatThrownBy(() -> disk.write("log", 10, new byte[3]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no space left, the disk holds 12 bytes");
    disk.write("log", 0, new byte[12]);
    assertThat(faults.injected()).isEqualTo(1);
    faults.heal();
    disk.write("log", 12, new byte[500]);
  }

  @Test
  void onlyFilesOfThePatternFail() throws IOException {
    disk.write("log-1", 0, Echo.bytes("a"));
    disk.write("chain", 0, Echo.bytes("b"));
    faults.fail(Operation.READ, "^log-", ALWAYS);
    fails(() -> disk.read("log-1", 0, 1), "read of log-1: Input/output error");
    assertThat(disk.read("chain", 0, 1)).containsExactly('b');
    disk.write("log-1", 0, Echo.bytes("c"));
    faults.heal();
    assertThat(disk.read("log-1", 0, 1)).containsExactly('c');
  }

  @Test
  void aFailingWriteMayBeHalfDone() throws IOException {
    faults.fail(Operation.WRITE, "log", ALWAYS);
    int sizes = 0;
    for (int i = 0; i < 20; i++) {
      String file = "log" + i;
      fails(() -> disk.write(file, 0, Echo.bytes("abcdef")), "write of " + file);
      assertThat(disk.size(file)).isLessThan(6);
      sizes += (int) disk.size(file);
    }
    assertThat(sizes).isPositive();
  }

  /** The next sync has nothing to do, and yet nothing is durable. */
  @Test
  void whatAFailedSyncShouldHaveWrittenIsLostThoughTheNextSucceeds() throws IOException {
    disk.write("log", 0, Echo.bytes("old"));
    disk.sync("log");
    disk.syncFolder();
    disk.write("log", 0, Echo.bytes("new"));
    faults.fail(Operation.SYNC, "log", ALWAYS);
    fails(() -> disk.sync("log"), "sync of log");
    faults.heal();
    disk.sync("log");
    assertThat(text("log")).isEqualTo("new");
    disk.powerFail(Unsynced.ANY);
    assertThat(text("log")).isEqualTo("old");
  }

  @Test
  void namesFailToo() throws IOException {
    disk.write("a", 0, Echo.bytes("x"));
    faults.fail(Operation.NAMES, "", ALWAYS);
    fails(() -> disk.rename("a", "b"), "names of a");
    fails(() -> disk.delete("a"), "names of a");
    fails(disk::syncFolder, "names of the folder");
    assertThat(disk.list()).containsExactly("a");
  }

  @Test
  void aReadOnlyDiskIsRead() throws IOException {
    disk.write("a", 0, Echo.bytes("x"));
    faults.makeReadOnly();
    assertThat(text("a")).isEqualTo("x");
    fails(() -> disk.write("a", 0, Echo.bytes("y")), "write of a: Read-only file system");
    fails(() -> disk.truncate("a", 0), "Read-only file system");
    fails(() -> disk.sync("a"), "Read-only file system");
  }

  @Test
  void aMisdirectedWriteIsSaidToBeDone() throws IOException {
    disk.write("log", 0, new byte[100]);
    faults.misdirectWrites("log", ALWAYS);
    disk.write("log", 100, Echo.bytes("lost"));
    assertThat(disk.size("log")).isBetween(100L, 103L);
    assertThat(new String(disk.read("log", 0, 200), StandardCharsets.UTF_8)).contains("lost");
    assertThat(faults.injected()).isEqualTo(1);
  }

  @Test
  void oneBitRots() throws IOException {
    disk.write("log", 0, new byte[100]);
    disk.sync("log");
    disk.syncFolder();
    assertThat(disk.flipBit(Pattern.compile("other"))).isEmpty();
    CachedDisk.Flipped bit = disk.flipBit(Pattern.compile("lo")).orElseThrow();
    byte[] expected = new byte[100];
    expected[(int) bit.offset()] = (byte) (1 << bit.bit());
    assertThat(disk.read("log", 0, 100)).isEqualTo(expected);
    disk.powerFail(Unsynced.LOST);
    assertThat(disk.read("log", 0, 100)).isEqualTo(expected);
  }

  @Test
  void syncsAreSlowOrNeverComeBack() {
    assertThat(disk.syncNanos()).isEqualTo(OptionalLong.of(0));
    faults.slowSyncs(5);
    assertThat(disk.syncNanos()).isEqualTo(OptionalLong.of(5));
    faults.stallSyncs();
    assertThat(disk.syncNanos()).isEmpty();
    faults.heal();
    assertThat(disk.syncNanos()).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void chancesAreKept() {
    faults.fail(Operation.WRITE, "log", 100_000);
    int failed = 0;
    for (int i = 0; i < 10_000; i++) {
      failed += faults.fails(Operation.WRITE, "log") ? 1 : 0;
    }
    assertThat(failed).isBetween(800, 1_200);
  }

  private static void fails(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IOException.class).hasMessageContaining(message);
  }

  private String text(String file) throws IOException {
    return new String(disk.read(file, 0, 1_000), StandardCharsets.UTF_8);
  }
}
