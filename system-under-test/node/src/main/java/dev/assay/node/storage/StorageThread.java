package dev.assay.node.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * A thread that takes requests in groups, as many as wait. It goes on taking them whatever became
 * of the former, so that nobody waits for room for ever.
 *
 * @param <R> a request
 */
final class StorageThread<R> {
  private sealed interface Item<R> {
    record Request<R>(R request) implements Item<R> {}

    record Stop<R>() implements Item<R> {}
  }

  private final BlockingQueue<Item<R>> waiting;
  private final Consumer<List<R>> handler;
  private final Thread thread;

  /**
   * @param waitingMax how many requests may wait before {@link #put} blocks
   * @param handler of one group; it must not throw
   */
  StorageThread(String name, int waitingMax, Consumer<List<R>> handler) {
    waiting = new ArrayBlockingQueue<>(waitingMax);
    this.handler = handler;
    thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void put(R request) {
    putItem(new Item.Request<>(request));
  }

  /**
   * Waits until all requests are handled, and ends the thread.
   *
   * @throws StorageException when that takes longer
   */
  void stop(Duration timeout) {
    if (!thread.isAlive()) {
      return;
    }
    putItem(new Item.Stop<>());
    try {
      if (!thread.join(timeout)) {
        throw new StorageException(
            "the disk did not finish the last writes within " + timeout + ": does it hang?");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted before the last writes were durable", e);
    }
  }

  private void putItem(Item<R> item) {
    try {
      waiting.put(item);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while waiting for the disk", e);
    }
  }

  private void run() {
    List<Item<R>> items = new ArrayList<>();
    boolean stopped = false;
    while (!stopped) {
      items.clear();
      try {
        items.add(waiting.take());
      } catch (InterruptedException e) {
        // Nobody has this thread to interrupt it; and a file channel would not survive it either.
        return;
      }
      waiting.drainTo(items);
      List<R> group = new ArrayList<>(items.size());
      for (Item<R> item : items) {
        switch (item) {
          case Item.Request<R>(R request) -> group.add(request);
          case Item.Stop<R>() -> stopped = true;
        }
      }
      if (!group.isEmpty()) {
        handler.accept(group);
      }
    }
  }
}
