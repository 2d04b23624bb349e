package dev.assay.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.Block;
import dev.assay.ledger.Hash;
import dev.assay.node.storage.CrashDisk.Survivors;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockStoreGapTest {
  private final CrashDisk disk = new CrashDisk();
  private final List<Block> chain = Chains.of("n1", 40);

  @Test
  void aSnapshotJumpsOverBlocksThatComeLater() {
    BlockStore store = opened();
    append(store, 1, 3);
    store.startAt(10, hash(10));
    append(store, 11, 12);
    assertThat(store.missing()).contains(new BlockRange(4, 10));
    assertThat(store.read(3)).contains(block(3));
    assertThat(store.read(4)).isEmpty();
    assertThat(store.read(10)).isEmpty();
    assertThat(store.read(11)).contains(block(11));
    assertThat(store.range(1, 40)).isEqualTo(chain.subList(0, 3));
    assertThat(store.height()).isEqualTo(12);

    assertThat(store.fill(chain.subList(7, 10))).isEmpty();
    assertThat(store.missing()).contains(new BlockRange(4, 7));
    append(store, 13, 14);
    assertThat(store.fill(chain.subList(3, 7))).isEmpty();
    assertThat(store.missing()).isEmpty();
    assertThat(store.range(1, 40)).isEqualTo(chain.subList(0, 14));
    assertThat(store.fill(chain.subList(3, 4))).contains("no blocks are missing");
  }

  @Test
  void whatWasFilledInIsFoundAgain() {
    BlockStore store = opened();
    store.startAt(6, hash(6));
    append(store, 7, 8);
    store.sync();
    assertThat(store.fill(chain.subList(3, 6))).isEmpty();
    append(store, 9, 9);
    assertThat(store.fill(chain.subList(1, 3))).isEmpty();

    BlockStore again = opened();
    assertThat(again.missing()).contains(new BlockRange(1, 1));
    again.startAt(6, hash(6));
    append(again, 7, 9);
    assertThat(again.range(2, 40)).isEqualTo(chain.subList(1, 9));
    again.sync();

    BlockStore third = opened();
    third.startAt(9, hash(9));
    assertThat(third.fill(chain.subList(0, 1))).isEmpty();
    assertThat(third.range(1, 40)).isEqualTo(chain.subList(0, 9));
  }

  @Test
  void aPeerIsNotTrusted() {
    BlockStore store = opened();
    store.startAt(6, hash(6));
    List<Block> others = Chains.of("n2", 6);
    assertThat(store.fill(List.of())).contains("no blocks");
    assertThat(store.fill(chain.subList(2, 5)).orElseThrow())
        .isEqualTo("block 5 comes where block 6 is missing");
    assertThat(store.fill(others.subList(4, 6)).orElseThrow())
        .isEqualTo("block 6 has the hash %s, expected %s".formatted(others.get(5).hash(), hash(6)));
    Block hollow = new Block(block(5).header(), block(4).transactions());
    assertThat(store.fill(List.of(hollow, block(6))).orElseThrow())
        .isEqualTo("block 5 is not what its header says");
    assertThat(store.missing()).contains(new BlockRange(1, 6));
    assertThat(store.fill(chain.subList(0, 6))).isEmpty();
  }

  @Test
  void aChainBelowTheGapThatIsAnotherHasForked() {
    BlockStore store = opened();
    Chains.of("n2", 3).forEach(store::append);
    store.startAt(6, hash(6));
    assertThatThrownBy(() -> store.fill(chain.subList(3, 6)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the chain has forked");
  }

  @Test
  void aSnapshotThatEndsWithAnotherBlockHasForked() {
    BlockStore store = opened();
    append(store, 1, 6);
    store.sync();
    assertThatThrownBy(() -> opened().startAt(6, hash(5)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("the snapshot ends with block 6, " + hash(5));
    BlockStore again = opened();
    again.startAt(4, hash(4));
    append(again, 5, 7);
    assertThat(again.range(1, 40)).isEqualTo(chain.subList(0, 7));
  }

  @Test
  void aJumpFarAheadNeedsNoRoom() {
    BlockStore store = opened();
    store.startAt(100_000, Hash.ZERO);
    store.sync();
    assertThat(opened().missing()).contains(new BlockRange(1, 100_000));
  }

  @Test
  void whatWasDurableMayNotBeGone() throws Exception {
    BlockStore store = opened();
    append(store, 1, 6);
    store.sync();
    append(store, 7, 8);
    long size = disk.content(BlockFrames.FILE).length;
    BlockMark mark = BlockMark.read(disk).orElseThrow();
    disk.truncate(BlockFrames.FILE, mark.fileBytes());
    BlockStore.open(disk);
    disk.truncate(BlockFrames.FILE, mark.fileBytes() - 1);
    assertThatThrownBy(() -> BlockStore.open(disk))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("chain is corrupt at byte " + (mark.fileBytes() - 1))
        .hasMessageContaining("but %d bytes were durable".formatted(mark.fileBytes()));
    assertThat(size).isGreaterThan(mark.fileBytes());
  }

  @Test
  void aDamagedMarkIsRefused() {
    BlockStore store = opened();
    append(store, 1, 6);
    store.sync();
    byte[] mark = disk.content(BlockMark.FILE);
    for (int bit = 0; bit < mark.length * 8; bit++) {
      byte[] damaged = mark.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      disk.put(BlockMark.FILE, damaged);
      assertThatThrownBy(() -> BlockStore.open(disk))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("chain-mark is corrupt at byte 0");
    }
  }

  @Test
  void aLostIndexIsMadeAgain() throws Exception {
    BlockStore store = opened();
    append(store, 1, 3);
    store.startAt(10, hash(10));
    append(store, 11, 12);
    assertThat(store.fill(chain.subList(7, 10))).isEmpty();
    store.sync();
    disk.delete(BlockIndex.FILE);
    BlockStore again = opened();
    again.startAt(10, hash(10));
    append(again, 11, 13);
    assertThat(again.range(8, 40)).isEqualTo(chain.subList(7, 13));
    assertThat(again.read(2)).contains(block(2));
    assertThat(again.missing()).contains(new BlockRange(4, 7));
  }

  /** Lives of a store between crashes: what a sync covered is there, and nothing is wrong. */
  @Test
  void noCrashTakesWhatWasSyncedOrLeavesWhatIsWrong() {
    for (int seed = 1; seed <= 400; seed++) {
      lives(new SplittableRandom(seed), "seed " + seed);
    }
  }

  private void lives(SplittableRandom random, String seed) {
    CrashDisk crashing = new CrashDisk();
    int durable = 0;
    for (int life = 0; life < 5; life++) {
      crashing.crashAtStep(random.nextInt(1, 40));
      try {
        BlockStore store = BlockStore.open(crashing).store();
        store.startAt(durable, durable == 0 ? Hash.ZERO : hash(durable));
        while (true) {
          int next = (int) store.height() + 1;
          switch (random.nextInt(5)) {
            case 0 -> {
              store.sync();
              durable = (int) store.height();
            }
            case 1 -> {
              int jump = Math.min(chain.size(), next + random.nextInt(4));
              // As after an installed snapshot, which is durable: the node starts with it.
              durable = jump;
              store.startAt(jump, hash(jump));
            }
            case 2 -> store.missing().ifPresent(range -> fill(store, range, random));
            default -> {
              if (next <= chain.size()) {
                store.append(block(next));
              }
            }
          }
        }
      } catch (CrashDisk.Crash e) {
        Survivors[] all = Survivors.values();
        crashing.crash(all[random.nextInt(all.length)], random);
      }
    }
    BlockStore store = BlockStore.open(crashing).store();
    store.startAt(durable, durable == 0 ? Hash.ZERO : hash(durable));
    append(store, durable + 1, chain.size());
    while (store.missing().isPresent()) {
      fill(store, store.missing().get(), random);
    }
    assertThat(store.range(1, 100)).as(seed).isEqualTo(chain);
  }

  private void fill(BlockStore store, BlockRange range, SplittableRandom random) {
    int from = (int) Math.max(range.first(), range.last() - random.nextInt(3));
    assertThat(store.fill(chain.subList(from - 1, (int) range.last()))).isEmpty();
  }

  private void append(BlockStore store, int first, int last) {
    chain.subList(first - 1, last).forEach(store::append);
  }

  private Block block(int number) {
    return chain.get(number - 1);
  }

  private Hash hash(int number) {
    return block(number).hash();
  }

  private BlockStore opened() {
    return BlockStore.open(disk).store();
  }
}
