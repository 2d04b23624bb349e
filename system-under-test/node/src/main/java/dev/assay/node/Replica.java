package dev.assay.node;

import dev.assay.ledger.BatchCodec;
import dev.assay.ledger.Block;
import dev.assay.ledger.BlockJson;
import dev.assay.ledger.Ledger;
import dev.assay.ledger.LedgerMutant;
import dev.assay.node.storage.BlockStore;
import dev.assay.raft.log.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Executes what the ordering has decided, and keeps the chain that comes of it. */
final class Replica {
  /** An answer's bound: what it already holds plus the largest block's line stays below 4 MiB. */
  private static final int PAGE_CHARS_MAX = 1 << 20;

  private final BlockStore blocks;
  private final Ledger ledger;
  private long applied;

  Replica(BlockStore blocks, Set<LedgerMutant> mutants) {
    this.blocks = blocks;
    ledger = new Ledger(mutants);
  }

  /** Executes the next entry; what it holds was a valid batch when its primary proposed it. */
  void apply(Entry entry) {
    if (entry.kind() == Entry.Kind.COMMAND) {
      ledger
          .apply(entry.term(), entry.index(), BatchCodec.decode(entry.payload().toBytes()))
          .ifPresent(blocks::append);
    }
    applied = entry.index();
  }

  Ledger ledger() {
    return ledger;
  }

  /** The place in the ordering up to which everything was executed. */
  long applied() {
    return applied;
  }

  /** This node's own state, however old. */
  Audit audit() {
    return new Audit(ledger.balances(), ledger.height(), ledger.headHash(), applied);
  }

  ChainPage chain(long first) {
    List<String> lines = new ArrayList<>();
    long chars = 0;
    Optional<Block> block = blocks.read(first);
    while (block.isPresent() && chars < PAGE_CHARS_MAX) {
      String line = BlockJson.line(block.get());
      lines.add(line);
      chars += line.length();
      block = blocks.read(first + lines.size());
    }
    return new ChainPage(lines, blocks.height());
  }
}
