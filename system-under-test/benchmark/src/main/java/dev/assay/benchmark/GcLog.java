package dev.assay.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node's log of garbage collections tells.
 *
 * @param peakMegabytes the heap at its fullest, just before a collection
 * @param liveMegabytes the most that a collection left
 * @param pauseMillisMax the longest pause
 */
record GcLog(long collections, long peakMegabytes, long liveMegabytes, double pauseMillisMax) {
  /** {@code GC(3) Pause Young (Allocation Failure) 120M->20M(256M) 3.214ms} */
  private static final Pattern PAUSE =
      Pattern.compile("Pause.* (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");

  static GcLog read(Path file) throws IOException {
    GcLog seen = new GcLog(0, 0, 0, 0);
    for (String line : Files.readAllLines(file)) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find()) {
        seen =
            new GcLog(
                seen.collections + 1,
                Math.max(seen.peakMegabytes, Long.parseLong(pause.group(1))),
                Math.max(seen.liveMegabytes, Long.parseLong(pause.group(2))),
                Math.max(seen.pauseMillisMax, Double.parseDouble(pause.group(3))));
      }
    }
    return seen;
  }

  @Override
  public String toString() {
    return "%d collections, heap peak %d MiB, live after a collection at most %d MiB, longest pause %.1f ms"
        .formatted(collections, peakMegabytes, liveMegabytes, pauseMillisMax);
  }
}
