package dev.assay.harness.environment;

/** What a disk can fail to do. */
public enum DiskOperation {
  READ,
  /** Reads that bring fewer bytes than asked for, though there are more. */
  SHORT_READ,
  WRITE,
  SYNC,
  /** Renames, deletions, and syncs of the folder. */
  NAMES
}
