package dev.assay.node.storage;

import java.util.Arrays;
import java.util.Optional;

/**
 * Points in the code that stores, at which a crash shows whether what is written before and after
 * them is atomic where it must be. They have the same names in every environment; what happens at
 * one is decided by {@link Failpoints}.
 */
public enum Failpoint {
  LOG_BEFORE_APPEND("log.before-append"),
  LOG_AFTER_APPEND("log.after-append-before-sync"),
  LOG_AFTER_SYNC("log.after-sync-before-acknowledgement"),
  LOG_SEGMENT_CLOSED("log.after-end-of-segment-before-next"),
  LOG_SEGMENT_BEGUN("log.after-begin-of-segment-before-sync"),
  LOG_BEFORE_RESTART("log.before-restart-after-snapshot"),
  LOG_AFTER_RESTART("log.after-restart-after-snapshot"),
  COMPACTION_BEFORE_DELETE("compaction.before-delete"),
  COMPACTION_AFTER_DELETE("compaction.after-delete-of-one"),
  SNAPSHOT_BEFORE_BLOCKS("snapshot.before-sync-of-blocks"),
  SNAPSHOT_BEFORE_CONTENT("snapshot.before-content"),
  SNAPSHOT_AFTER_CONTENT("snapshot.after-content-before-sync"),
  SNAPSHOT_BEFORE_RENAME("snapshot.before-rename"),
  SNAPSHOT_AFTER_RENAME("snapshot.after-rename"),
  INSTALL_AFTER_PIECE("install.after-piece"),
  INSTALL_AFTER_LAST_PIECE("install.after-last-piece-before-verification"),
  BLOCKS_BEFORE_WRITE("blocks.before-write"),
  BLOCKS_AFTER_WRITE("blocks.after-write-before-index"),
  BLOCKS_AFTER_FILL("blocks.after-fill-before-index"),
  MARK_BEFORE_WRITE("mark.after-sync-of-blocks-before-write"),
  MARK_BEFORE_RENAME("mark.before-rename"),
  MARK_AFTER_RENAME("mark.after-rename"),
  REGISTER_BEFORE_SYNC("register.before-sync"),
  REGISTER_BEFORE_RENAME("register.before-rename"),
  REGISTER_AFTER_RENAME("register.after-rename"),
  FOLDER_AFTER_RENAME("folder.after-rename-before-sync"),
  FOLDER_AFTER_DELETE("folder.after-delete-before-sync");

  private final String id;

  Failpoint(String id) {
    this.id = id;
  }

  /** What is being stored, a full stop, and the place: as schedules and files write it. */
  public String id() {
    return id;
  }

  public static Optional<Failpoint> named(String id) {
    return Arrays.stream(values()).filter(point -> point.id.equals(id)).findFirst();
  }
}
