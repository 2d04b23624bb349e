package dev.assay.ledger;

import dev.assay.ledger.state.Leaf;
import dev.assay.ledger.state.StatePath;
import dev.assay.ledger.state.StateTree;
import dev.assay.ledger.state.Versioned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A versioned key-value map for each contract, and the tree of hashes over all of them. */
final class WorldState {
  private final SortedMap<String, TreeMap<String, Leaf>> contracts = new TreeMap<>();
  private final StateTree tree = new StateTree(Hash.sha256());
  private int keys;

  /** What is stored under a key, to be written by {@link #write}; null when there is nothing. */
  @Nullable Leaf leaf(String contract, String key) {
    TreeMap<String, Leaf> leaves = contracts.get(contract);
    return leaves == null ? null : leaves.get(key);
  }

  void add(String contract, String key, Versioned content) {
    Leaf leaf = tree.add(contract, key, content);
    contracts.computeIfAbsent(contract, _ -> new TreeMap<>()).put(key, leaf);
    keys++;
  }

  void write(Leaf leaf, Versioned content) {
    tree.write(leaf, content);
  }

  void remove(String contract, Leaf leaf) {
    tree.remove(leaf);
    TreeMap<String, Leaf> leaves = contracts.get(contract);
    if (leaves == null || leaves.remove(leaf.key()) != leaf) {
      throw new IllegalStateException(
          "key %s is not one of contract %s".formatted(leaf.key(), contract));
    }
    if (leaves.isEmpty()) {
      contracts.remove(contract);
    }
    keys--;
  }

  /** A view of a contract's keys from this one on, sorted. */
  SortedMap<String, Leaf> from(String contract, String key) {
    TreeMap<String, Leaf> leaves = contracts.get(contract);
    return leaves == null
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(leaves.tailMap(key));
  }

  /** Everything, as it is now. */
  List<LedgerImage.ContractState> image() {
    List<LedgerImage.ContractState> image = new ArrayList<>();
    contracts.forEach(
        (contract, leaves) -> {
          List<LedgerImage.Entry> entries = new ArrayList<>(leaves.size());
          leaves.forEach((key, leaf) -> entries.add(new LedgerImage.Entry(key, leaf.content())));
          image.add(new LedgerImage.ContractState(contract, entries));
        });
    return image;
  }

  /** Of all contracts. */
  int keys() {
    return keys;
  }

  /** The root after the last block, as blocks of version 2 have it. */
  Hash root() {
    return Hash.ofDigest(tree.root());
  }

  Optional<StatePath> prove(String contract, String key) {
    return tree.prove(contract, key);
  }

  /** A contract's keys and values: a copy. */
  SortedMap<String, String> values(String contract) {
    SortedMap<String, String> values = new TreeMap<>();
    from(contract, "").forEach((key, leaf) -> values.put(key, leaf.content().value()));
    return values;
  }
}
