package dev.assay.node;

import dev.assay.node.storage.NodeStorage;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.StorageException;
import dev.assay.node.storage.WriteAheadLog;
import dev.assay.raft.Effect.Persist;
import java.util.ArrayList;
import java.util.List;

/** The real log, synced when the test says so. */
final class CrankedStorage implements NodeStorage {
  private record Write(Persist write, Runnable durable) {}

  private final WriteAheadLog log;
  private List<Write> waiting = new ArrayList<>();
  private boolean stalled;

  CrankedStorage(MemoryDisk disk) {
    log = new WriteAheadLog(disk);
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
    if (stalled || waiting.isEmpty()) {
      return false;
    }
    List<Write> group = waiting;
    waiting = new ArrayList<>();
    log.append(group.stream().map(Write::write).toList());
    log.sync();
    group.forEach(write -> write.durable().run());
    return true;
  }

  @Override
  public Recovered recover() {
    return log.recover();
  }

  @Override
  public void persist(Persist write, Runnable durable) {
    waiting.add(new Write(write, durable));
  }

  @Override
  public void close() {}
}
