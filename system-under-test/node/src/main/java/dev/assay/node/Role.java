package dev.assay.node;

/** What a node believes itself to be. */
public enum Role {
  /** Orders transactions. */
  PRIMARY,
  BACKUP,
  /** Stands for primary. */
  CANDIDATE
}
