package dev.assay.ledger;

/**
 * Bytes from outside that are not what they should be; the message says what, where and the bound.
 */
public final class MalformedBytesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedBytesException(String message) {
    super(message);
  }
}
