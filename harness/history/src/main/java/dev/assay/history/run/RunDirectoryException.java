package dev.assay.history.run;

import java.io.Serial;

/** A run directory or one of its files that cannot be used; the message is one line for people. */
public final class RunDirectoryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public RunDirectoryException(String message) {
    super(message);
  }
}
