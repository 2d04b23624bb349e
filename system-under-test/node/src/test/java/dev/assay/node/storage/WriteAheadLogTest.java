package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.voted;
import static dev.assay.node.storage.LogModel.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class WriteAheadLogTest {
  private static final String FIRST = "log-0000000000000001";
  private static final String SECOND = "log-0000000000000002";

  private final CrashDisk disk = new CrashDisk();

  @Test
  void aNewNodeRemembersNothing() {
    assertThat(recover())
        .isEqualTo(new Recovered(HardState.INITIAL, Optional.empty(), List.of(), Optional.empty()));
    assertThat(recover())
        .isEqualTo(new Recovered(HardState.INITIAL, Optional.empty(), List.of(), Optional.empty()));
  }

  @Test
  void whatWasWrittenComesBack() {
    Entry noop = new Entry(1, 4, Entry.Kind.NOOP, Payload.EMPTY);
    store(write(voted(4, "n2"), List.of(noop, entry(2, 4, "x"))), write(entry(3, 4, "y")));
    assertThat(recover())
        .isEqualTo(
            new Recovered(
                voted(4, "n2"),
                Optional.empty(),
                List.of(noop, entry(2, 4, "x"), entry(3, 4, "y")),
                Optional.empty()));
  }

  @Test
  void theLastHardStateCounts() {
    store(write(voted(1, "n1"), List.of()), write(new HardState(2, Optional.empty()), List.of()));
    assertThat(recover().hardState()).isEqualTo(new HardState(2, Optional.empty()));
  }

  @Test
  void anEntryAtAnOldIndexReplacesTheSuffix() {
    store(write(entry(1, 1, "a"), entry(2, 1, "b"), entry(3, 1, "c")), write(entry(2, 2, "B")));
    assertThat(recover().entries()).containsExactly(entry(1, 1, "a"), entry(2, 2, "B"));
    store(write(entry(3, 2, "C")));
    assertThat(recover().entries())
        .containsExactly(entry(1, 1, "a"), entry(2, 2, "B"), entry(3, 2, "C"));
  }

  @Test
  void oneSyncCoversEverythingAppended() {
    WriteAheadLog log = TestLogs.on(disk);
    log.recover();
    int before = disk.syncs();
    for (int i = 1; i <= 50; i++) {
      log.append(List.of(write(entry(i, 1, "x"))));
    }
    log.sync();
    log.sync();
    assertThat(disk.syncs() - before).isEqualTo(1);
  }

  @Test
  void aLogGoesOnInNewSegments() {
    WriteAheadLog log = TestLogs.on(disk, 300);
    log.recover();
    List<Persist> writes = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      Persist write = write(voted(i, "n1"), List.of(entry(i, i, "some bytes")));
      log.append(List.of(write));
      writes.add(write);
    }
    log.sync();
    assertThat(disk.list()).hasSizeGreaterThan(5).containsKeys(FIRST, SECOND);
    assertThat(LogModel.of(recover())).isEqualTo(LogModel.after(writes));
  }

  @Test
  void aGroupTooLargeForOneRecordBecomesSeveral() {
    Payload large = Payload.of(new byte[3 << 20]);
    List<Entry> entries = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      entries.add(new Entry(i, 1, Entry.Kind.COMMAND, large));
    }
    FakeSizes sizes = new FakeSizes();
    WriteAheadLog log = TestLogs.on(sizes);
    log.recover();
    log.append(List.of(write(entries)));
    assertThat(sizes.writtenBytes).hasSize(2).allMatch(size -> size <= (16 << 20) + 12);
  }

  @Test
  void whatCannotBeStoredIsRefusedAndChangesNothing() {
    WriteAheadLog log = TestLogs.on(disk);
    log.recover();
    Payload large = Payload.of(new byte[16 << 20]);
    assertThatThrownBy(() -> log.append(List.of(write(entry(2, 1, "gap")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the log ends at 0");
    assertThatThrownBy(() -> log.append(List.of(write(entry(1, 1, "a"), entry(3, 1, "c")))))
        .hasMessageContaining("entry 3 cannot follow entry 1");
    assertThatThrownBy(() -> log.append(List.of(write(new Entry(1, 1, Entry.Kind.COMMAND, large)))))
        .hasMessageContaining("at most");
    log.append(List.of(write(entry(1, 1, "a"))));
    assertThat(recover().entries()).containsExactly(entry(1, 1, "a"));
  }

  @Test
  void aLogIsRecoveredOnceBeforeAllElse() {
    WriteAheadLog log = TestLogs.on(disk);
    assertThatThrownBy(log::sync).isInstanceOf(IllegalStateException.class);
    log.recover();
    assertThatThrownBy(log::recover).isInstanceOf(IllegalStateException.class);
    log.append(List.of(write(entry(1, 1, "a"))));
  }

  @Test
  void aFailureOfTheDiskIsTheLastCallThatTheLogTakes() {
    for (int step = 1; step <= 2; step++) {
      CrashDisk full = new CrashDisk();
      WriteAheadLog log = TestLogs.on(full);
      log.recover();
      full.failAtStep(step);
      assertThatThrownBy(
              () -> {
                log.append(List.of(write(entry(1, 1, "a"))));
                log.sync();
              })
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(FIRST)
          .hasMessageContaining("No space left on device");
      full.failAtStep(Long.MAX_VALUE);
      assertThatThrownBy(() -> log.append(List.of(write(entry(1, 1, "a")))))
          .hasMessageContaining("takes no calls after a failure");
      assertThatThrownBy(log::sync).isInstanceOf(StorageException.class);
      assertThatThrownBy(log::recover).isInstanceOf(StorageException.class);
    }
  }

  @Test
  void aFullDiskAtTheStartIsAFailureToo() {
    disk.failAtStep(1);
    assertThatThrownBy(this::recover)
        .isInstanceOf(StorageException.class)
        .hasMessage("could not recover the log: No space left on device");
  }

  @Test
  void aMissingSegmentIsRefused() throws Exception {
    twoSegments();
    disk.delete(FIRST);
    assertThatThrownBy(this::recover)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(SECOND + " is corrupt at byte 0: the log begins after entry 1")
        .hasMessageContaining("was a segment before it deleted, or the snapshot?");
  }

  @Test
  void aRenamedSegmentIsRefused() {
    twoSegments();
    disk.put(SECOND, disk.content(FIRST));
    assertThatThrownBy(this::recover).hasMessageContaining(SECOND + " is corrupt at byte 0");
  }

  @Test
  void entriesMissingBetweenRecordsAreRefused() {
    store(write(entry(1, 1, "a")));
    byte[] content = disk.content(FIRST);
    byte[] body = ByteBuffer.allocate(8 + 1 + 22).put(8, (byte) 2).array();
    ByteBuffer.wrap(body).put(9, (byte) 1).put(10, (byte) 1).putLong(11, 3).putLong(19, 1);
    byte[] record = SegmentFormat.record(1, content.length, body);
    disk.put(
        FIRST,
        ByteBuffer.allocate(content.length + record.length).put(content).put(record).array());
    assertThatThrownBy(this::recover)
        .hasMessageContaining("is corrupt at byte " + content.length)
        .hasMessageContaining("entry 3 follows entry 1");
  }

  @Test
  void aNewerFormatIsRefusedByName() {
    store(write(entry(1, 1, "a")));
    ByteBuffer content = ByteBuffer.wrap(disk.content(FIRST)).putInt(8, 3);
    CRC32C crc = new CRC32C();
    crc.update(content.array(), 0, SegmentHeader.BYTES - 4);
    disk.put(FIRST, content.putInt(SegmentHeader.BYTES - 4, (int) crc.getValue()).array());
    assertThatThrownBy(this::recover)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "file "
                + FIRST
                + " has format version 3, this node reads 1 to 2: start the newer version");
  }

  @Test
  void aFileThatNoLogWritesIsRefusedBeforeItIsRead() {
    FakeSizes sizes = new FakeSizes();
    sizes.listedBytes = 1L << 40;
    assertThatThrownBy(() -> new WriteAheadLog(sizes).recover())
        .hasMessageContaining("1099511627776 bytes, a segment has at most");
  }

  private void twoSegments() {
    WriteAheadLog log = TestLogs.on(disk, SegmentHeader.BYTES + 1);
    log.recover();
    log.append(List.of(write(entry(1, 1, "a"))));
    log.append(List.of(write(entry(2, 1, "b"))));
    log.sync();
    assertThat(disk.list()).containsOnlyKeys(FIRST, SECOND);
  }

  private void store(Persist... writes) {
    WriteAheadLog log = TestLogs.on(disk);
    log.recover();
    log.append(List.of(writes));
    log.sync();
  }

  private Recovered recover() {
    return TestLogs.on(disk).recover();
  }
}
