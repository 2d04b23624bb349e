package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Payload;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A state machine that remembers all it has applied, in one number. */
record StateImage(long index, long hash) {
  static final StateImage EMPTY = new StateImage(0, 0x9E3779B97F4A7C15L);

  StateImage after(Entry entry) {
    if (entry.index() != index + 1) {
      throw new SafetyOracle.UnsafeHistory("applied %d after %d".formatted(entry.index(), index));
    }
    long mixed = hash * 31 + entry.term() * 1_000_003 + entry.payload().hashCode();
    return new StateImage(entry.index(), mixed ^ (mixed >>> 29) * 0xBF58476D1CE4E5B9L);
  }

  /**
   * The bytes of a snapshot: the number and one to six checksums, so that some have many pieces.
   */
  Payload bytes() {
    ByteBuffer target = ByteBuffer.allocate(8 * (2 + (int) (index % 6)));
    target.putLong(hash);
    for (long word = hash; target.hasRemaining(); ) {
      word = word * 0x2545F4914F6CDD1DL + 1;
      target.putLong(word);
    }
    return Payload.owning(target.array());
  }

  /** Empty if the bytes are damaged. */
  static Optional<StateImage> read(long index, Payload bytes) {
    StateImage image = new StateImage(index, bytes.view().getLong());
    return image.bytes().equals(bytes) ? Optional.of(image) : Optional.empty();
  }
}
