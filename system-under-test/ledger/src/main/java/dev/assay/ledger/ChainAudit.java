package dev.assay.ledger;

import java.util.HashSet;
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

  private final WorldState state = new WorldState(true);
  private final Set<String> ids = new HashSet<>();
  private long height;
  private Hash headHash = Hash.ZERO;
  private long headTime;
  private long headEpoch;
  private long headSequence;

  /** Audits a whole chain; empty when it is sound. */
  public static Optional<Fault> firstFault(Iterable<Block> chain) {
    ChainAudit audit = new ChainAudit();
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
    for (int position = 0; position < block.transactions().size(); position++) {
      ExecutedTransaction executed = block.transactions().get(position);
      String id = executed.transaction().id();
      if (!ids.add(id)) {
        return Optional.of("position %d repeats the transaction %s".formatted(position, id));
      }
      Result expected = state.execute(executed.transaction());
      if (!expected.equals(executed.result())) {
        return Optional.of(
            "position %d, transaction %s: %s, expected %s"
                .formatted(position, id, executed.result(), expected));
      }
    }
    return state.root().equals(block.header().stateRoot())
        ? Optional.empty()
        : Optional.of(
            "state root %s, expected %s".formatted(block.header().stateRoot(), state.root()));
  }
}
