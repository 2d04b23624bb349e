package dev.assay.checkers.chain;

import java.util.List;
import java.util.Optional;

/**
 * What a node exported.
 *
 * @param blocks as far as they could be read, in the file's order
 * @param problem why the rest could not be read; empty when all was
 */
public record Chain(String node, List<Block> blocks, Optional<String> problem) {
  public Chain {
    blocks = List.copyOf(blocks);
  }

  /** The number of the last block, 0 for an empty chain. */
  public long height() {
    return blocks.isEmpty() ? 0 : blocks.getLast().number();
  }
}
