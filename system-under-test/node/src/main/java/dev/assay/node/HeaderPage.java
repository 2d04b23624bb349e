package dev.assay.node;

import dev.assay.ledger.BlockHeader;
import java.util.List;

/**
 * Headers of a stretch of a node's chain.
 *
 * @param headers in order; empty past the chain's end, or where blocks are missing
 * @param height number of the node's last block
 */
public record HeaderPage(List<BlockHeader> headers, long height) {
  public HeaderPage {
    headers = List.copyOf(headers);
  }
}
