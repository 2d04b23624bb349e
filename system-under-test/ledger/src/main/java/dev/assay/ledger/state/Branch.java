package dev.assay.ledger.state;

/** Two subtrees whose paths are equal up to a bit, and there differ. */
final class Branch extends TreeNode {
  /** The first bit in which paths below differ; grows from a branch to those below it. */
  final int bit;

  /** Paths with a 0 there. */
  TreeNode left;

  /** Paths with a 1 there. */
  TreeNode right;

  Branch(int bit, TreeNode left, TreeNode right) {
    this.bit = bit;
    this.left = left;
    this.right = right;
  }

  TreeNode towards(Leaf leaf) {
    return leaf.bit(bit) == 0 ? left : right;
  }

  TreeNode besides(TreeNode child) {
    return child == left ? right : left;
  }

  void replace(TreeNode child, TreeNode by) {
    if (child == left) {
      left = by;
    } else {
      right = by;
    }
  }
}
