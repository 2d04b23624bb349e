package dev.assay.ledger;

import dev.assay.ledger.ids.IdImage;
import dev.assay.ledger.ids.IdTable;
import dev.assay.ledger.state.StatePath;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongFunction;

/**
 * The state machine of one channel: batches in, blocks out. Every replica that applies the same
 * batches in the same order holds the same chain, byte for byte. It has no clock, no random and no
 * thread; one thread owns it. It lives in memory: whoever restarts it begins with an image, or with
 * nothing, and applies the batches that came after.
 */
public final class Ledger {
  private final Contracts contracts;
  private final Set<LedgerMutant> mutants;
  private final WorldState state;
  private final Memory memory;
  private final Execution execution;
  private final MessageDigest sha256 = Hash.sha256();
  private final MerkleTree tree = new MerkleTree(sha256);

  /** Empty but for the planted bug. */
  private final DeferredCredits credits = new DeferredCredits();

  /** Whether the next batch's effects come twice: with the planted bug, after a restart. */
  private boolean repeats;

  private long height;
  private Hash headHash = Hash.ZERO;
  private long headTime;
  private long lastEpoch;
  private long lastSequence;

  public Ledger(List<Contract> contracts) {
    this(contracts, Set.of());
  }

  public Ledger(List<Contract> contracts, Set<LedgerMutant> mutants) {
    this(contracts, mutants, new WorldState(), new IdTable());
  }

  private Ledger(
      List<Contract> contracts, Set<LedgerMutant> mutants, WorldState state, IdTable ids) {
    this.contracts = new Contracts(contracts);
    this.mutants = Set.copyOf(mutants);
    this.state = state;
    memory = new Memory(ids);
    execution = new Execution(state, this.mutants);
  }

  /**
   * The ledger that an image was taken of.
   *
   * @param contracts those that the ledger had, and any others
   * @param image what {@link LedgerImage#writeTo} wrote; is read to its end, and not closed
   * @throws MalformedBytesException when it is no image, or one that was changed
   * @throws IOException what the stream throws
   */
  public static Ledger restore(
      List<Contract> contracts, Set<LedgerMutant> mutants, InputStream image) throws IOException {
    WorldState state = new WorldState();
    ImageReader.Read read = new ImageReader(image).read(state);
    Ledger ledger = new Ledger(contracts, mutants, state, read.ids());
    ledger.height = read.head().height();
    ledger.headHash = read.head().hash();
    ledger.headTime = read.head().time();
    ledger.lastEpoch = read.head().epoch();
    ledger.lastSequence = read.head().sequence();
    ledger.repeats = mutants.contains(LedgerMutant.IMAGE_BEHIND_ITS_STATE);
    return ledger;
  }

  /** The ledger as it is now; later batches don't change the image. */
  public LedgerImage image() {
    return new LedgerImage(
        new LedgerImage.Head(height, headHash, headTime, lastEpoch, lastSequence),
        state.root(),
        state.image(),
        mutants.contains(LedgerMutant.SNAPSHOT_DROPS_IDS) ? IdImage.empty() : memory.image());
  }

  /**
   * Why the transaction can never be run here, whatever the state: a server asks before it orders
   * it, and refuses it without block and position. Empty when it can.
   */
  public Optional<String> malformed(Transaction transaction) {
    return contracts.malformed(transaction);
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
            batch.version(),
            height + 1,
            headHash,
            Block.transactionsRoot(batch.version(), executed, tree),
            stateRoot(batch.version()),
            epoch,
            sequence,
            time(batch),
            batch.proposer());
    Block block = new Block(header, executed);
    height = header.number();
    headHash = block.hash(sha256);
    headTime = header.time();
    memory.completed(block);
    return Optional.of(block);
  }

  private long time(Batch batch) {
    return mutants.contains(LedgerMutant.BLOCK_TIME_FROM_WALL_CLOCK)
        ? batch.timeMillis()
        : Math.max(batch.timeMillis(), headTime);
  }

  private Hash stateRoot(int version) {
    return version == FormatVersion.ONE
        ? VersionOne.stateRoot(state.values(VersionOne.CONTRACT))
        : state.root();
  }

  private List<ExecutedTransaction> execute(List<Transaction> transactions) {
    List<ExecutedTransaction> executed = new ArrayList<>();
    int outputCharsMax = Limits.BLOCK_OUTPUT_CHARS_MAX;
    credits.pay(execution, height + 1);
    for (Transaction transaction : transactions) {
      if (memory.contains(transaction.id()) && !mutants.contains(LedgerMutant.NO_DEDUP)) {
        continue;
      }
      execution.begin(transaction.contract(), height + 1);
      Result result = contracts.run(transaction, execution, outputCharsMax);
      outputCharsMax -= Contracts.chars(result);
      if (result instanceof Result.Applied) {
        if (mutants.contains(LedgerMutant.DEBIT_CREDIT_SPLIT)) {
          credits.defer(transaction, execution);
        }
        execution.keep(executed.size());
        if (repeats) {
          repeat(transaction, executed.size());
        }
      }
      memory.add(height + 1, executed.size(), result, lastSequence);
      executed.add(new ExecutedTransaction(transaction, result));
    }
    repeats = false;
    return executed;
  }

  private void repeat(Transaction transaction, int position) {
    execution.begin(transaction.contract(), height + 1);
    if (contracts.run(transaction, execution, Limits.BLOCK_OUTPUT_CHARS_MAX)
        instanceof Result.Applied) {
      execution.keep(position);
    }
  }

  /**
   * What the contract says of {@code transaction} in the current state, without applying it and
   * without regard to its id. No planted bug shows here.
   */
  public Result evaluate(Transaction transaction) {
    return contracts
        .malformed(transaction)
        .<Result>map(Result.Refused::new)
        .orElseGet(
            () ->
                contracts.run(
                    transaction,
                    new Execution(state, Set.of()).begin(transaction.contract(), height + 1),
                    Limits.BLOCK_OUTPUT_CHARS_MAX));
  }

  /** What the contract answers after block {@link #height()}. */
  public Result query(Query query) {
    return contracts.query(query, state);
  }

  /** A contract's whole state after block {@link #height()}, by key: a copy. */
  public SortedMap<String, String> values(String contract) {
    return state.values(contract);
  }

  /**
   * The receipt of the first transaction with this id, of those that are remembered.
   *
   * @param blocks the chain, by number: asked when only the block still says what a transaction
   *     output
   */
  public Lookup lookup(String id, LongFunction<Optional<Block>> blocks) {
    return memory.lookup(id, blocks);
  }

  /** Whether a transaction with this id is remembered. */
  public boolean remembers(String id) {
    return Names.valid(id) && memory.contains(id);
  }

  /**
   * What proves to whoever knows the last block's state root which value a key has, or that it has
   * none; empty when there are no keys at all. Not for chains of version 1, whose roots are others.
   */
  public Optional<StatePath> prove(String contract, String key) {
    return state.prove(contract, key);
  }

  /** The number of the last block; 0 before the first. */
  public long height() {
    return height;
  }

  /** The hash of the last block; {@link Hash#ZERO} before the first. */
  public Hash headHash() {
    return headHash;
  }

  /** The time of the last block, milliseconds since 1970; 0 before the first. */
  public long headTime() {
    return headTime;
  }

  /** The sequence of the last batch applied, whether or not it made a block; 0 before the first. */
  public long lastSequence() {
    return lastSequence;
  }
}
