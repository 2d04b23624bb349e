package dev.assay.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/**
 * The state machine: batches in, blocks out. Every replica that applies the same batches in the
 * same order holds the same chain, byte for byte. It has no clock, no random and no thread; one
 * thread owns it. It lives in memory: whoever restarts it applies the batches again from the first.
 */
public final class Ledger {
  private final WorldState state;
  private final boolean idsRemembered;

  /** By transaction id; only looked up, never iterated, so its order can't reach a block. */
  private final Map<String, Receipt> receipts = new HashMap<>();

  private long height;
  private Hash headHash = Hash.ZERO;
  private long headTime;
  private long lastEpoch;
  private long lastSequence;

  public Ledger() {
    this(Set.of());
  }

  public Ledger(Set<LedgerMutant> mutants) {
    state = new WorldState(!mutants.contains(LedgerMutant.OVERDRAFT_UNCHECKED));
    idsRemembered = !mutants.contains(LedgerMutant.NO_DEDUP);
  }

  /**
   * Applies one ordered batch and appends at most one block. A transaction whose id is in the chain
   * already, or stands earlier in the batch, is skipped: its first receipt stays its answer, also
   * when the repetition asks for something else. When that leaves no transaction there is no block.
   *
   * @param epoch the ordering's epoch, never lower than before
   * @param sequence the batch's place in the ordering, higher than before, gaps allowed, from 1
   * @throws IllegalArgumentException when epoch or sequence go back: the caller lost its place, and
   *     has to stop
   */
  public Optional<Block> apply(long epoch, long sequence, Batch batch) {
    if (epoch < lastEpoch || sequence <= lastSequence) {
      throw new IllegalArgumentException(
          "epoch %d, sequence %d after epoch %d, sequence %d: was a batch applied twice?"
              .formatted(epoch, sequence, lastEpoch, lastSequence));
    }
    lastEpoch = epoch;
    lastSequence = sequence;
    List<ExecutedTransaction> executed = execute(batch.transactions());
    if (executed.isEmpty()) {
      return Optional.empty();
    }
    BlockHeader header =
        new BlockHeader(
            height + 1,
            headHash,
            Block.transactionsRoot(executed),
            state.root(),
            epoch,
            sequence,
            Math.max(batch.timeMillis(), headTime),
            batch.proposer());
    height = header.number();
    headHash = header.hash();
    headTime = header.time();
    return Optional.of(new Block(header, executed));
  }

  private List<ExecutedTransaction> execute(List<Transaction> transactions) {
    List<ExecutedTransaction> executed = new ArrayList<>();
    for (Transaction transaction : transactions) {
      if (idsRemembered && receipts.containsKey(transaction.id())) {
        continue;
      }
      Result result = state.execute(transaction);
      receipts.put(transaction.id(), new Receipt(height + 1, executed.size(), result));
      executed.add(new ExecutedTransaction(transaction, result));
    }
    return executed;
  }

  /**
   * What the rules say of {@code transaction} in the current state, without applying it and without
   * regard to its id. Funds are always checked here, also by a mutant that does not check them when
   * applying.
   */
  public Result evaluate(Transaction transaction) {
    return state.evaluate(transaction);
  }

  /** The balance after block {@link #height()}; empty when there is no such account. */
  public OptionalLong balance(String account) {
    return state.balance(account);
  }

  /**
   * All balances after block {@link #height()}, by account: a copy that does not change any more.
   */
  public SortedMap<String, Long> balances() {
    return state.balances();
  }

  /** The receipt of the first transaction with this id; empty when none is in the chain. */
  public Optional<Receipt> receipt(String id) {
    return Optional.ofNullable(receipts.get(id));
  }

  /** The number of the last block; 0 before the first. */
  public long height() {
    return height;
  }

  /** The hash of the last block; {@link Hash#ZERO} before the first. */
  public Hash headHash() {
    return headHash;
  }

  /** The sequence of the last batch applied, whether or not it made a block; 0 before the first. */
  public long lastSequence() {
    return lastSequence;
  }
}
