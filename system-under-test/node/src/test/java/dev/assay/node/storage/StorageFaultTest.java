package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.voted;
import static dev.assay.node.storage.LogModel.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.ledger.Block;
import dev.assay.ledger.Hash;
import dev.assay.node.storage.FaultyDisk.Fault;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A failing disk stops everything before anybody is told that something was stored. */
@Timeout(60)
class StorageFaultTest {
  private static final LogLimits LIMITS = new LogLimits(400, 100);
  private static final List<Block> CHAIN = Chains.of("n1", 12);

  private final BytesDisk bytes = new BytesDisk();
  private final FaultyDisk disk = new FaultyDisk(bytes);
  private final Queue<StorageException> failures = new ConcurrentLinkedQueue<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FULL", "WRITE_ERROR", "SYNC_ERROR", "READ_ONLY"})
  void nothingIsAcknowledgedAfterAFailure(Fault fault) {
    ThreadedStorage storage = started();
    storage.persist(write(entry(1, 1, "a")), () -> told.add("a"));
    await().until(() -> told.contains("a"));
    disk.become(fault);
    storage.persist(write(voted(2, "n1"), List.of()), () -> told.add("vote"));
    await().until(() -> !failures.isEmpty());
    disk.become(Fault.NONE);
    storage.persist(write(entry(2, 1, "b")), () -> told.add("b"));
    storage.save(head(1), sink -> {}, () -> told.add("snapshot"));
    storage.storeChunk(head(9), 0, new byte[100], 100, _ -> told.add("chunk"));
    storage.close();
    assertThat(told).containsExactly("a");
    assertThat(failures).hasSize(1);
    assertThat(failures.element()).hasMessageContaining("log-0000000000000001");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FULL", "WRITE_ERROR", "SYNC_ERROR", "READ_ONLY"})
  void aSnapshotThatFailsEndsTheLogToo(Fault fault) {
    ThreadedStorage storage = started();
    storage.persist(write(entry(1, 1, "a")), () -> told.add("a"));
    await().until(() -> told.contains("a"));
    disk.become(fault);
    storage.save(head(1), sink -> sink.write(new byte[10], 0, 10), () -> told.add("snapshot"));
    await().until(() -> !failures.isEmpty());
    disk.become(Fault.NONE);
    storage.persist(write(entry(2, 1, "b")), () -> told.add("b"));
    storage.close();
    assertThat(told).containsExactly("a");
    assertThat(failures).hasSize(1);
    assertThat(failures.element()).hasMessageContaining("could not store the snapshot of 1@1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FULL", "WRITE_ERROR", "READ_ERROR", "READ_ONLY"})
  void aChainThatCannotBeWrittenOrReadStopsItsOwner(Fault fault) {
    BlockStore store = BlockStore.open(disk).store();
    store.append(CHAIN.getFirst());
    disk.become(fault);
    assertThatThrownBy(
            () -> {
              if (fault == Fault.READ_ERROR) {
                store.read(1);
              } else {
                store.append(CHAIN.get(1));
              }
            })
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("chain");
    disk.become(Fault.NONE);
    assertThatThrownBy(() -> store.read(1)).hasMessageContaining("takes no calls after a failure");
  }

  @Test
  void anUnreadableDiskIsNotStartedFrom() {
    ThreadedStorage storage = started();
    storage.persist(write(entry(1, 1, "a")), () -> told.add("a"));
    storage.close();
    disk.become(Fault.READ_ERROR);
    assertThatThrownBy(() -> ChannelFiles.open(disk, LIMITS).recover())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Input/output error");
  }

  /**
   * Whatever room there is, the storage stops at its end, a start without more room either works or
   * says so, and with more room everything that was reported is there and it goes on.
   */
  @Test
  void afterADiskWasFullAStartWithMoreRoomGoesOn() {
    int stopped = 0;
    for (int room = 300; room < 3_300; room += 60) {
      BytesDisk files = new BytesDisk();
      FaultyDisk small = new FaultyDisk(files);
      small.limit(room);
      int durable = fill(small);
      stopped += durable < CHAIN.size() ? 1 : 0;
      small.limit(Long.MAX_VALUE);
      ChannelFiles again = ChannelFiles.open(small, LIMITS);
      Recovered recovered = again.recover();
      long first = recovered.snapshot().map(head -> head.last().index()).orElse(0L) + 1;
      assertThat(first + recovered.entries().size() - 1).isGreaterThanOrEqualTo(durable);
      again.blocks().startAt(first - 1, first == 1 ? Hash.ZERO : CHAIN.get((int) first - 2).hash());
      CHAIN.subList((int) first - 1, CHAIN.size()).forEach(again.blocks()::append);
      assertThat(again.blocks().range(1, 99)).isEqualTo(CHAIN);
      again.log().append(List.of(write(voted(99, "n2"), List.of())));
      again.log().sync();
      assertThat(ChannelFiles.open(small, LIMITS).recover().hardState()).isEqualTo(voted(99, "n2"));
    }
    assertThat(stopped).isGreaterThan(20);
  }

  /** Writes entry, block and at times a snapshot, until it fails; how far was durable. */
  private static int fill(FaultyDisk disk) {
    int durable = 0;
    try {
      ChannelFiles files = ChannelFiles.open(disk, LIMITS);
      files.recover();
      for (int i = 1; i <= CHAIN.size(); i++) {
        files.log().append(List.of(write(voted(i, "n1"), List.of(entry(i, 1, "x".repeat(30))))));
        files.log().sync();
        durable = i;
        files.blocks().append(CHAIN.get(i - 1));
        if (i % 4 == 0) {
          SnapshotSave save = files.save(head(i), sink -> sink.write(new byte[50], 0, 50));
          boolean whole = false;
          while (!whole) {
            whole = save.step();
          }
          files.compact(i);
        }
      }
    } catch (StorageException e) {
      assertThat(e).hasMessageContaining("No space left on device");
      // A start on the full disk: it may succeed or say the same, but never damages anything.
      try {
        ChannelFiles.open(disk, LIMITS).recover();
      } catch (StorageException again) {
        assertThat(again).hasMessageContaining("No space left on device");
      }
    }
    return durable;
  }

  private static SnapshotHead head(long index) {
    return new SnapshotHead(
        new LogPosition(index, 1), Membership.ofVoters(List.of(new NodeId("n1"))));
  }

  private ThreadedStorage started() {
    ThreadedStorage storage =
        new ThreadedStorage("n1", ChannelFiles.open(disk, LIMITS), failures::add);
    storage.recover();
    return storage;
  }
}
