package dev.assay.checkers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Notes how many histories were tried, for {@code scripts/brute-force}. */
public final class BruteForced {
  private BruteForced() {}

  public static void note(String what, int good, int bad) {
    Path file = Path.of("target", "brute-force.txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "%s: %d good, %d bad%n".formatted(what, good, bad),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
