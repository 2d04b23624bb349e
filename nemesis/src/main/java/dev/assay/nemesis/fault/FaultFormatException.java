package dev.assay.nemesis.fault;

import java.io.Serial;

/** Data that is no fault; the message names the field, its value and what it may be. */
public final class FaultFormatException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public FaultFormatException(String message) {
    super(message);
  }
}
