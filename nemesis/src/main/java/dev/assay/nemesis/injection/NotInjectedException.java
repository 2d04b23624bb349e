package dev.assay.nemesis.injection;

import java.io.Serial;

/** A fault that certainly was not injected: nothing was touched. */
final class NotInjectedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String reason;

  NotInjectedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
