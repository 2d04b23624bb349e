package dev.assay.history.file;

import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Files of one JSON value per line, read line by line. */
public final class JsonLines {
  private JsonLines() {}

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
