package dev.assay.node.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.Block;
import dev.assay.ledger.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockStoreTest {
  private static final Path VERSION_1 =
      Path.of("src/test/resources/dev/assay/node/storage/blocks-v1.hex");

  private static final Hash FIFTH =
      new Hash("a37300dd54ded09490158e4b706afbd08b8d5b11fb9b45326a5bafc16fba33dc");

  private final CrashDisk disk = new CrashDisk();
  private final List<Block> chain = Chains.of("n1", 5);

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
    BlockStore store = opened();
    int writes = disk.writes();
    assertThat(store.height()).isZero();
    chain.subList(0, 3).forEach(store::append);
    assertThat(store.height()).isEqualTo(3);
    assertThat(disk.writes()).isEqualTo(writes);
    chain.subList(3, 5).forEach(store::append);
    assertThat(disk.writes()).isEqualTo(writes + 2);
    assertThat(store.range(1, 9)).isEqualTo(chain);
  }

  /** Every checksum and the block's own root are right; only hashes tell. */
  @Test
  void aBlockThatSaysSomethingElseIsNoticedWhereverItStands() throws IOException {
    for (int choice = 0; choice < 5; choice++) {
      CrashDisk altered = new CrashDisk();
      chain.forEach(BlockStore.open(altered).store()::append);
      AlteredBlock block = AlteredBlock.on(altered, choice).orElseThrow();
      assertThat(altered.read(AlteredBlock.FILE, block.offset(), block.original().length))
          .isEqualTo(block.original());
      altered.write(AlteredBlock.FILE, block.offset(), block.frame());
      BlockStore store = BlockStore.open(altered).store();
      chain.subList(0, (int) block.number() - 1).forEach(store::append);
      Block next = chain.get((int) block.number() - 1);
      assertThatThrownBy(() -> store.append(next))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("the chain has forked");
    }
  }

  @Test
  void nothingIsEverSynced() {
    chain.forEach(opened()::append);
    assertThat(disk.syncs()).isZero();
  }

  @Test
  void aReplayThatComesToAnotherBlockIsAFork() {
    chain.forEach(opened()::append);
    List<Block> other = Chains.of("n2", 5);
    assertThatThrownBy(() -> opened().append(other.get(0)))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "block 1 is now %s, but %s was stored before the restart: the chain has forked"
                .formatted(other.get(0).hash(), chain.get(0).hash()));
  }

  @Test
  void aFileCutAnywhereIsGoodUpToTheLastWholeBlock() {
    List<Integer> ends = storeAll();
    byte[] whole = disk.content(BlockFrames.FILE);
    for (int size = 0; size <= whole.length; size++) {
      int cut = size;
      disk.put(BlockFrames.FILE, Arrays.copyOf(whole, size));
      long blocks = Math.max(0, ends.stream().filter(end -> end <= cut).count() - 1);
      assertReplayed(whole, blocks);
    }
  }

  @Test
  void aFileDamagedAnywhereIsGoodUpToThatBlock() {
    List<Integer> ends = storeAll();
    byte[] whole = disk.content(BlockFrames.FILE);
    for (int at = 0; at < whole.length; at++) {
      if (at >= 8 && at < BlockFrames.HEADER_BYTES) {
        continue; // the version, which is a case of its own
      }
      int damaged = at;
      byte[] copy = whole.clone();
      copy[at] ^= 0x10;
      disk.put(BlockFrames.FILE, copy);
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
    assertThat(disk.content(BlockFrames.FILE)).isEqualTo(whole);
  }

  @Test
  void aBlockOfAnotherChainIsCut() {
    List<Integer> ends = storeAll();
    byte[] mixed = disk.content(BlockFrames.FILE);
    Chains.of("n2", 5).forEach(opened(new CrashDisk())::append);
    CrashDisk other = new CrashDisk();
    Chains.of("n2", 5).forEach(opened(other)::append);
    byte[] foreign = other.content(BlockFrames.FILE);
    System.arraycopy(foreign, ends.get(1), mixed, ends.get(1), ends.get(2) - ends.get(1));
    disk.put(BlockFrames.FILE, mixed);
    assertThat(BlockStore.open(disk).cutTail())
        .contains(new CutTail(BlockFrames.FILE, ends.get(1), (long) mixed.length - ends.get(1)));
  }

  @Test
  void damageAfterTheStartIsFoundWhenRead() {
    List<Integer> ends = storeAll();
    BlockStore store = opened();
    chain.forEach(store::append);
    byte[] damaged = disk.content(BlockFrames.FILE);
    damaged[ends.get(2) + 20] ^= 1;
    disk.put(BlockFrames.FILE, damaged);
    assertThat(store.read(2)).contains(chain.get(1));
    assertThatThrownBy(() -> store.read(3))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("chain is corrupt at byte " + ends.get(2) + ": block 3 is not here");
  }

  @Test
  void aFullDiskIsTheLastCallThatTheStoreTakes() {
    BlockStore store = opened();
    store.append(chain.get(0));
    disk.failAtStep(1);
    assertThatThrownBy(() -> store.append(chain.get(1)))
        .isInstanceOf(StorageException.class)
        .hasMessage("could not append block 2 to chain: No space left on device");
    disk.failAtStep(Long.MAX_VALUE);
    assertThatThrownBy(() -> store.append(chain.get(1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("takes no calls after a failure");
    assertThatThrownBy(() -> store.read(1)).isInstanceOf(StorageException.class);
  }

  /** Where the header and each block end. */
  private List<Integer> storeAll() {
    BlockStore store = opened();
    List<Integer> ends = new ArrayList<>(List.of(disk.content(BlockFrames.FILE).length));
    for (Block block : chain) {
      store.append(block);
      ends.add(disk.content(BlockFrames.FILE).length);
    }
    return ends;
  }

  private BlockStore opened() {
    return opened(disk);
  }

  private static BlockStore opened(Disk disk) {
    return BlockStore.open(disk).store();
  }

  /** Written by the program of commit 61d034c. */
  @Test
  void aFileOfVersion1IsTakenOver() throws IOException {
    String hex = String.join("", Files.readAllLines(VERSION_1));
    disk.put("blocks", HexFormat.of().parseHex(hex));
    BlockStore store = opened();
    assertThat(disk.list()).containsOnlyKeys("chain", "chain-index");
    assertThat(disk.content("chain")).startsWith("assayblk".getBytes(US_ASCII)).contains(2, 11);
    store.startAt(5, FIFTH);
    assertThat(store.range(1, 9)).hasSize(5);
    assertThat(store.read(5).orElseThrow().hash()).isEqualTo(FIFTH);
    store.sync();
    assertThat(opened().missing()).isEmpty();
  }

  @Test
  void aNewerFormatIsRefused() {
    storeAll();
    byte[] file = disk.content(BlockFrames.FILE);
    file[11] = 3;
    disk.put(BlockFrames.FILE, file);
    assertThatThrownBy(this::opened)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "file chain has format version 3, this node reads 1 to 2: start the newer version");
  }
}
