package dev.assay.workloads.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.node.storage.ChannelFiles;
import dev.assay.node.storage.Failpoints;
import dev.assay.node.storage.LogLimits;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Payload;
import dev.assay.simulator.DiskFaults;
import dev.assay.simulator.Machine;
import dev.assay.simulator.Unsynced;
import dev.assay.simulator.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Found by {@code simulate --seeds 46}: a sync failed and the node stopped; when it started again
 * it saw what was never written to the disk, said that it was durable, and lost it with the power.
 */
class FailedSyncTest {
  private final Machine machine = new World(46).machine("n1", _ -> (_, _) -> {});

  private ChannelFiles open() {
    return ChannelFiles.open(
        new SimulatedNodeDisk(machine.disk(), "main:", Failpoints.NONE),
        new LogLimits(128 << 10, 4 << 10),
        Failpoints.NONE,
        Set.of());
  }

  private static Persist entry(long index) {
    return new Persist(
        index,
        Optional.empty(),
        List.of(new Entry(index, 1, Entry.Kind.COMMAND, Payload.ofText("entry " + index))));
  }

  @Test
  void whatIsReadAfterAFailedSyncIsWrittenAgain() {
    ChannelFiles first = open();
    first.recover();
    first.log().append(List.of(entry(1)));
    first.log().sync();
    machine.diskFaults().fail(DiskFaults.Operation.SYNC, "log-", 1_000_000);
    first.log().append(List.of(entry(2)));
    assertThatThrownBy(() -> first.log().sync()).isInstanceOf(StorageException.class);
    machine.diskFaults().heal();

    ChannelFiles second = open();
    assertThat(second.recover().entries()).hasSize(2);
    second.log().append(List.of(entry(3)));
    second.log().sync();
    machine.powerFail(Unsynced.LOST);

    assertThat(open().recover().entries()).extracting(Entry::index).containsExactly(1L, 2L, 3L);
  }
}
