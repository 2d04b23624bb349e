package dev.assay.node.storage;

import java.io.IOException;

/**
 * The disk failed, or holds what no crash can explain. The message names the file and, where there
 * is one, the offset. There is no going on after it: the node has to stop before it acknowledges
 * anything more.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StorageException(String message) {
    super(message);
  }

  StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  static StorageException of(String doing, IOException cause) {
    String detail =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new StorageException("could not " + doing + ": " + detail, cause);
  }
}
