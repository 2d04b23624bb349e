package dev.assay.harness.environment;

import java.io.Serial;

/** A fault that can't be injected now: certainly nothing was touched. */
public final class NotPossibleException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public NotPossibleException(String reason) {
    super(reason);
  }
}
