package dev.assay.node.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewedClockTest {
  private static final long TOLERANCE_MILLIS = 5_000;

  @TempDir Path folder;

  private void offsetBecomes(SkewedClock clock, long millis) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                Math.abs(clock.wallMillis() - System.currentTimeMillis() - millis)
                    < TOLERANCE_MILLIS);
  }

  private SkewedClock clock() {
    return new SkewedClock(Optional.of(folder.resolve("clock")));
  }

  private void write(String text) throws IOException {
    Path part = Files.writeString(folder.resolve("part"), text);
    Files.move(part, folder.resolve("clock"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void followsTheFile() throws IOException {
    SkewedClock clock = clock();
    offsetBecomes(clock, 0);
    write("+3600\n");
    offsetBecomes(clock, 3_600_000);
    write("-90000.250000");
    offsetBecomes(clock, -90_000_250);
    Files.delete(folder.resolve("clock"));
    offsetBecomes(clock, 0);
  }

  @Test
  void isTheMachinesWithoutAFile() {
    offsetBecomes(new SkewedClock(Optional.empty()), 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "+", "1e9", "+1 x2", "99999999999", "NaN", "1.", "0x10", "--1", "١٢"})
  void keepsTheLastOffsetWhenTheFileMakesNoSense(String garbage) throws IOException {
    write("+7200");
    SkewedClock clock = clock();
    offsetBecomes(clock, 7_200_000);
    write(garbage);
    long end = System.nanoTime() + Duration.ofMillis(60).toNanos();
    while (System.nanoTime() < end) {
      assertThat(clock.wallMillis() - System.currentTimeMillis())
          .isCloseTo(7_200_000L, org.assertj.core.data.Offset.offset(TOLERANCE_MILLIS));
    }
  }

  @Test
  void doesNotReadALargeFileOrAFolder() throws IOException {
    write("1".repeat(1000));
    SkewedClock clock = clock();
    offsetBecomes(clock, 0);
    Files.delete(folder.resolve("clock"));
    Files.createDirectory(folder.resolve("clock"));
    offsetBecomes(clock, 0);
  }
}
