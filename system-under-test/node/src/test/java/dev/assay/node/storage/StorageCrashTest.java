package dev.assay.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.node.storage.CrashDisk.Crash;
import dev.assay.node.storage.CrashDisk.Survivors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Lives of a node's storage that end by crashes at any step of the disk, in recovery too: appends
 * that replace others, changes of segment, own snapshots and those of peers, compaction. Whatever
 * was reported durable is found again, and what is found was written.
 */
class StorageCrashTest {
  private static final int SEEDS = 2_000;
  private static final int LIVES = 6;

  @Test
  void whatWasReportedDurableIsFoundAgain() {
    StoredStory.Seen seen = new StoredStory.Seen();
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        run(seed, seen);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e, e);
      }
    }
    assertThat(seen.crashes).isGreaterThan(SEEDS);
    assertThat(seen.saves).isGreaterThan(SEEDS);
    assertThat(seen.installs).isGreaterThan(SEEDS / 2);
    assertThat(seen.compactions).isGreaterThan(SEEDS / 4);
    assertThat(seen.cutTails).isGreaterThan(SEEDS / 10);
  }

  private static void run(long seed, StoredStory.Seen seen) {
    SplittableRandom random = new SplittableRandom(seed);
    CrashDisk disk = new CrashDisk();
    StoredStory story = new StoredStory(random, seen);
    for (int life = 0; life < LIVES; life++) {
      disk.crashAtStep(random.nextInt(1, 60));
      LogLimits limits = new LogLimits(random.nextInt(150, 700), random.nextInt(3) * 100);
      try {
        ChannelFiles files = ChannelFiles.open(disk, limits);
        story.found(files);
        while (true) {
          story.act(files);
        }
      } catch (Crash e) {
        seen.crashes++;
        Survivors[] all = Survivors.values();
        disk.crash(all[random.nextInt(all.length)], random);
      }
    }
    story.found(ChannelFiles.open(disk));
  }
}
