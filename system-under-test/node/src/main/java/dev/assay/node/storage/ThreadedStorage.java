package dev.assay.node.storage;

import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.SnapshotHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Stores on two threads of its own: one for the log, one for snapshots, so that a large snapshot
 * holds up no vote. The log has group commit: all writes that wait are appended as one record and
 * made durable by one sync, then their {@code durable} callbacks run, on the log's thread. While
 * that sync runs, the next group gathers.
 */
public final class ThreadedStorage implements NodeStorage {
  /** How many writes may wait before {@link #persist} blocks. */
  static final int WAITING_MAX = 1024;

  /** How many parts of snapshots, each up to a mebibyte, and snapshots may wait. */
  static final int SNAPSHOT_REQUESTS_MAX = 16;

  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private sealed interface LogRequest {
    record Write(Persist write, Runnable durable) implements LogRequest {}

    record Restart(SnapshotHead head) implements LogRequest {}

    record Compact(long through) implements LogRequest {}
  }

  private final ChannelFiles files;
  private final Consumer<StorageException> onFailure;
  private final AtomicBoolean failed = new AtomicBoolean();
  private final StorageThread<LogRequest> log;
  private final StorageThread<Runnable> snapshots;
  private boolean closed;

  /**
   * @param node whose storage it is; names the threads
   * @param onFailure called at most once, on a thread of the storage, with the first failure; it
   *     has to get the node's own thread to stop the node, and must not call back into the storage
   */
  public ThreadedStorage(String node, ChannelFiles files, Consumer<StorageException> onFailure) {
    this.files = files;
    this.onFailure = onFailure;
    log = new StorageThread<>(node + "-storage", WAITING_MAX, this::storeGroup);
    snapshots =
        new StorageThread<>(
            node + "-snapshots",
            SNAPSHOT_REQUESTS_MAX,
            tasks -> tasks.forEach(task -> guarded(task)));
  }

  /** Reads on the calling thread, then starts the storage's own. */
  @Override
  public Recovered recover() {
    Recovered recovered = files.recover();
    log.start();
    snapshots.start();
    return recovered;
  }

  @Override
  public void persist(Persist write, Runnable durable) {
    checkOpen();
    log.put(new LogRequest.Write(write, durable));
  }

  @Override
  public void save(SnapshotHead head, SnapshotContent content, Runnable durable) {
    checkOpen();
    SnapshotSave save = files.save(head, content);
    snapshots.put(
        () -> {
          while (!save.step()) {
            checkWorking();
          }
          durable.run();
        });
  }

  @Override
  public void compact(long through) {
    checkOpen();
    log.put(new LogRequest.Compact(through));
  }

  @Override
  public void readChunk(SnapshotHead head, long offset, int max, Consumer<SnapshotChunk> then) {
    checkOpen();
    snapshots.put(() -> files.readChunk(head, offset, max).ifPresent(then));
  }

  @Override
  public void storeChunk(
      SnapshotHead head, long offset, byte[] bytes, long total, Consumer<ChunkOutcome> then) {
    checkOpen();
    snapshots.put(() -> then.accept(files.storeChunk(head, offset, bytes, total)));
  }

  @Override
  public SnapshotSource openSnapshot(SnapshotHead head) {
    return files.openSnapshot(head);
  }

  @Override
  public void restored(SnapshotHead head) {
    checkOpen();
    log.put(new LogRequest.Restart(head));
  }

  /**
   * Waits until all writes are durable and reported.
   *
   * @throws StorageException when that takes longer than ten seconds for either thread; the writes
   *     stay unknown
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      snapshots.stop(CLOSE_TIMEOUT);
      log.stop(CLOSE_TIMEOUT);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the storage is closed");
    }
  }

  private void checkWorking() {
    if (failed.get()) {
      throw new StorageException("the other half of the storage has failed");
    }
  }

  private void storeGroup(List<LogRequest> group) {
    guarded(
        () -> {
          List<LogRequest.Write> writes = new ArrayList<>();
          for (LogRequest request : group) {
            switch (request) {
              case LogRequest.Write write -> writes.add(write);
              case LogRequest.Restart(SnapshotHead head) -> {
                store(writes);
                files.log().restart(head.last());
              }
              case LogRequest.Compact(long through) -> {
                store(writes);
                files.compact(through);
              }
            }
          }
          store(writes);
        });
  }

  /** Makes these durable, reports them, and empties the list. */
  private void store(List<LogRequest.Write> writes) {
    if (!writes.isEmpty()) {
      files.log().append(writes.stream().map(LogRequest.Write::write).toList());
      files.log().sync();
      checkWorking();
      writes.forEach(write -> write.durable().run());
      writes.clear();
    }
  }

  /** The first failure is reported, and is the end of everything: nobody is told anything more. */
  private void guarded(Runnable task) {
    if (failed.get()) {
      return;
    }
    try {
      task.run();
    } catch (StorageException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new StorageException("the storage thread failed: " + e, e));
    }
  }

  private void fail(StorageException failure) {
    if (failed.compareAndSet(false, true)) {
      onFailure.accept(failure);
    }
  }
}
