package dev.assay.node.program;

import dev.assay.node.NodeClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The machine's clocks; the wall clock is off by as many seconds as a file says, which may change
 * at any time. No file means none; a file that makes no sense changes nothing. For tests of what a
 * node does when its clock lies: the machine's own clock is left alone.
 */
final class SkewedClock implements NodeClock {
  private static final long REREAD_NANOS = Duration.ofMillis(20).toNanos();
  private static final int SIZE_MAX = 64;
  private static final Pattern OFFSET = Pattern.compile("[+-]?[0-9]{1,10}(\\.[0-9]{1,9})?");

  private final Optional<Path> file;
  private long readNanos = System.nanoTime() - REREAD_NANOS;
  private long offsetMillis;

  /**
   * @param file with a signed decimal number of seconds, to be replaced as a whole; empty: the
   *     machine's time
   */
  SkewedClock(Optional<Path> file) {
    this.file = file;
  }

  @Override
  public long wallMillis() {
    long now = System.nanoTime();
    if (file.isPresent() && now - readNanos >= REREAD_NANOS) {
      readNanos = now;
      offsetMillis = offsetMillis(file.get());
    }
    return System.currentTimeMillis() + offsetMillis;
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }

  private long offsetMillis(Path path) {
    try {
      if (Files.size(path) > SIZE_MAX) {
        return offsetMillis;
      }
      String text = Files.readString(path).strip();
      return OFFSET.matcher(text).matches() ? millis(text) : offsetMillis;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      // Not text, or being replaced: what was true 20 ms ago is good enough.
      return offsetMillis;
    }
  }

  private static long millis(String seconds) {
    return new BigDecimal(seconds)
        .movePointRight(3)
        .setScale(0, RoundingMode.DOWN)
        .longValueExact();
  }
}
