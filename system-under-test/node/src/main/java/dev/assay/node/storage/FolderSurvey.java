package dev.assay.node.storage;

import dev.assay.ledger.Contract;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all that a channel keeps in its folder and verifies every checksum and every hash, without
 * changing a byte. After a fault in one of log, snapshot and chain the others are read all the
 * same.
 */
public final class FolderSurvey {
  private final Disk disk;
  private final List<String> faults = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private FolderSurvey(Disk disk) {
    this.disk = disk;
  }

  /**
   * Surveys one folder that no node uses.
   *
   * @param contracts of the channel, to execute its chain again
   * @throws StorageException when the folder can't be read, or is in use
   */
  public static FolderReport of(String channel, Path folder, List<Contract> contracts) {
    try (ReadOnlyFolder disk = ReadOnlyFolder.open(folder)) {
      return of(channel, disk, contracts);
    } catch (IOException e) {
      throw StorageException.of("read the folder " + folder, e);
    }
  }

  static FolderReport of(String channel, Disk disk, List<Contract> contracts) throws IOException {
    FolderSurvey survey = new FolderSurvey(disk);
    Optional<FolderReport.Snapshot> snapshot = survey.snapshot();
    FolderReport.Log log = survey.log(snapshot.map(FolderReport.Snapshot::head));
    FolderReport.Blocks blocks =
        new ChainSurvey(disk, contracts, survey.faults, survey.notes).survey();
    survey.register();
    survey.noteUnknownFiles();
    return new FolderReport(channel, log, snapshot, blocks, survey.faults, survey.notes);
  }

  private Optional<FolderReport.Snapshot> snapshot() throws IOException {
    List<String> names = disk.list().keySet().stream().filter(SnapshotStore::isFileName).toList();
    Optional<FolderReport.Snapshot> newest = Optional.empty();
    for (String file : names) {
      try (SnapshotSource source = SnapshotSource.open(disk, file)) {
        long contentBytes = source.verify();
        if (!SnapshotStore.fileName(source.head().last()).equals(file)) {
          throw StorageException.corrupt(file, 0, "it is of " + source.head().last() + ", renamed");
        }
        long bytes = disk.list().getOrDefault(file, 0L);
        newest = Optional.of(new FolderReport.Snapshot(file, bytes, source.head(), contentBytes));
      } catch (StorageException | IOException e) {
        fault(e);
      }
    }
    if (names.size() > 1) {
      notes.add("%d snapshots: the next start keeps the newest".formatted(names.size()));
    }
    return newest;
  }

  private FolderReport.Log log(Optional<SnapshotHead> snapshot) {
    LogRecovery recovery = new LogRecovery(disk, false, Set.of());
    List<FolderReport.Segment> segments = new ArrayList<>();
    try {
      for (Map.Entry<String, Long> file : disk.list().entrySet()) {
        if (SegmentFormat.isFileName(file.getKey())) {
          segments.add(new FolderReport.Segment(file.getKey(), file.getValue()));
        }
      }
      recovery.run();
    } catch (StorageException | IOException e) {
      fault(e);
      return new FolderReport.Log(segments, recovery.contents().hardState(), 0, 0);
    }
    recovery.cutTail().ifPresent(tail -> noteCut(tail));
    LogContents contents = recovery.contents();
    LogPosition covered = snapshot.map(SnapshotHead::last).orElse(LogPosition.ZERO);
    if (contents.base().index() > covered.index()) {
      faults.add(
          "%s at byte 0: the log begins after entry %d, the newest snapshot ends at %d"
              .formatted(segments.getFirst().file(), contents.base().index(), covered.index()));
    }
    contents.restart(covered);
    long count = contents.entries().size();
    return new FolderReport.Log(
        segments,
        contents.hardState(),
        count == 0 ? 0 : contents.base().index() + 1,
        count == 0 ? 0 : contents.last().index());
  }

  private void noteCut(CutTail tail) {
    notes.add(
        "%s: %d bytes from byte %d on were not finished; the next start cuts them"
            .formatted(tail.file(), tail.sizeBytes(), tail.offset()));
  }

  private void register() {
    try {
      new Register(disk).read();
    } catch (StorageException e) {
      fault(e);
    }
  }

  private void noteUnknownFiles() throws IOException {
    List<String> known =
        List.of(
            BlockFrames.FILE,
            BlockFrames.FILE_VERSION_1,
            BlockIndex.FILE,
            BlockMark.FILE,
            Register.FILE,
            DataFolder.NOTES);
    for (String file : disk.list().keySet()) {
      if (!known.contains(file)
          && !SegmentFormat.isFileName(file)
          && !SnapshotStore.isFileName(file)) {
        notes.add(file + ": not a finished file of a node");
      }
    }
  }

  private void fault(Exception e) {
    faults.add(String.valueOf(e.getMessage()));
  }
}
