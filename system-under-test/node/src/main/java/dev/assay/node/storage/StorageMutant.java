package dev.assay.node.storage;

/** Bugs that can be planted in the storage, to prove that checks find them. Never on in earnest. */
public enum StorageMutant {
  /** Recovery takes the last record of the log as it is, without regard to its checksum. */
  TORN_TAIL_ACCEPTED,
  /** A damaged record ends the log, wherever it is: what follows is thrown away. */
  CORRUPT_MIDDLE_TRUNCATED,
  /** What could not be appended to the log counts as appended. */
  ENOSPC_IGNORED,
  /** Nobody compares a block's hash with the one that the next block, or an earlier life, knows. */
  HASH_NOT_VERIFIED
}
