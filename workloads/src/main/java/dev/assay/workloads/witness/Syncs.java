package dev.assay.workloads.witness;

import dev.assay.node.storage.Failpoint;
import dev.assay.simulator.SimulatedDisk;
import java.util.function.Consumer;

/** Whether what one node's storage takes to be durable is so, by what its disk knows. */
final class Syncs {
  private final SimulatedDisk disk;
  private final String folder;
  private final Consumer<String> report;

  /** The disk's latest change when the blocks up to a snapshot had been written. */
  private long blocksChange;

  private long segmentChange;

  /**
   * @param folder prefix of the files' names
   */
  Syncs(SimulatedDisk disk, String folder, Consumer<String> report) {
    this.disk = disk;
    this.folder = folder;
    this.report = report;
  }

  /** All blocks up to the snapshot that is about to be stored are written. */
  void blocksWritten() {
    blocksChange = disk.changes();
  }

  void demandBlocks(String otherwise) {
    demandSince("chain", blocksChange, otherwise);
  }

  void demandLog(String otherwise) {
    demandSince("log-", Long.MAX_VALUE - 1, otherwise);
  }

  void demandSnapshots(String otherwise) {
    demandSince("snapshot-", Long.MAX_VALUE - 1, otherwise);
  }

  /** The storage passes a point. */
  void reached(Failpoint point) {
    switch (point) {
      case LOG_AFTER_SYNC ->
          demandLog("has synced its log, but its disk may still lose some of it");
      case LOG_SEGMENT_CLOSED -> demandLog("has closed a segment of its log that is not durable");
      case LOG_SEGMENT_BEGUN -> segmentChange = disk.changes();
      case LOG_AFTER_APPEND ->
          demandSince(
              "log-", segmentChange, "writes to a segment of its log that is not durable itself");
      case MARK_BEFORE_RENAME -> demandBlocks("marks blocks as durable that are not");
      case COMPACTION_BEFORE_DELETE ->
          demandSnapshots("forgets a part of its log for a snapshot that is not durable");
      default -> {}
    }
  }

  /** All changes of such files up to that one must be durable. */
  private void demandSince(String files, long change, String otherwise) {
    if (disk.undurableSince(folder + files) <= change) {
      report.accept(otherwise);
    }
  }
}
