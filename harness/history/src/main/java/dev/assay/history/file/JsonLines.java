package dev.assay.history.file;

import dev.assay.history.HistoryException;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Files of one JSON value per line, read line by line. */
public final class JsonLines {
  private JsonLines() {}

  /**
   * Hands over the objects among the lines. Whatever else a line holds, or a consumer refuses by
   * throwing a {@link JsonException}, is left out: of notes each tells something by itself, and one
   * that was being written when its writer was killed tells nothing.
   *
   * @throws HistoryException when the file cannot be read at all
   */
  public static void readable(Path file, Consumer<Value.Fields> consumer) {
    try (LineReader lines = new LineReader(file)) {
      while (readable(lines, consumer)) {
        // The next line.
      }
    } catch (IOException e) {
      throw new HistoryException(file, 0, "cannot be read: " + e, "name a run directory");
    }
  }

  private static boolean readable(LineReader lines, Consumer<Value.Fields> consumer)
      throws IOException {
    try {
      Optional<String> line = lines.next();
      if (line.isPresent() && ValueJson.read(line.get()) instanceof Value.Fields fields) {
        consumer.accept(fields);
      }
      return line.isPresent();
    } catch (JsonException e) {
      return true;
    }
  }

  /**
   * Hands over the values in their order up to the first line that is broken, or that the consumer
   * refuses by throwing a {@link JsonException}.
   *
   * @return what is wrong, with the file's name and the line; empty when all lines were taken
   */
  public static Optional<String> read(Path file, Consumer<Value> consumer) {
    // The name alone: what goes into results must not depend on where the run directory lies.
    Path name = file.getFileName();
    try (LineReader lines = new LineReader(file)) {
      try {
        Optional<String> line = lines.next();
        while (line.isPresent()) {
          consumer.accept(ValueJson.read(line.get()));
          line = lines.next();
        }
        return Optional.empty();
      } catch (JsonException e) {
        String cut = lines.ended() ? "" : "the last line is cut off: ";
        return Optional.of(name + ", line " + lines.number() + ": " + cut + e.getMessage());
      }
    } catch (IOException e) {
      return Optional.of(name + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
