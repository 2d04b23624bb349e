package dev.assay.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What proves to whoever trusts a block's header that a transaction stands in the block, with this
 * result: the audit path of RFC 6962, section 2.1.1. May come from anybody: it proves something
 * only if {@link #holds} and the header is one that is trusted, for which there is {@link
 * LightClient}.
 *
 * @param position the transaction's place in the block, from 0
 * @param size how many transactions the block has
 * @param path the hashes of the subtrees besides the way from the leaf up to the root
 */
public record InclusionProof(
    BlockHeader header, ExecutedTransaction executed, int position, int size, List<Hash> path) {
  /** The longest path: that of the largest block. */
  static final int PATH_MAX = 10;

  /** The largest proof that may be decoded. */
  public static final int BYTES_MAX =
      BlockHeader.BYTES_MAX
          + Limits.TRANSACTION_BYTES_MAX
          + Limits.OUTPUT_CHARS_MAX
          + Short.BYTES * (Limits.OUTPUTS_MAX + 2)
          + 2 * Integer.BYTES
          + 1
          + PATH_MAX * Hash.BYTES;

  public InclusionProof {
    path = List.copyOf(path);
    if (size < 1 || size > BatchCodec.TRANSACTIONS_MAX || position < 0 || position >= size) {
      throw new IllegalArgumentException(
          "position %d of %d: a block has 1 to %d transactions"
              .formatted(position, size, BatchCodec.TRANSACTIONS_MAX));
    }
  }

  /** The proof for the transaction at a place of a block. */
  public static InclusionProof of(Block block, int position) {
    MerkleTree tree = new MerkleTree(Hash.sha256());
    List<byte[]> leaves = Block.leaves(block.header().version(), block.transactions(), tree);
    return new InclusionProof(
        block.header(),
        block.transactions().get(position),
        position,
        leaves.size(),
        tree.path(leaves, position).stream().map(Hash::ofDigest).toList());
  }

  /** Whether the header's transactions root is that above the transaction. */
  public boolean holds() {
    MerkleTree tree = new MerkleTree(Hash.sha256());
    byte[] leaf = Block.leaves(header.version(), List.of(executed), tree).getFirst();
    List<byte[]> hashes = path.stream().map(Hash::bytes).toList();
    return tree.rootAbove(leaf, position, size, hashes)
        .filter(root -> Hash.ofDigest(root).equals(header.transactionsRoot()))
        .isPresent();
  }

  /** The header's bytes, position (4), size (4), the transaction as a block holds it, the path. */
  public byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
    header.writeTo(bytes);
    bytes.putInt(position).putInt(size);
    executed.writeTo(header.version(), bytes);
    bytes.put((byte) path.size());
    path.forEach(hash -> hash.writeTo(bytes));
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * The proof that {@code bytes} are; whether it holds is another question.
   *
   * @throws MalformedBytesException for anything that {@link #encode} does not produce
   */
  public static InclusionProof decode(byte[] bytes) {
    BoundedReader reader = new BoundedReader("proof", bytes, BYTES_MAX);
    BlockHeader header = BlockHeader.read(reader);
    int position = reader.count("position", BatchCodec.TRANSACTIONS_MAX - 1, 0);
    int size = reader.count("size", BatchCodec.TRANSACTIONS_MAX, 0);
    if (position >= size) {
      throw reader.fault("position " + position + " of " + size);
    }
    ExecutedTransaction executed = ExecutedTransaction.read(header.version(), reader);
    int length = reader.unsignedByte("path");
    if (length > PATH_MAX) {
      throw reader.fault("a path of " + length + ", at most " + PATH_MAX);
    }
    List<Hash> path = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      path.add(reader.hash("path"));
    }
    reader.end();
    return new InclusionProof(header, executed, position, size, path);
  }
}
