package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.voted;
import static dev.assay.node.storage.LogModel.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Block;
import dev.assay.ledger.BlockCodec;
import dev.assay.ledger.Hash;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import dev.assay.simulator.tape.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every file of a node, damaged in every way that comes to mind: it is read, cut as after a crash,
 * or refused by a {@link StorageException}, at once and without asking for memory. The bytes behind
 * a checksum are tried under a right one too.
 */
@Timeout(3_600)
class StorageFuzzTest {
  private static final int INPUTS = Mutations.inputs(2_000);
  private static final String SEGMENT = SegmentFormat.fileName(1);
  private static final SnapshotHead HEAD =
      new SnapshotHead(
          new LogPosition(6, 2), Membership.ofVoters(List.of(new NodeId("n1"), new NodeId("n2"))));

  private static final Hash FIFTH = Chains.of("n1", 5).getLast().hash();

  @Test
  void segments() {
    Mutations.check(
        1, INPUTS, segmentCorpus(), bytes -> recover(new BytesDisk().with(SEGMENT, bytes)));
  }

  @Test
  void aSegmentBetweenOthers() {
    BytesDisk disk = log(200);
    String second = SegmentFormat.fileName(2);
    Mutations.check(
        2,
        INPUTS,
        List.of(disk.content(second)),
        bytes -> {
          BytesDisk damaged = new BytesDisk();
          disk.list().keySet().forEach(file -> damaged.with(file, disk.content(file)));
          recover(damaged.with(second, bytes));
        });
  }

  @Test
  void recordsWithARightChecksum() {
    byte[] whole = log(4096).content(SEGMENT);
    byte[] header = Arrays.copyOf(whole, SegmentHeader.BYTES);
    ByteBuffer body = SegmentFormat.body(ByteBuffer.wrap(whole), header.length);
    byte[] bytes = new byte[body.limit()];
    body.get(bytes);
    Mutations.check(
        3,
        INPUTS,
        List.of(bytes),
        changed -> {
          byte[] record = SegmentFormat.record(1, header.length, changed);
          recover(new BytesDisk().with(SEGMENT, joined(header, record)));
        });
  }

  @Test
  void headersWithARightChecksum() {
    byte[] header = Arrays.copyOf(log(4096).content(SEGMENT), SegmentHeader.BYTES);
    Mutations.check(
        4,
        INPUTS,
        List.of(header),
        changed -> {
          byte[] sized = Arrays.copyOf(changed, SegmentHeader.BYTES);
          seal(sized);
          recover(new BytesDisk().with(SEGMENT, sized));
        });
  }

  @Test
  void snapshots() {
    Mutations.check(5, INPUTS, List.of(snapshot(10), snapshot(300)), StorageFuzzTest::restore);
  }

  @Test
  void snapshotHeadsWithARightChecksum() {
    byte[] whole = snapshot(10);
    byte[] header = SnapshotFormat.header(HEAD);
    byte[] rest = Arrays.copyOfRange(whole, header.length, whole.length);
    byte[] head = Arrays.copyOfRange(header, 16, header.length - 4);
    Mutations.check(
        6,
        INPUTS,
        List.of(head),
        changed -> {
          byte[] start = Arrays.copyOf(header, 16 + changed.length + 4);
          ByteBuffer.wrap(start).putInt(12, changed.length).position(16).put(changed);
          seal(start);
          restore(joined(start, rest));
        });
  }

  /** Whatever a peer sends, in whatever pieces, is stored or refused. */
  @Test
  void partsOfSnapshots() {
    Mutations.check(
        7,
        INPUTS,
        List.of(snapshot(10), snapshot(300)),
        bytes -> {
          ChannelFiles files = ChannelFiles.open(new BytesDisk(), new LogLimits(4096, 0));
          files.recover();
          int half = bytes.length / 2;
          files.storeChunk(HEAD, 0, Arrays.copyOf(bytes, half), bytes.length);
          ChunkOutcome end =
              files.storeChunk(
                  HEAD, half, Arrays.copyOfRange(bytes, half, bytes.length), bytes.length);
          if (end instanceof ChunkOutcome.Stored(SnapshotHead head, long _, boolean complete)
              && complete) {
            read(files.openSnapshot(head));
          }
        });
  }

  @Test
  void chains() {
    BytesDisk disk = chain(false);
    Mutations.check(
        8,
        INPUTS,
        List.of(disk.content(BlockFrames.FILE)),
        bytes -> openChain(new BytesDisk().with(BlockFrames.FILE, bytes)));
  }

