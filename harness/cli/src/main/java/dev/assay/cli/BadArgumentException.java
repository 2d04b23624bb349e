package dev.assay.cli;

import java.io.Serial;

/**
 * Something the user gave can't be used; the message is one line that says what, and what to do.
 */
final class BadArgumentException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BadArgumentException(String message) {
    super(message);
  }
}
