package dev.assay.history.file;

import dev.assay.history.History;
import dev.assay.history.HistoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a history written as JSON lines, line by line. Whatever is wrong with the file is a {@link
 * HistoryException} and nothing else.
 */
public final class HistoryReader {
  private static final String REMEDY =
      "repair the line, or ask to check the readable part before it alone";

  private HistoryReader() {}

  /**
   * The beginning of a history that can be believed.
   *
   * @param leftOut why the rest is left out; empty when there is none
   */
  public record ReadablePart(History history, Optional<HistoryException> leftOut) {}

  /**
   * The whole history.
   *
   * @throws HistoryException when any line of it cannot be believed
   */
  public static History read(Path file) {
    ReadablePart part = readReadablePart(file);
    if (part.leftOut().isPresent()) {
      throw part.leftOut().get();
    }
    return part.history();
  }

  /**
   * Everything before the first line that cannot be believed.
   *
   * @throws HistoryException when there is no such line: the file is missing or empty, or its first
   *     line is broken
   */
  public static ReadablePart readReadablePart(Path file) {
    History.Builder builder = new History.Builder();
    Optional<HistoryException> problem = Optional.empty();
    try (LineReader lines = new LineReader(file)) {
      while (problem.isEmpty()) {
        Optional<String> wrong;
        try {
          Optional<String> line = lines.next();
          if (line.isEmpty()) {
            break;
          }
          wrong = builder.add(EventJson.read(line.get()));
        } catch (JsonException e) {
          wrong = Optional.of((lines.ended() ? "" : "the last line is cut off: ") + e.getMessage());
        }
        problem = wrong.map(what -> new HistoryException(file, lines.number(), what, REMEDY));
      }
    } catch (IOException e) {
      throw new HistoryException(
          file, 0, "cannot be read: " + e, "name a run directory or a history file");
    }
    History history = builder.build();
    if (history.events().isEmpty()) {
      throw problem.orElseGet(
          () ->
              new HistoryException(
                  file, 0, "the history is empty", "the run recorded nothing: make it again"));
    }
    return new ReadablePart(history, problem);
  }
}
