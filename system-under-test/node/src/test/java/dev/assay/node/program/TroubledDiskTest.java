package dev.assay.node.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.node.storage.Disk;
import dev.assay.node.storage.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk is ordered to fail at, it fails at, until the order is taken back. */
final class TroubledDiskTest {
  private static final byte[] TEN = new byte[10];

  @TempDir private Path control;
  @TempDir private Path folder;

  @Test
  void aFullDiskTakesAsMuchAsFitsAndStaysFullInTheNextLife() throws IOException {
    try (FileDisk below = FileDisk.open(folder)) {
      Disk disk = around(below);
      disk.write("log-1", 0, TEN);
      order(1, "full 15");
      disk.write("log-1", 10, TEN);
      assertThatThrownBy(() -> disk.write("log-1", 20, TEN))
          .isInstanceOf(IOException.class)
          .hasMessage("log-1: No space left on device");
      assertThat(below.list()).containsEntry("log-1", 25L);
      assertThat(control.resolve("disk.struck")).hasContent("1 1");
      assertThat(disk.read("log-1", 0, 25)).hasSize(25);

      Disk again = around(below);
      assertThatThrownBy(() -> again.write("log-2", 0, new byte[1]))
          .hasMessageContaining("No space left on device");

      Files.delete(control.resolve("disk"));
      again.write("log-1", 25, TEN);
      order(2, "full 10");
      again.write("log-1", 35, TEN);
    }
  }

  @Test
  void aReadOnlyDiskIsReadAndNothingElse() throws IOException {
    try (FileDisk below = FileDisk.open(folder)) {
      Disk disk = around(below);
      disk.write("log-1", 0, TEN);
      order(1, "read-only");
      String readOnly = "Read-only file system";
      assertThatThrownBy(() -> disk.write("log-1", 10, TEN)).hasMessageContaining(readOnly);
      assertThatThrownBy(() -> disk.truncate("log-1", 0)).hasMessageContaining(readOnly);
      assertThatThrownBy(() -> disk.extend("log-1", 99)).hasMessageContaining(readOnly);
      assertThatThrownBy(() -> disk.sync("log-1")).hasMessageContaining(readOnly);
      assertThatThrownBy(() -> disk.rename("log-1", "log-2")).hasMessageContaining(readOnly);
      assertThatThrownBy(() -> disk.delete("log-1")).hasMessageContaining(readOnly);
      assertThat(disk.read("log-1", 0, 10)).isEqualTo(TEN);
      assertThat(disk.list()).containsKey("log-1");
      // It is told when the count has doubled.
      assertThat(control.resolve("disk.struck")).hasContent("1 4");
    }
  }

  @Test
  void onlyTheseOperationsOfTheseFilesFail() throws IOException {
    try (FileDisk below = FileDisk.open(folder)) {
      Disk disk = around(below);
      disk.write("log-1", 0, TEN);
      disk.write("chain", 0, TEN);
      order(1, "fail sync 1000 log-", "fail read 1000 chain");
      disk.sync("chain");
      assertThat(disk.read("log-1", 0, 10)).isEqualTo(TEN);
      assertThatThrownBy(() -> disk.sync("log-1")).hasMessage("log-1: Input/output error");
      assertThatThrownBy(() -> disk.read("chain", 0, 1)).hasMessage("chain: Input/output error");
    }
  }

  @Test
  void aSyncThatIsStalledReturnsWhenTheOrderIsTakenBack() throws Exception {
    try (FileDisk below = FileDisk.open(folder)) {
      Disk disk = around(below);
      disk.write("log-1", 0, TEN);
      order(1, "slow 0");
      CompletableFuture<String> synced =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  disk.sync("log-1");
                  return "synced";
                } catch (IOException e) {
                  return e.toString();
                }
              });
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Files.exists(control.resolve("disk.struck")));
      assertThat(synced).isNotDone();
      Files.delete(control.resolve("disk"));
      assertThat(synced.get(20, TimeUnit.SECONDS)).isEqualTo("synced");
    }
  }

  @Test
  void aSlowSyncTakesSoMuchLonger() throws IOException {
    try (FileDisk below = FileDisk.open(folder)) {
      Disk disk = around(below);
      disk.write("log-1", 0, TEN);
      order(1, "slow 60");
      long began = System.nanoTime();
      disk.sync("log-1");
      assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(60_000_000);
      assertThat(control.resolve("disk.struck")).hasContent("1 1");
    }
  }

  @Test
  void whatIsNoOrderIsRefused() throws IOException {
    try (FileDisk below = FileDisk.open(folder)) {
      Disk disk = around(below);
      for (String wrong : new String[] {"melt", "full", "fail burn 3", "slow soon"}) {
        order(1, wrong);
        assertThatThrownBy(() -> disk.write("log-1", 0, TEN))
            .as(wrong)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is no order to a disk");
      }
    }
  }

  @Test
  void whomNobodyReachesHasTheDiskItself() {
    try (FileDisk below = FileDisk.open(folder)) {
      assertThat(Control.in(Optional.empty()).disks().apply(below)).isSameAs(below);
      assertThat(Control.in(Optional.of(control)).disks().apply(below))
          .isInstanceOf(TroubledDisk.class);
    }
  }

  private Disk around(Disk below) {
    return new TroubledDisk(below, new DiskOrders(control, new Random(1)));
  }

  private void order(int number, String... troubles) throws IOException {
    Files.writeString(control.resolve("disk"), number + "\n" + String.join("\n", troubles) + "\n");
  }
}
