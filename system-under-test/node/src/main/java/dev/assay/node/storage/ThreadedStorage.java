package dev.assay.node.storage;

import dev.assay.raft.Effect.Persist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Stores on a thread of its own, with group commit: all writes that wait are appended as one record
 * and made durable by one sync, then their {@code durable} callbacks run, on the storage's thread.
 * While that sync runs, the next group gathers.
 */
public final class ThreadedStorage implements NodeStorage {
  /** How many writes may wait before {@link #persist} blocks. */
  static final int WAITING_MAX = 1024;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private sealed interface Request {
    record Write(Persist write, Runnable durable) implements Request {}

    record Stop() implements Request {}
  }

  private final WriteAheadLog log;
  private final Consumer<StorageException> onFailure;
  private final BlockingQueue<Request> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread;
  private boolean closed;

  /**
   * @param node whose storage it is; names the thread
   * @param onFailure called at most once, on the storage's thread, with the first failure; it has
   *     to get the node's own thread to stop the node, and must not call back into the storage
   */
  public ThreadedStorage(String node, WriteAheadLog log, Consumer<StorageException> onFailure) {
    this.log = log;
    this.onFailure = onFailure;
    thread = Thread.ofPlatform().name(node + "-storage").unstarted(this::run);
  }

  /** Reads on the calling thread, then starts the storage's own. */
  @Override
  public Recovered recover() {
    Recovered recovered = log.recover();
    thread.start();
    return recovered;
  }

  @Override
  public void persist(Persist write, Runnable durable) {
    if (closed) {
      throw new IllegalStateException("the storage is closed");
    }
    put(new Request.Write(write, durable));
  }

  /**
   * Waits until all writes are durable and reported.
   *
   * @throws StorageException when that takes longer than ten seconds; the writes stay unknown
   */
  @Override
  public void close() {
    if (closed || !thread.isAlive()) {
      closed = true;
      return;
    }
    closed = true;
    put(new Request.Stop());
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        throw new StorageException(
            "the disk did not finish the last writes within " + CLOSE_TIMEOUT + ": does it hang?");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted before the last writes were durable", e);
    }
  }

  private void put(Request request) {
    try {
      waiting.put(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while waiting for the disk", e);
    }
  }

  private void run() {
    boolean failed = false;
    boolean stopped = false;
    List<Request> group = new ArrayList<>();
    while (!stopped) {
      group.clear();
      stopped = nextGroup(group);
      // After a failure requests are still taken, and dropped, so that nobody waits for room for
      // ever.
      if (!failed) {
        failed = !store(group);
      }
    }
  }

  /** Waits for a request and takes all that are there; whether a stop was among them. */
  private boolean nextGroup(List<Request> group) {
    try {
      group.add(waiting.take());
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it; and a file channel would not survive it either.
      return true;
    }
    waiting.drainTo(group);
    return group.removeIf(Request.Stop.class::isInstance);
  }

  private boolean store(List<Request> group) {
    try {
      List<Persist> writes = new ArrayList<>();
      List<Runnable> callbacks = new ArrayList<>();
      for (Request request : group) {
        if (request instanceof Request.Write(Persist write, Runnable durable)) {
          writes.add(write);
          callbacks.add(durable);
        }
      }
      log.append(writes);
      log.sync();
      callbacks.forEach(Runnable::run);
      return true;
    } catch (StorageException e) {
      onFailure.accept(e);
    } catch (RuntimeException e) {
      onFailure.accept(new StorageException("the storage thread failed: " + e, e));
    }
    return false;
  }
}
