package dev.assay.history.file;

import java.io.Serial;

/** Text that is not the JSON that was expected; the message says what and where. */
public final class JsonException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public JsonException(String message) {
    super(message);
  }
}
