package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.Block;
import dev.assay.raft.log.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each bug planted in the storage shows where it should, and the honest storage is right there. */
class StorageMutantTest {
  private static final String FIRST = "log-0000000000000001";

  private final BytesDisk disk = new BytesDisk();

  private WriteAheadLog log(Disk on, StorageMutant... mutants) {
    return new WriteAheadLog(on, new LogLimits(64 << 10, 0), Failpoints.NONE, Set.of(mutants));
  }

  /** Three records, each durable before the next was written. */
  private void three() {
    WriteAheadLog log = log(disk);
    log.recover();
    for (int i = 1; i <= 3; i++) {
      log.append(List.of(write(entry(i, 1, "payload " + i))));
      log.sync();
    }
  }

  /** Another byte in the text of this entry. */
  private void damage(int number) {
    byte[] bytes = disk.content(FIRST).clone();
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("payload " + number)] = 'X';
    disk.with(FIRST, bytes);
  }

  private List<Entry> recovered(StorageMutant... mutants) {
    return log(disk, mutants).recover().entries();
  }

  @Test
  void tornTailAcceptedTakesADamagedLastRecord() {
    three();
    damage(3);
    assertThat(recovered(StorageMutant.TORN_TAIL_ACCEPTED))
        .hasSize(3)
        .last()
        .isEqualTo(entry(3, 1, "Xayload 3"));
    assertThat(recovered()).hasSize(2);
  }

  @Test
  void corruptMiddleTruncatedForgetsWhatFollows() {
    three();
    damage(2);
    assertThatThrownBy(this::recovered).isInstanceOf(StorageException.class);
    assertThat(recovered(StorageMutant.CORRUPT_MIDDLE_TRUNCATED))
        .containsExactly(entry(1, 1, "payload 1"));
    assertThat(recovered()).hasSize(1);
  }

  @Test
  void corruptMiddleTruncatedForgetsLaterSegmentsToo() {
    WriteAheadLog log = new WriteAheadLog(disk, new LogLimits(200, 0), Failpoints.NONE, Set.of());
    log.recover();
    for (int i = 1; i <= 9; i++) {
      log.append(List.of(write(entry(i, 1, "payload " + i))));
      log.sync();
    }
    assertThat(disk.list()).hasSizeGreaterThan(2);
    damage(1);
    assertThatThrownBy(this::recovered).isInstanceOf(StorageException.class);
    assertThat(recovered(StorageMutant.CORRUPT_MIDDLE_TRUNCATED)).isEmpty();
    assertThat(disk.list()).hasSize(1);
  }

  @Test
  void enospcIgnoredLosesWhatItTook() {
    FaultyDisk full = new FaultyDisk(disk);
    WriteAheadLog planted = log(full, StorageMutant.ENOSPC_IGNORED);
    planted.recover();
    planted.append(List.of(write(entry(1, 1, "a"))));
    full.become(FaultyDisk.Fault.FULL);
    planted.append(List.of(write(entry(2, 1, "b"))));
    planted.sync();
    assertThat(recovered()).containsExactly(entry(1, 1, "a"));

    full.become(FaultyDisk.Fault.NONE);
    WriteAheadLog honest = log(full);
    honest.recover();
    full.become(FaultyDisk.Fault.FULL);
    assertThatThrownBy(() -> honest.append(List.of(write(entry(2, 1, "b")))))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void hashNotVerifiedKeepsAnotherChainsBlock() throws IOException {
    List<Block> chain = Chains.of("n1", 2);
    List<Block> other = Chains.of("n2", 2);
    BlockStore former = BlockStore.open(disk).store();
    other.forEach(former::append);
    assertThatThrownBy(() -> BlockStore.open(disk).store().append(chain.getFirst()))
        .isInstanceOf(StorageException.class);
    BlockStore planted =
        BlockStore.open(disk, Failpoints.NONE, Set.of(StorageMutant.HASH_NOT_VERIFIED)).store();
    chain.forEach(planted::append);
    assertThat(planted.range(1, 2)).isEqualTo(other);
  }
}
