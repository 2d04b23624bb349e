package dev.assay.raft.log;

/** Bytes from a file or a peer that are no entry or message; the text says what, where and why. */
public final class MalformedBytesException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedBytesException(String message) {
    super(message);
  }
}
