package dev.assay.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The file with the offset of one node's wall clock, in the form that libfaketime reads: signed
 * seconds. It is replaced by renaming, as half of an offset would end the node. One writer at a
 * time.
 */
record NodeClock(Path control) {
  static void make(Path control) {
    try {
      Files.createDirectories(control);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new NodeClock(control).set(0);
  }

  void set(long offsetNanos) {
    Path next = control.resolve(Pod.NEXT_CLOCK);
    try {
      Files.writeString(
          next, String.format(Locale.ROOT, "%+.6f%n", BigDecimal.valueOf(offsetNanos, 9)));
      Files.move(next, control.resolve(Pod.CLOCK), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long offsetNanos() {
    try {
      return new BigDecimal(Files.readString(control.resolve(Pod.CLOCK)).strip())
          .movePointRight(9)
          .longValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
