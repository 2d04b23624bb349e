package dev.assay.environment.process;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file in which a node finds how far its wall clock is off: one signed number of seconds, such
 * as {@code +3600.000000} or {@code -0.250000}. It is replaced as a whole, so that no reader sees
 * half of it.
 */
record ClockFile(Path path) {
  void write(long offsetMicros) throws IOException {
    String seconds = BigDecimal.valueOf(offsetMicros, 6).toPlainString();
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Files.writeString(next, (offsetMicros < 0 ? "" : "+") + seconds + "\n");
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
