package dev.assay.checkers.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The root over a world state, of blocks of version 2: a binary trie over the hashes of keys, each
 * branch at the first bit in which what is below it differs. Built anew whenever it is asked for.
 */
public final class StateRoot {
  private final MessageDigest sha = MerkleRoot.sha256();

  /** By contract and key; looked up only. */
  private final Map<String, byte[]> paths = new HashMap<>();

  /** The hash of what is stored, by path. */
  private final TreeMap<byte[], byte[]> leaves = new TreeMap<>(Arrays::compareUnsigned);

  /** Writes a key; block and position are those of the transaction that did. */
  public void put(String contract, String key, String value, long block, int position) {
    byte[] path = path(contract, key);
    sha.update((byte) 0);
    sha.update(path);
    sha.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(block).putInt(position).array());
    leaves.put(path, sha.digest(value.getBytes(UTF_8)));
  }

  /** Removes a key, if it is there. */
  public void remove(String contract, String key) {
    leaves.remove(path(contract, key));
  }

  /** The root, in lower-case hex; of no keys the hash of nothing. */
  public String root() {
    List<Map.Entry<byte[], byte[]>> sorted = new ArrayList<>(leaves.entrySet());
    return HexFormat.of().formatHex(sorted.isEmpty() ? sha.digest() : root(sorted));
  }

  private byte[] path(String contract, String key) {
    return paths.computeIfAbsent(contract + "\n" + key, name -> sha.digest(name.getBytes(UTF_8)));
  }

  private byte[] root(List<Map.Entry<byte[], byte[]>> sorted) {
    if (sorted.size() == 1) {
      return sorted.getFirst().getValue();
    }
    int bit = 0;
    while (bit(sorted.getFirst(), bit) == bit(sorted.getLast(), bit)) {
      bit++;
    }
    int split = 1;
    while (bit(sorted.get(split), bit) == 0) {
      split++;
    }
    byte[] left = root(sorted.subList(0, split));
    byte[] right = root(sorted.subList(split, sorted.size()));
    sha.update((byte) 1);
    sha.update((byte) bit);
    sha.update(left);
    return sha.digest(right);
  }

  private static int bit(Map.Entry<byte[], byte[]> leaf, int bit) {
    return leaf.getKey()[bit >> 3] >> (7 - (bit & 7)) & 1;
  }
}
