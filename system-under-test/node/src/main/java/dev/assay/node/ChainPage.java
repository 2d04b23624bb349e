package dev.assay.node;

import java.util.List;

/**
 * A stretch of a node's chain.
 *
 * @param lines blocks in order, each a line of JSON without its newline; empty past the chain's end
 * @param height number of the node's last block
 */
public record ChainPage(List<String> lines, long height) {
  public ChainPage {
    lines = List.copyOf(lines);
  }
}
