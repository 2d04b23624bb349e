package dev.assay.harness.environment;

/** What a disk can fail to do. */
public enum DiskOperation {
  READ,
  WRITE,
  SYNC,
  /** Renames, deletions, and syncs of the folder. */
  NAMES
}
