package dev.assay.workloads.simulated;

import dev.assay.node.storage.NodeStorage;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.StorageException;
import dev.assay.node.storage.WriteAheadLog;
import dev.assay.raft.Effect.Persist;
import dev.assay.simulator.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stores with group commit, as the real storage does on its thread, but as events of the world: a
 * group is written at once and durable when its sync returns, some milliseconds later. A power
 * failure in between loses it. While a sync is under way, the next group gathers.
 */
final class SimulatedStorage implements NodeStorage {
  /** Where the real storage blocks for room, this one lets the sync return at once. */
  static final int WAITING_MAX = 1024;

  /** A turning disk's: the longer a sync takes, the more an early acknowledgement has to lose. */
  private static final long SYNC_NANOS_MIN = 4_000_000;

  private static final long SYNC_NANOS_SPREAD = 36_000_000;

  /** One sync in so many takes up to {@link #SLOW_SYNC_NANOS_SPREAD} longer. */
  private static final int SLOW_SYNC_ONE_IN = 100;

  private static final long SLOW_SYNC_NANOS_SPREAD = 80_000_000;

  private record Write(Persist persist, Runnable durable) {}

  private final WriteAheadLog log;
  private final Host host;
  private final Consumer<String> onFailure;
  private List<Write> waiting = new ArrayList<>();
  private List<Write> syncing = new ArrayList<>();

  /** Number of the group that is or was last under way. */
  private long group;

  private boolean failed;

  /**
   * @param onFailure told once, as an event of its own, of the first failure; it has to stop the
   *     node
   */
  SimulatedStorage(WriteAheadLog log, Host host, Consumer<String> onFailure) {
    this.log = log;
    this.host = host;
    this.onFailure = onFailure;
  }

  @Override
  public Recovered recover() {
    return log.recover();
  }

  /** {@code durable} is called on the world's thread. */
  @Override
  public void persist(Persist write, Runnable durable) {
    if (failed) {
      return;
    }
    waiting.add(new Write(write, durable));
    if (syncing.isEmpty()) {
      beginGroup();
    } else if (waiting.size() >= WAITING_MAX) {
      endGroup(group);
    }
  }

  @Override
  public void close() {
    while (!syncing.isEmpty() && !failed) {
      endGroup(group);
    }
  }

  private void beginGroup() {
    syncing = waiting;
    waiting = new ArrayList<>();
    group++;
    long number = group;
    try {
      log.append(syncing.stream().map(Write::persist).toList());
      host.endpoint().after(drawSyncNanos(), () -> endGroup(number));
    } catch (StorageException e) {
      fail(e);
    }
  }

  /** The group's sync returns, unless it was made to do so before. */
  private void endGroup(long number) {
    if (failed || number != group || syncing.isEmpty()) {
      return;
    }
    try {
      log.sync();
    } catch (StorageException e) {
      fail(e);
      return;
    }
    List<Write> durable = syncing;
    syncing = new ArrayList<>();
    durable.forEach(write -> write.durable().run());
    if (!waiting.isEmpty() && syncing.isEmpty()) {
      beginGroup();
    }
  }

  private void fail(StorageException failure) {
    failed = true;
    host.endpoint().after(0, () -> onFailure.accept(String.valueOf(failure.getMessage())));
  }

  private long drawSyncNanos() {
    long nanos = SYNC_NANOS_MIN + Long.remainderUnsigned(host.draw(), SYNC_NANOS_SPREAD);
    return Long.remainderUnsigned(host.draw(), SLOW_SYNC_ONE_IN) == 0
        ? nanos + Long.remainderUnsigned(host.draw(), SLOW_SYNC_NANOS_SPREAD)
        : nanos;
  }
}
