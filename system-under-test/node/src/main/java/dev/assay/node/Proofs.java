package dev.assay.node;

import dev.assay.ledger.Block;
import dev.assay.ledger.BlockHeader;
import dev.assay.ledger.InclusionProof;
import dev.assay.ledger.Lookup;
import dev.assay.ledger.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a light client asks of a node: headers, and proofs that transactions are in the chain. */
final class Proofs {
  /** Whole blocks are read for it, on the node's thread. */
  private static final int HEADERS_MAX = 256;

  private Proofs() {}

  /** Headers from block {@code first} (from 1) on, as many as fit into one answer. */
  static HeaderPage headers(Replica replica, long first) {
    List<BlockHeader> headers = new ArrayList<>();
    Optional<Block> block = replica.block(first);
    while (block.isPresent() && headers.size() < HEADERS_MAX) {
      headers.add(block.get().header());
      block = replica.block(first + headers.size());
    }
    return new HeaderPage(headers, replica.ledger().height());
  }

  /** Empty when no such transaction is remembered, or its block is missing here. */
  static Optional<InclusionProof> of(Replica replica, String id) {
    return replica.lookup(id) instanceof Lookup.Found(Receipt receipt)
        ? replica.block(receipt.block()).map(block -> InclusionProof.of(block, receipt.position()))
        : Optional.empty();
  }
}
