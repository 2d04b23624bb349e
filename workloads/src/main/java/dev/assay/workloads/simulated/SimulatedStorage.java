package dev.assay.workloads.simulated;

import dev.assay.node.storage.ChannelFiles;
import dev.assay.node.storage.ChunkOutcome;
import dev.assay.node.storage.NodeStorage;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.SnapshotChunk;
import dev.assay.node.storage.SnapshotContent;
import dev.assay.node.storage.SnapshotSave;
import dev.assay.node.storage.SnapshotSource;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.simulator.Host;
import dev.assay.workloads.witness.Watch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Stores with group commit, as the real storage does on its thread, but as events of the world: a
 * group is written at once and durable when its sync returns, some milliseconds later. A power
 * failure in between loses it. While a sync is under way, the next group gathers. What concerns
 * snapshots is done one step after another, each an event of its own, beside the log.
 */
final class SimulatedStorage implements NodeStorage {
  /** Where the real storage blocks for room, this one lets the sync return at once. */
  static final int WAITING_MAX = 1024;

  private interface Step {
    boolean run();
  }

  /** How soon a sync that does not come back is looked at again. */
  private static final long STALLED_NANOS = 10_000_000;

  private record Write(Persist persist, Runnable durable) {}

  private final ChannelFiles files;
  private final Host host;
  private final LedgerPace pace;
  private final Consumer<String> onFailure;
  private final Watch witness;
  private List<Write> waiting = new ArrayList<>();
  private List<Write> syncing = new ArrayList<>();

  /** What is asked of the snapshots; each does one step, and says whether it was its last. */
  private final Queue<Step> steps = new ArrayDeque<>();

  private boolean stepping;

  /** Number of the group that is or was last under way. */
  private long group;

  private boolean failed;

  /**
   * @param onFailure told once, as an event of its own, of the first failure; it has to stop the
   *     node
   */
  SimulatedStorage(
      ChannelFiles files, Host host, LedgerPace pace, Consumer<String> onFailure, Watch witness) {
    this.witness = witness;
    this.files = files;
    this.host = host;
    this.pace = pace;
    this.onFailure = onFailure;
  }

  @Override
  public Recovered recover() {
    Recovered recovered = files.recover();
    witness.recovered(recovered);
    return recovered;
  }

  /** {@code durable} is called on the world's thread. */
  @Override
  public void persist(Persist write, Runnable durable) {
    witness.asked(write);
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

  /** {@code durable} is called on the world's thread, as is all that follows. */
  @Override
  public void save(SnapshotHead head, SnapshotContent content, Runnable durable) {
    SnapshotSave save = files.save(head, content);
    witness.saves(head);
    enqueue(
        () -> {
          if (!save.step()) {
            return false;
          }
          witness.saved(head);
          durable.run();
          return true;
        });
  }

  @Override
  public void readChunk(SnapshotHead head, long offset, int max, Consumer<SnapshotChunk> then) {
    enqueueOnce(() -> files.readChunk(head, offset, max).ifPresent(then));
  }

  @Override
  public void storeChunk(
      SnapshotHead head, long offset, byte[] bytes, long total, Consumer<ChunkOutcome> then) {
    byte[] copy = bytes.clone();
    enqueueOnce(
        () -> {
          ChunkOutcome outcome = files.storeChunk(head, offset, copy, total);
          if (outcome instanceof ChunkOutcome.Stored stored && stored.complete()) {
            witness.stored(stored.head());
          }
          then.accept(outcome);
        });
  }

  @Override
  public SnapshotSource openSnapshot(SnapshotHead head) {
    return files.openSnapshot(head);
  }

  /** The group under way is closed first, so that the log keeps the order of the calls. */
  @Override
  public void restored(SnapshotHead head) {
    inOrder(
        () -> {
          files.log().restart(head.last());
          witness.restarted(head);
        });
  }

  @Override
  public void compact(long through) {
    inOrder(() -> files.compact(through));
  }

  private void inOrder(Runnable change) {
    while (!syncing.isEmpty() && !failed) {
      endGroup(group);
    }
    guarded(change);
  }

  @Override
  public void close() {
    while (!syncing.isEmpty() && !failed) {
      endGroup(group);
    }
    while (!steps.isEmpty() && !failed) {
      stepOnce();
    }
  }

  private void enqueueOnce(Runnable task) {
    enqueue(
        () -> {
          task.run();
          return true;
        });
  }

  private void enqueue(Step step) {
    if (failed) {
      return;
    }
    steps.add(step);
    if (!stepping) {
      nextStep();
    }
  }

  private void nextStep() {
    stepping = true;
    afterSync(
        () -> {
          stepping = false;
          stepOnce();
          if (!steps.isEmpty() && !failed) {
            nextStep();
          }
        });
  }

  private void stepOnce() {
    Step step = steps.peek();
    if (step != null) {
      guarded(
          () -> {
            if (step.run()) {
              steps.remove();
            }
          });
    }
  }

  private void guarded(Runnable task) {
    if (failed) {
      return;
    }
    try {
      task.run();
    } catch (StorageException e) {
      fail(e);
    }
  }

  private void beginGroup() {
    syncing = waiting;
    waiting = new ArrayList<>();
    group++;
    long number = group;
    try {
      List<Persist> writes = new ArrayList<>(syncing.size());
      for (Write write : syncing) {
        writes.add(write.persist());
      }
      files.log().append(writes);
      witness.appended(writes.size());
      afterSync(() -> endGroup(number));
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
      files.log().sync();
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

  private void afterSync(Runnable task) {
    OptionalLong extraNanos = host.disk().syncNanos();
    if (extraNanos.isPresent()) {
      host.endpoint().after(drawSyncNanos() + extraNanos.getAsLong(), task);
    } else {
      host.endpoint().after(STALLED_NANOS, () -> afterSync(task));
    }
  }

  private long drawSyncNanos() {
    long nanos =
        pace.syncNanosMin()
            + Long.remainderUnsigned(host.drawNow(), pace.syncNanosMax() - pace.syncNanosMin());
    return Long.remainderUnsigned(host.drawNow(), pace.slowSyncOneIn()) == 0
        ? nanos + Long.remainderUnsigned(host.drawNow(), pace.slowSyncNanosMax())
        : nanos;
  }
}
