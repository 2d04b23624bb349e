package dev.assay.node;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** The real log, synced when the test says so. */
final class CrankedStorage implements NodeStorage {
  private record Write(Persist write, Runnable durable) {}

  private final ChannelFiles files;
  private final Queue<Runnable> snapshotTasks = new ArrayDeque<>();
  private List<Write> waiting = new ArrayList<>();
  private boolean stalled;

  CrankedStorage(ChannelFiles files) {
    this.files = files;
  }

  /** Keeps writes from becoming durable. */
  void stall() {
    stalled = true;
  }

  void resume() {
    stalled = false;
  }

  /**
   * Makes what waits durable and reports it.
   *
   * @return whether anything was
   */
  boolean sync() throws StorageException {
    if (stalled || (waiting.isEmpty() && snapshotTasks.isEmpty())) {
      return false;
    }
    syncLog();
    for (int left = snapshotTasks.size(); left > 0; left--) {
      snapshotTasks.remove().run();
    }
    return true;
  }

  private void syncLog() {
    List<Write> group = waiting;
    waiting = new ArrayList<>();
    files.log().append(group.stream().map(Write::write).toList());
    files.log().sync();
    group.forEach(write -> write.durable().run());
  }

  @Override
  public Recovered recover() {
    return files.recover();
  }

  @Override
  public void persist(Persist write, Runnable durable) {
    waiting.add(new Write(write, durable));
  }

  @Override
  public void save(SnapshotHead head, SnapshotContent content, Runnable durable) {
    SnapshotSave save = files.save(head, content);
    snapshotTasks.add(
        () -> {
          while (!save.step()) {}
          durable.run();
        });
  }

  @Override
  public void compact(long through) {
    syncLog();
    files.compact(through);
  }

  @Override
  public void readChunk(SnapshotHead head, long offset, int max, Consumer<SnapshotChunk> then) {
    snapshotTasks.add(() -> files.readChunk(head, offset, max).ifPresent(then));
  }

  @Override
  public void storeChunk(
      SnapshotHead head, long offset, byte[] bytes, long total, Consumer<ChunkOutcome> then) {
    snapshotTasks.add(() -> then.accept(files.storeChunk(head, offset, bytes, total)));
  }

  @Override
  public SnapshotSource openSnapshot(SnapshotHead head) {
    return files.openSnapshot(head);
  }

  @Override
  public void restored(SnapshotHead head) {
    syncLog();
    files.log().restart(head.last());
  }

  @Override
  public void close() {}
}
