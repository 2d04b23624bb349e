package dev.assay.history;

import java.io.Serial;
import java.nio.file.Path;

/** A history that cannot be believed as it is: which file and line, what is wrong, what to do. */
public final class HistoryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Path file;
  private final long line;

  /** The line counts from 1; 0 means the file as a whole. */
  public HistoryException(Path file, long line, String problem, String remedy) {
    super(file + (line > 0 ? ", line " + line : "") + ": " + problem + "; " + remedy);
    this.file = file;
    this.line = line;
  }

  public Path file() {
    return file;
  }

  public long line() {
    return line;
  }
}
