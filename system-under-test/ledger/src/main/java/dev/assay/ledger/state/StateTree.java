package dev.assay.ledger.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A binary trie over the SHA-256 of contract and key, in which a branch stands only where paths
 * part (a crit-bit tree, Morrison's PATRICIA, 1968): n keys have n - 1 branches, whatever the order
 * of writes, and since paths are hashes a key lies about log2 n branches deep, whatever names
 * clients choose. What is written is hashed once, when the root is asked for, along its path only.
 *
 * <p>Leaf: SHA-256(0, path (32), block (8), position (4), value). Branch: SHA-256(1, bit (1), left,
 * right). Empty: SHA-256 of nothing. Contracts, keys and values are printable ASCII. One thread
 * owns it.
 */
public final class StateTree {
  static final int HASH_BYTES = 32;

  private static final int LEAF_HEAD_BYTES = 1 + HASH_BYTES + Long.BYTES + Integer.BYTES;
  private static final byte LEAF = 0;
  private static final byte BRANCH = 1;

  /** A value up to this length is copied by hand, which allocates nothing. */
  private static final int SHORT = 128;

  private final MessageDigest sha256;
  private final byte[] buffer = new byte[LEAF_HEAD_BYTES + SHORT];

  /** Of {@link #buffer}, for numbers. */
  private final ByteBuffer head = ByteBuffer.wrap(buffer);

  private final byte[] emptyRoot;

  private @Nullable TreeNode root;

  /**
   * An empty tree.
   *
   * @param sha256 used between calls by nobody else's half-done digest
   */
  public StateTree(MessageDigest sha256) {
    this.sha256 = sha256;
    emptyRoot = sha256.digest();
  }

  /** Adds a key that is not there. */
  public Leaf add(String contract, String key, Versioned content) {
    Leaf leaf = new Leaf(key, path(contract, key), content);
    TreeNode top = root;
    if (top == null) {
      root = leaf;
      return leaf;
    }
    int bit = leaf.differs(nearest(top, leaf));
    if (bit < 0) {
      throw new IllegalStateException(
          "key %s of %s is there already, or SHA-256 is broken".formatted(key, contract));
    }
    Branch above = null;
    TreeNode below = top;
    while (below instanceof Branch branch && branch.bit < bit) {
      branch.stale = true;
      above = branch;
      below = branch.towards(leaf);
    }
    Branch added = leaf.bit(bit) == 0 ? new Branch(bit, leaf, below) : new Branch(bit, below, leaf);
    if (above == null) {
      root = added;
    } else {
      above.replace(below, added);
    }
    return leaf;
  }

  private byte[] path(String contract, String key) {
    sha256.update(contract.getBytes(ISO_8859_1));
    sha256.update((byte) '\n');
    return sha256.digest(key.getBytes(ISO_8859_1));
  }

  /** A leaf whose path is equal to the wanted one at every branch on the way. */
  private static Leaf nearest(TreeNode top, Leaf wanted) {
    TreeNode node = top;
    while (node instanceof Branch branch) {
      node = branch.towards(wanted);
    }
    return (Leaf) node;
  }

  /** Writes a leaf that is in the tree. */
  public void write(Leaf leaf, Versioned content) {
    leaf.write(content);
    TreeNode node = root;
    // A leaf that is stale already has only stale branches above it.
    while (!leaf.stale && node instanceof Branch branch) {
      branch.stale = true;
      node = branch.towards(leaf);
    }
    leaf.stale = true;
  }

  /** Removes a leaf that is in the tree. */
  public void remove(Leaf leaf) {
    Branch grandparent = null;
    Branch parent = null;
    TreeNode node = root;
    while (node instanceof Branch branch) {
      branch.stale = true;
      grandparent = parent;
      parent = branch;
      node = branch.towards(leaf);
    }
    if (node != leaf) {
      throw new IllegalArgumentException("key %s is not in the tree".formatted(leaf.key()));
    }
    if (parent == null) {
      root = null;
    } else if (grandparent == null) {
      root = parent.besides(leaf);
    } else {
      grandparent.replace(parent, parent.besides(leaf));
    }
  }

  /** The hash over all keys and their values: 32 bytes, the caller's own. */
  public byte[] root() {
    TreeNode top = root;
    if (top == null) {
      return emptyRoot.clone();
    }
    refresh(top);
    return top.hash.clone();
  }

  private void refresh(TreeNode node) {
    if (!node.stale) {
      return;
    }
    switch (node) {
      case Leaf leaf -> digest(leaf);
      case Branch branch -> {
        refresh(branch.left);
        refresh(branch.right);
        buffer[0] = BRANCH;
        buffer[1] = (byte) branch.bit;
        System.arraycopy(branch.left.hash, 0, buffer, 2, HASH_BYTES);
        System.arraycopy(branch.right.hash, 0, buffer, 2 + HASH_BYTES, HASH_BYTES);
        sha256.update(buffer, 0, 2 + 2 * HASH_BYTES);
        finish(branch.hash);
      }
    }
    node.stale = false;
  }

  private void digest(Leaf leaf) {
    Versioned content = leaf.content();
    String value = content.value();
    buffer[0] = LEAF;
    System.arraycopy(leaf.path(), 0, buffer, 1, HASH_BYTES);
    head.putLong(1 + HASH_BYTES, content.block());
    head.putInt(1 + HASH_BYTES + Long.BYTES, content.position());
    if (value.length() <= SHORT) {
      for (int i = 0; i < value.length(); i++) {
        buffer[LEAF_HEAD_BYTES + i] = (byte) value.charAt(i);
      }
      sha256.update(buffer, 0, LEAF_HEAD_BYTES + value.length());
    } else {
      sha256.update(buffer, 0, LEAF_HEAD_BYTES);
      sha256.update(value.getBytes(ISO_8859_1));
    }
    finish(leaf.hash);
  }

  private void finish(byte[] hash) {
    try {
      sha256.digest(hash, 0, HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 must have 32 bytes", e);
    }
  }

  /**
   * What proves to whoever knows the root which value a key has, or that it has none: the way from
   * the root to the leaf nearest to the key. Empty when the tree is.
   */
  public Optional<StatePath> prove(String contract, String key) {
    TreeNode top = root;
    if (top == null) {
      return Optional.empty();
    }
    refresh(top);
    Leaf wanted = new Leaf(key, path(contract, key), new Versioned("", 0, 0));
    List<StatePath.Step> steps = new ArrayList<>();
    TreeNode node = top;
    while (node instanceof Branch branch) {
      TreeNode next = branch.towards(wanted);
      steps.add(new StatePath.Step(branch.bit, branch.besides(next).hash));
      node = next;
    }
    Leaf nearest = (Leaf) node;
    Collections.reverse(steps);
    return Optional.of(new StatePath(nearest.path(), nearest.content(), steps));
  }
}
