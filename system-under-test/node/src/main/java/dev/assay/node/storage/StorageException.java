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

  /** What is there can't have come of a crash, or is needed to go on. */
  static StorageException corrupt(String file, long offset, String cause) {
    return new StorageException(
        ("%s is corrupt at byte %d: %s. The node must not go on with it: "
                + "restore the node's folder, or let it start empty as a new node")
            .formatted(file, offset, cause));
  }

  static StorageException of(String doing, IOException cause) {
    String detail =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new StorageException("could not " + doing + ": " + detail, cause);
  }
}
