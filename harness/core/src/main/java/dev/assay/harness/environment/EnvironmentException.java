package dev.assay.harness.environment;

import java.io.Serial;

/** The harness's own machinery failed: never a fault of the system under test. */
public final class EnvironmentException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public EnvironmentException(String message) {
    super(message);
  }

  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