  @Test
  void chainsThatWereDurable() {
    BytesDisk disk = chain(true);
    for (String file : List.of(BlockFrames.FILE, BlockIndex.FILE, BlockMark.FILE)) {
      Mutations.check(
          9,
          INPUTS,
          List.of(disk.content(file)),
          bytes -> {
            BytesDisk damaged = new BytesDisk();
            disk.list().keySet().forEach(name -> damaged.with(name, disk.content(name)));
            openChain(damaged.with(file, bytes));
          });
    }
  }

  @Test
  void marksWithARightChecksum() {
    BytesDisk disk = chain(true);
    Mutations.check(
        10,
        INPUTS,
        List.of(disk.content(BlockMark.FILE)),
        bytes -> {
          byte[] sealed = bytes.clone();
          seal(sealed);
          BytesDisk damaged = new BytesDisk();
          disk.list().keySet().forEach(name -> damaged.with(name, disk.content(name)));
          openChain(damaged.with(BlockMark.FILE, sealed));
        });
  }

  @Test
  void blocksWithARightChecksum() {
    byte[] header = Arrays.copyOf(chain(false).content(BlockFrames.FILE), BlockFrames.HEADER_BYTES);
    Mutations.check(
        11,
        INPUTS,
        Chains.of("n1", 2).stream().map(BlockCodec::encode).toList(),
        bytes -> {
          CRC32C crc = new CRC32C();
          crc.update(bytes);
          ByteBuffer frame = ByteBuffer.allocate(8 + bytes.length);
          frame.putInt(bytes.length).putInt((int) crc.getValue()).put(bytes);
          openChain(new BytesDisk().with(BlockFrames.FILE, joined(header, frame.array())));
        });
  }

  private static List<byte[]> segmentCorpus() {
    return List.of(log(4096).content(SEGMENT), log(200).content(SEGMENT));
  }

  private static BytesDisk log(int segmentBytes) {
    BytesDisk disk = new BytesDisk();
    WriteAheadLog log = TestLogs.on(disk, segmentBytes, 40);
    log.recover();
    log.append(List.of(write(voted(1, "n1"), List.of(entry(1, 1, "one"), entry(2, 1, "two")))));
    log.sync();
    log.append(List.of(write(voted(2, "n2"), List.of(entry(2, 2, "instead")))));
    log.sync();
    log.restart(new LogPosition(6, 2));
    log.append(List.of(write(entry(7, 2, "seven"))));
    log.sync();
    return disk;
  }

  private static void recover(BytesDisk disk) {
    refused(() -> assertThat(TestLogs.on(disk, 4096).recover(HEAD)).isNotNull());
    refused(() -> assertThat(TestLogs.on(disk, 4096).recover()).isNotNull());
  }

  private static byte[] snapshot(int contentBytes) {
    BytesDisk disk = new BytesDisk();
    SnapshotStore store = new SnapshotStore(disk);
    try {
      SnapshotWriter writer = store.begin(HEAD);
      writer.write(new byte[contentBytes], 0, contentBytes);
      writer.end();
      store.commit(HEAD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return disk.content(SnapshotStore.fileName(HEAD.last()));
  }

  private static void restore(byte[] bytes) {
    BytesDisk disk = new BytesDisk().with(SnapshotStore.fileName(HEAD.last()), bytes);
    refused(
        () -> {
          ChannelFiles files = ChannelFiles.open(disk, new LogLimits(4096, 0));
          files.recover().snapshot().ifPresent(head -> read(files.openSnapshot(head)));
        });
  }

  private static void read(SnapshotSource source) {
    try (source) {
      assertThat(source.readAllBytes()).isNotNull();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BytesDisk chain(boolean durable) {
    BytesDisk disk = new BytesDisk();
    BlockStore store = BlockStore.open(disk).store();
    List<Block> chain = Chains.of("n1", 6);
    store.append(chain.getFirst());
    if (durable) {
      store.startAt(3, chain.get(2).hash());
      chain.subList(3, 5).forEach(store::append);
      store.sync();
      assertThat(store.fill(chain.subList(2, 3))).isEmpty();
      store.append(chain.get(5));
    } else {
      chain.subList(1, 6).forEach(store::append);
    }
    return disk;
  }

  private static void openChain(BytesDisk disk) {
    refused(
        () -> {
          BlockStore store = BlockStore.open(disk).store();
          store.missing();
          store.range(1, 10);
        });
    refused(
        () -> {
          BlockStore store = BlockStore.open(disk).store();
          store.startAt(5, FIFTH);
          store.range(1, 10);
        });
  }

  private static void refused(Runnable attempt) {
    try {
      attempt.run();
    } catch (StorageException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  /** Makes the last four bytes the checksum of all before. */
  private static void seal(byte[] bytes) {
    if (bytes.length >= 4) {
      CRC32C crc = new CRC32C();
      crc.update(bytes, 0, bytes.length - 4);
      ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
