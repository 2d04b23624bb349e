package dev.assay.ledger.state;

/** A leaf or a branch. */
abstract sealed class TreeNode permits Leaf, Branch {
  /** SHA-256 of what is here and below; right unless {@link #stale}. */
  final byte[] hash = new byte[StateTree.HASH_BYTES];

  /** Whether something here or below was written since the hash was computed. */
  boolean stale = true;
}
