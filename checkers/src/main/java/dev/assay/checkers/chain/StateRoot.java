package dev.assay.checkers.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The root over a world state, of blocks of version 2: a binary trie over the hashes of keys, each
 * branch at the first bit in which what is below it differs. Built anew whenever it is asked for.
 */
public final class StateRoot {
  private final MessageDigest sha = MerkleRoot.sha256();

  /** By contract and key; looked up only. */
  private final Map<String, byte[]> paths = new HashMap<>();

  /** Of what is stored, in the order of their unsigned bytes. */
  private byte[][] sorted = new byte[16][];

  /** The hash of what is stored, each at its path's place. */
  private byte[][] leaves = new byte[16][];

  private int size;

  /** Writes a key; block and position are those of the transaction that did. */
  public void put(String contract, String key, String value, long block, int position) {
    byte[] path = path(contract, key);
    sha.update((byte) 0);
    sha.update(path);
    sha.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(block).putInt(position).array());
    byte[] leaf = sha.digest(value.getBytes(UTF_8));
    int place = place(path);
    if (place < 0) {
      place = -place - 1;
      insert(place, path);
    }
    leaves[place] = leaf;
  }

  /** Removes a key, if it is there. */
  public void remove(String contract, String key) {
    int place = place(path(contract, key));
    if (place >= 0) {
      size--;
      System.arraycopy(sorted, place + 1, sorted, place, size - place);
      System.arraycopy(leaves, place + 1, leaves, place, size - place);
    }
  }

  private int place(byte[] path) {
    return Arrays.binarySearch(sorted, 0, size, path, Arrays::compareUnsigned);
  }

  private void insert(int place, byte[] path) {
    if (size == sorted.length) {
      sorted = Arrays.copyOf(sorted, 2 * size);
      leaves = Arrays.copyOf(leaves, 2 * size);
    }
    System.arraycopy(sorted, place, sorted, place + 1, size - place);
    System.arraycopy(leaves, place, leaves, place + 1, size - place);
    sorted[place] = path;
    size++;
  }

  /** The root, in lower-case hex; of no keys the hash of nothing. */
  public String root() {
    return HexFormat.of().formatHex(size == 0 ? sha.digest() : root(0, size));
  }

  private byte[] path(String contract, String key) {
    return paths.computeIfAbsent(contract + "\n" + key, name -> sha.digest(name.getBytes(UTF_8)));
  }

  /** The root over the leaves from one place up to before another. */
  private byte[] root(int from, int to) {
    if (to - from == 1) {
      return leaves[from];
    }
    int bit = 0;
    while (bit(from, bit) == bit(to - 1, bit)) {
      bit++;
    }
    int split = from + 1;
    while (bit(split, bit) == 0) {
      split++;
    }
    byte[] left = root(from, split);
    byte[] right = root(split, to);
    sha.update((byte) 1);
    sha.update((byte) bit);
    sha.update(left);
    return sha.digest(right);
  }

  private int bit(int place, int bit) {
    return sorted[place][bit >> 3] >> (7 - (bit & 7)) & 1;
  }
}
