package dev.assay.checkers.chain;

import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the chains of one cluster from memory. What is the same in several of them is read once and
 * is one object afterwards.
 */
public final class ChainLines {
  private final Map<String, Block> blocks = new HashMap<>();

  /** All blocks up to the first line that is none; see {@link ChainReader#read}. */
  public Chain read(String node, List<String> lines) {
    List<Block> chain = new ArrayList<>(lines.size());
    try {
      for (String line : lines) {
        chain.add(blocks.computeIfAbsent(line, text -> ChainReader.block(ValueJson.read(text))));
      }
      return new Chain(node, chain, Optional.empty());
    } catch (JsonException e) {
      return new Chain(
          node, chain, Optional.of("line " + (chain.size() + 1) + ": " + e.getMessage()));
    }
  }
}
