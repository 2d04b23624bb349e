package dev.assay.node.storage;

import dev.assay.raft.log.HardState;
import dev.assay.raft.log.SnapshotHead;
import java.util.List;
import java.util.Optional;

/**
 * What a channel's folder holds, as far as it could be read.
 *
 * @param faults what is damaged, each with file and offset; empty when all is sound
 * @param notes what is no damage, but worth knowing: what the next start would cut, files that are
 *     left over
 */
public record FolderReport(
    String channel,
    Log log,
    Optional<Snapshot> snapshot,
    Blocks blocks,
    List<String> faults,
    List<String> notes) {
  public FolderReport {
    faults = List.copyOf(faults);
    notes = List.copyOf(notes);
  }

  /**
   * The log.
   *
   * @param entriesFirst the first entry that is stored and that no snapshot has replaced; 0 for
   *     none
   * @param entriesLast 0 for none
   */
  public record Log(
      List<Segment> segments, HardState hardState, long entriesFirst, long entriesLast) {
    public Log {
      segments = List.copyOf(segments);
    }
  }

  /** One segment; {@code bytes} is the size of its file. */
  public record Segment(String file, long bytes) {}

  /** The newest snapshot; {@code contentBytes} of state. */
  public record Snapshot(String file, long bytes, SnapshotHead head, long contentBytes) {}

  /**
   * The chain.
   *
   * @param last number of the last block, 0 for none
   * @param lastHash its hash, in hexadecimal digits
   * @param missing blocks that a snapshot has jumped over
   * @param verified how many were read, and their checksums, roots and links found right
   * @param executed how many were executed again, from the first on, and their results and state
   *     roots found right
   */
  public record Blocks(
      long last, String lastHash, Optional<BlockRange> missing, long verified, long executed) {}

  public boolean sound() {
    return faults.isEmpty();
  }
}
