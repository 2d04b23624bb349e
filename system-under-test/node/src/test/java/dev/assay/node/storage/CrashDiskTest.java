package dev.assay.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.node.storage.CrashDisk.Survivors;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The other tests believe this disk: it must lose what it may, and nothing else. */
class CrashDiskTest extends DiskContract {
  private final CrashDisk disk = new CrashDisk();

  @Override
  Disk disk() {
    return disk;
  }

  @Test
  void aCrashLosesWhatWasNotSynced() throws IOException {
    disk.write("a", 0, bytes("kept"));
    disk.sync("a");
    disk.write("a", 4, bytes(" lost"));
    disk.write("b", 0, bytes("lost"));
    disk.crash(Survivors.NONE, new SplittableRandom(1));
    assertThat(disk.list()).containsOnlyKeys("a");
    assertThat(disk.content("a")).isEqualTo(bytes("kept"));
  }

  @Test
  void aCrashMayKeepALaterWriteWithoutAnEarlierOne() throws IOException {
    boolean hole = false;
    for (int seed = 0; seed < 50; seed++) {
      disk.put("a", bytes(""));
      disk.write("a", 0, bytes("11"));
      disk.write("a", 2, bytes("22"));
      disk.crash(Survivors.ANY, new SplittableRandom(seed));
      hole |= Arrays.equals(disk.content("a"), bytes("\0\00022"));
    }
    assertThat(hole).isTrue();
  }
}
