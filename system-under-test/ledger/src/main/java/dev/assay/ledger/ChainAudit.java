package dev.assay.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies a chain, block by block from the first, and believes nothing in it: numbers, previous
 * hashes, order of epochs, sequences and times, both roots, that no id comes twice, and every
 * result by executing the transactions again. After the first fault the audit is over: what follows
 * a fault has no meaning.
 */
public final class ChainAudit {
  /**
   * The first thing wrong with a chain.
   *
   * @param block the position of the block in the chain, from 1, whatever number it claims
   * @param cause what was found and what was expected
   */
  public record Fault(long block, String cause) {}

  private final Ledger ledger;
  private long height;
  private Hash headHash = Hash.ZERO;
  private long headTime;
  private long headEpoch;
  private long headSequence;

  /**
   * An audit from block 1.
   *
   * @param contracts of the chain's channel
   */
  public ChainAudit(List<Contract> contracts) {
    ledger = new Ledger(contracts);
  }

  /** Audits a whole chain; empty when it is sound. */
  public static Optional<Fault> firstFault(List<Contract> contracts, Iterable<Block> chain) {
    ChainAudit audit = new ChainAudit(contracts);
    for (Block block : chain) {
      Optional<Fault> fault = audit.next(block);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** Audits the next block; empty when it is sound. Not to be called again after a fault. */
  public Optional<Fault> next(Block block) {
    return linkFault(block.header())
        .or(() -> orderFault(block.header()))
        .or(() -> contentFault(block))
        .map(cause -> new Fault(height + 1, cause))
        .or(() -> accept(block));
  }

  private Optional<Fault> accept(Block block) {
    height++;
    headHash = block.hash();
    headTime = block.header().time();
    headEpoch = block.header().epoch();
    headSequence = block.header().sequence();
    return Optional.empty();
  }

  private Optional<String> linkFault(BlockHeader header) {
    if (header.number() != height + 1) {
      return Optional.of("number %d, expected %d".formatted(header.number(), height + 1));
    }
    if (!header.previous().equals(headHash)) {
      return Optional.of(
          "previous hash %s, but block %d has %s".formatted(header.previous(), height, headHash));
    }
    return Optional.empty();
  }

  private Optional<String> orderFault(BlockHeader header) {
    if (header.time() < headTime) {
      return Optional.of("time %d before %d".formatted(header.time(), headTime));
    }
    if (header.epoch() < headEpoch || header.sequence() <= headSequence) {
      return Optional.of(
          "epoch %d, sequence %d after epoch %d, sequence %d"
              .formatted(header.epoch(), header.sequence(), headEpoch, headSequence));
    }
    return Optional.empty();
  }

  private Optional<String> contentFault(Block block) {
    if (!block.rootMatchesTransactions()) {
      return Optional.of("the transactions root is not that of the transactions");
    }
    Set<String> ids = new HashSet<>();
    for (int position = 0; position < block.transactions().size(); position++) {
      String id = block.transactions().get(position).transaction().id();
      if (!ids.add(id) || ledger.remembers(id)) {
        return Optional.of("position %d repeats the transaction %s".formatted(position, id));
      }
    }
    return resultFault(block);
  }

  private Optional<String> resultFault(Block block) {
    BlockHeader header = block.header();
    Batch batch =
        new Batch(
            header.version(),
            header.time(),
            header.proposer(),
            block.transactions().stream().map(ExecutedTransaction::transaction).toList());
    Block again = ledger.apply(header.epoch(), header.sequence(), batch).orElseThrow();
    for (int position = 0; position < block.transactions().size(); position++) {
      ExecutedTransaction found = block.transactions().get(position);
      Result expected = again.transactions().get(position).result();
      if (!expected.equals(found.result())) {
        return Optional.of(
            "position %d, transaction %s: %s, expected %s"
                .formatted(position, found.transaction().id(), found.result(), expected));
      }
    }
    Hash expected = again.header().stateRoot();
    return expected.equals(header.stateRoot())
        ? Optional.empty()
        : Optional.of("state root %s, expected %s".formatted(header.stateRoot(), expected));
  }
}
