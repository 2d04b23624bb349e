package dev.assay.node;

import dev.assay.ledger.Hash;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node's own state: whatever it has executed so far, not the cluster's latest.
 *
 * @param balances after the last block
 * @param block number of the last block, 0 before the first
 * @param hash of the last block
 * @param applied up to where the node has executed the ordering
 */
public record Audit(SortedMap<String, Long> balances, long block, Hash hash, long applied) {
  public Audit {
    balances = Collections.unmodifiableSortedMap(new TreeMap<>(balances));
  }
}
