package dev.assay.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.Batch;
import dev.assay.ledger.Block;
import dev.assay.ledger.Ledger;
import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockStoreTest {
  private final CrashDisk disk = new CrashDisk();
  private final List<Block> chain = chain("n1");

  @Test
  void blocksAreReadByNumber() {
    BlockStore store = opened();
    assertThat(store.height()).isZero();
    assertThat(store.read(1)).isEmpty();
    chain.forEach(store::append);
    assertThat(store.height()).isEqualTo(5);
    for (Block block : chain) {
      assertThat(store.read(block.number())).contains(block);
    }
    assertThat(store.read(0)).isEmpty();
    assertThat(store.read(6)).isEmpty();
    assertThat(store.read(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void rangesAreBounded() {
    BlockStore store = opened();
    chain.forEach(store::append);
    assertThat(store.range(1, 100)).isEqualTo(chain);
    assertThat(store.range(2, 2)).isEqualTo(chain.subList(1, 3));
    assertThat(store.range(6, 2)).isEmpty();
    assertThat(store.range(1, 0)).isEmpty();
    assertThatThrownBy(() -> store.range(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyTheNextBlockIsTaken() {
    BlockStore store = opened();
    assertThatThrownBy(() -> store.append(chain.get(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block 2 cannot follow block 0");
    store.append(chain.get(0));
    assertThatThrownBy(() -> store.append(chain.get(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReplayConfirmsWithoutWriting() {
    chain.subList(0, 3).forEach(opened()::append);
    int writes = disk.writes();
    BlockStore store = opened();
    assertThat(store.height()).isZero();
    chain.subList(0, 3).forEach(store::append);
    assertThat(store.height()).isEqualTo(3);
    assertThat(disk.writes()).isEqualTo(writes);
    chain.subList(3, 5).forEach(store::append);
    assertThat(disk.writes()).isEqualTo(writes + 2);
    assertThat(store.range(1, 9)).isEqualTo(chain);
  }

  @Test
  void nothingIsEverSynced() {
    chain.forEach(opened()::append);
    assertThat(disk.syncs()).isZero();
  }

  @Test
  void aReplayThatComesToAnotherBlockIsAFork() {
    chain.forEach(opened()::append);
    List<Block> other = chain("n2");
    assertThatThrownBy(() -> opened().append(other.get(0)))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "block 1 is now %s, but %s was stored before the restart: the chain has forked"
                .formatted(other.get(0).hash(), chain.get(0).hash()));
  }

  @Test
  void aFileCutAnywhereIsGoodUpToTheLastWholeBlock() {
    List<Integer> ends = storeAll();
    byte[] whole = disk.content(BlockStore.FILE);
    for (int size = 0; size <= whole.length; size++) {
      int cut = size;
      disk.put(BlockStore.FILE, Arrays.copyOf(whole, size));
      long blocks = Math.max(0, ends.stream().filter(end -> end <= cut).count() - 1);
      assertReplayed(whole, blocks);
    }
  }

  @Test
  void aFileDamagedAnywhereIsGoodUpToThatBlock() {
    List<Integer> ends = storeAll();
    byte[] whole = disk.content(BlockStore.FILE);
    for (int at = 0; at < whole.length; at++) {
      int damaged = at;
      byte[] copy = whole.clone();
      copy[at] ^= 0x10;
      disk.put(BlockStore.FILE, copy);
      long blocks = Math.max(0, ends.stream().filter(end -> end <= damaged).count() - 1);
      assertReplayed(whole, blocks);
    }
  }

  /** The file keeps that many blocks, and a replay makes it what it was. */
  private void assertReplayed(byte[] whole, long blocks) {
    int before = disk.writes();
    BlockStore store = opened();
    int opening = disk.writes() - before;
    chain.forEach(store::append);
    assertThat(disk.writes() - before - opening).isEqualTo((int) (5 - blocks));
    assertThat(store.range(1, 9)).isEqualTo(chain);
    assertThat(disk.content(BlockStore.FILE)).isEqualTo(whole);
  }

  @Test
  void aBlockOfAnotherChainIsCut() {
    List<Integer> ends = storeAll();
    byte[] mixed = disk.content(BlockStore.FILE);
    chain("n2").forEach(opened(new CrashDisk())::append);
    CrashDisk other = new CrashDisk();
    chain("n2").forEach(opened(other)::append);
    byte[] foreign = other.content(BlockStore.FILE);
    System.arraycopy(foreign, ends.get(1), mixed, ends.get(1), ends.get(2) - ends.get(1));
    disk.put(BlockStore.FILE, mixed);
    assertThat(BlockStore.open(disk).cutTail())
        .contains(new CutTail(BlockStore.FILE, ends.get(1), (long) mixed.length - ends.get(1)));
  }

  @Test
  void damageAfterTheStartIsFoundWhenRead() {
    List<Integer> ends = storeAll();
    BlockStore store = opened();
    chain.forEach(store::append);
    byte[] damaged = disk.content(BlockStore.FILE);
    damaged[ends.get(2) + 20] ^= 1;
    disk.put(BlockStore.FILE, damaged);
    assertThat(store.read(2)).contains(chain.get(1));
    assertThatThrownBy(() -> store.read(3))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("blocks is corrupt at byte " + ends.get(2) + ", in block 3");
  }

  @Test
  void aFullDiskIsTheLastCallThatTheStoreTakes() {
    BlockStore store = opened();
    store.append(chain.get(0));
    disk.failAtStep(1);
    assertThatThrownBy(() -> store.append(chain.get(1)))
        .isInstanceOf(StorageException.class)
        .hasMessage("could not append block 2 to blocks: No space left on device");
    disk.failAtStep(Long.MAX_VALUE);
    assertThatThrownBy(() -> store.append(chain.get(1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("takes no calls after a failure");
    assertThatThrownBy(() -> store.read(1)).isInstanceOf(StorageException.class);
  }

  /** Where the header and each block end. */
  private List<Integer> storeAll() {
    BlockStore store = opened();
    List<Integer> ends = new ArrayList<>(List.of(disk.content(BlockStore.FILE).length));
    for (Block block : chain) {
      store.append(block);
      ends.add(disk.content(BlockStore.FILE).length);
    }
    return ends;
  }

  private BlockStore opened() {
    return opened(disk);
  }

  private static BlockStore opened(Disk disk) {
    return BlockStore.open(disk).store();
  }

  private static List<Block> chain(String proposer) {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    List<Block> chain = new ArrayList<>();
    ledger
        .apply(
            1,
            1,
            new Batch(
                1,
                proposer,
                List.of(TransferContract.open("a", "a", 9), TransferContract.open("b", "b", 9))))
        .ifPresent(chain::add);
    for (int i = 2; i <= 5; i++) {
      ledger
          .apply(
              1,
              i,
              new Batch(i, proposer, List.of(TransferContract.transfer("t-" + i, "a", "b", 1))))
          .ifPresent(chain::add);
    }
    return chain;
  }
}
