package dev.assay.ledger;

import dev.assay.ledger.ids.IdImage;
import dev.assay.ledger.state.Versioned;
import java.io.IOException;
import java.util.List;

/**
 * All that a ledger is after some batch: what it takes to go on from there without the batches
 * before. Immutable; shares with its ledger what never changes, so that it is cheap to take, and
 * may be written on any thread. Replicas that have applied the same batches make the same bytes.
 *
 * <p>Bytes, big endian: version (1); height, hash and time of the last block; epoch and sequence of
 * the last batch; state root; number of contracts (4), for each its name, number of keys (4), for
 * each key, value (texts), block (8), position (4), sorted; number of the first remembered
 * transaction and of the next (8 each), the entries of {@link dev.assay.ledger.ids.IdTable}; the
 * SHA-256 of all that.
 */
public final class LedgerImage {
  /** The version of images that this program writes, and the only one it reads. */
  static final int VERSION = 2;

  /** Where a ledger is in its chain and in the ordering. */
  record Head(long height, Hash hash, long time, long epoch, long sequence) {}

  /** A contract's part of the world state, sorted by key. */
  record ContractState(String contract, List<Entry> entries) {
    ContractState {
      entries = List.copyOf(entries);
    }
  }

  /** A key and what it holds. */
  record Entry(String key, Versioned content) {}

  private final Head head;
  private final Hash stateRoot;
  private final List<ContractState> state;
  private final IdImage ids;

  LedgerImage(Head head, Hash stateRoot, List<ContractState> state, IdImage ids) {
    this.head = head;
    this.stateRoot = stateRoot;
    this.state = List.copyOf(state);
    this.ids = ids;
  }

  /** The number of the last block; 0 before the first. */
  public long height() {
    return head.height();
  }

  /** The hash of the last block. */
  public Hash headHash() {
    return head.hash();
  }

  /** The sequence of the last batch. */
  public long lastSequence() {
    return head.sequence();
  }

  /**
   * Writes the image in pieces of at most 64 KiB.
   *
   * @throws IOException what the sink throws; then the image is written in part
   */
  public void writeTo(ImageSink sink) throws IOException {
    ImageWriter to = new ImageWriter(sink);
    to.unsignedByte(VERSION);
    to.number(head.height()).hash(head.hash()).number(head.time());
    to.number(head.epoch()).number(head.sequence()).hash(stateRoot);
    to.count(state.size());
    for (ContractState contract : state) {
      to.text(contract.contract()).count(contract.entries().size());
      for (Entry entry : contract.entries()) {
        Versioned content = entry.content();
        to.text(entry.key()).text(content.value());
        to.number(content.block()).count(content.position());
      }
    }
    to.number(ids.first()).number(ids.next());
    for (long number = ids.first(); number < ids.next(); number++) {
      ids.write(number, to.room(IdImage.ENTRY_BYTES));
    }
    to.end();
  }
}
