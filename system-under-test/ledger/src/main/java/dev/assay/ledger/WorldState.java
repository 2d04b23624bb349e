package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A versioned key-value map for each contract. Not for concurrent use. */
final class WorldState {
  private final SortedMap<String, TreeMap<String, Versioned>> contracts = new TreeMap<>();
  private int keys;

  Optional<Versioned> get(String contract, String key) {
    return Optional.ofNullable(contracts.get(contract)).map(values -> values.get(key));
  }

  void put(String contract, String key, Versioned value) {
    if (contracts.computeIfAbsent(contract, _ -> new TreeMap<>()).put(key, value) == null) {
      keys++;
    }
  }

  void remove(String contract, String key) {
    TreeMap<String, Versioned> values = contracts.get(contract);
    if (values != null && values.remove(key) != null) {
      keys--;
    }
  }

  /** A view of a contract's values from this key on, sorted. */
  SortedMap<String, Versioned> from(String contract, String key) {
    TreeMap<String, Versioned> values = contracts.get(contract);
    return values == null
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(values.tailMap(key));
  }

  /** Of all contracts. */
  int keys() {
    return keys;
  }

  /** The root after the last block, as blocks of version 2 have it. */
  Hash root() {
    MessageDigest sha256 = Hash.sha256();
    List<byte[][]> leaves = new ArrayList<>();
    contracts.forEach(
        (contract, values) ->
            values.forEach(
                (key, value) -> {
                  byte[] path = sha256.digest((contract + "\n" + key).getBytes(ISO_8859_1));
                  sha256.update((byte) 0);
                  sha256.update(path);
                  sha256.update(
                      ByteBuffer.allocate(12)
                          .putLong(value.block())
                          .putInt(value.position())
                          .array());
                  byte[] leaf = sha256.digest(value.value().getBytes(ISO_8859_1));
                  leaves.add(new byte[][] {path, leaf});
                }));
    leaves.sort((one, other) -> Arrays.compareUnsigned(one[0], other[0]));
    return Hash.ofDigest(leaves.isEmpty() ? sha256.digest() : root(leaves, sha256));
  }

  private static byte[] root(List<byte[][]> leaves, MessageDigest sha256) {
    if (leaves.size() == 1) {
      return leaves.getFirst()[1];
    }
    int bit = 0;
    while (bit(leaves.getFirst()[0], bit) == bit(leaves.getLast()[0], bit)) {
      bit++;
    }
    int split = 0;
    while (bit(leaves.get(split)[0], bit) == 0) {
      split++;
    }
    byte[] left = root(leaves.subList(0, split), sha256);
    byte[] right = root(leaves.subList(split, leaves.size()), sha256);
    sha256.update((byte) 1);
    sha256.update((byte) bit);
    sha256.update(left);
    return sha256.digest(right);
  }

  private static int bit(byte[] path, int bit) {
    return path[bit >> 3] >> (7 - (bit & 7)) & 1;
  }

  SortedMap<String, String> values(String contract) {
    SortedMap<String, String> values = new TreeMap<>();
    for (Map.Entry<String, Versioned> entry : from(contract, "").entrySet()) {
      values.put(entry.getKey(), entry.getValue().value());
    }
    return values;
  }
}
