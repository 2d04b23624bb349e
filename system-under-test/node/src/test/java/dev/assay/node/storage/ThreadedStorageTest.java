package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadedStorageTest {
  private final CrashDisk disk = new CrashDisk();
  private final GatedDisk gated = new GatedDisk(disk);
  private final Queue<StorageException> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> durable = new ConcurrentLinkedQueue<>();
  private final Queue<String> threads = new ConcurrentLinkedQueue<>();

  @Test
  void manyWritesShareOneSync() throws InterruptedException {
    try (ThreadedStorage storage = started()) {
      int before = gated.syncs.get();
      gated.close();
      persist(storage, 1);
      gated.awaitSync();
      for (int i = 2; i <= 500; i++) {
        persist(storage, i);
      }
      assertThat(durable).isEmpty();
      gated.open();
      await().until(() -> durable.size() == 500);
      assertThat(gated.syncs.get() - before).isEqualTo(2);
    }
    assertThat(durable).containsExactlyElementsOf(IntStream.rangeClosed(1, 500).boxed().toList());
    assertThat(threads).containsOnly("n1-storage");
    assertThat(TestLogs.on(disk).recover().entries()).hasSize(500);
  }

  @Test
  void durableIsCalledAfterTheSync() throws InterruptedException {
    try (ThreadedStorage storage = started()) {
      gated.close();
      persist(storage, 1);
      gated.awaitSync();
      assertThat(durable).isEmpty();
      gated.open();
      await().until(() -> !durable.isEmpty());
    }
  }

  @Test
  void closeFinishesWhatWasAskedFor() {
    ThreadedStorage storage = started();
    for (int i = 1; i <= 100; i++) {
      persist(storage, i);
    }
    storage.close();
    assertThat(durable).hasSize(100);
    storage.close();
    assertThatThrownBy(() -> persist(storage, 101)).hasMessage("the storage is closed");
  }

  @Test
  void aFailureIsReportedOnceAndNothingAfterItIsDurable() {
    try (ThreadedStorage storage = started()) {
      persist(storage, 1);
      await().until(() -> durable.size() == 1);
      disk.failAtStep(1);
      for (int i = 2; i <= 2 * ThreadedStorage.WAITING_MAX; i++) {
        persist(storage, i);
      }
    }
    assertThat(durable).containsExactly(1);
    assertThat(failures).hasSize(1);
    assertThat(failures.peek()).hasMessageContaining("No space left on device");
  }

  @Test
  void aMistakeOfTheCallerIsAFailureToo() {
    try (ThreadedStorage storage = started()) {
      storage.persist(write(entry(7, 1, "gap")), () -> durable.add(7));
    }
    assertThat(durable).isEmpty();
    assertThat(failures).singleElement().asString().contains("entry 7 cannot follow");
  }

  private ThreadedStorage started() {
    ThreadedStorage storage = new ThreadedStorage("n1", ChannelFiles.open(gated), failures::add);
    storage.recover();
    return storage;
  }

  private void persist(ThreadedStorage storage, int index) {
    storage.persist(
        write(entry(index, 1, "x")),
        () -> {
          durable.add(index);
          threads.add(Thread.currentThread().getName());
        });
  }

  /** A disk whose syncs wait while the gate is closed. */
  private static final class GatedDisk implements Disk {
    final AtomicInteger syncs = new AtomicInteger();
    private final Disk disk;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch syncing = new CountDownLatch(0);

    GatedDisk(Disk disk) {
      this.disk = disk;
    }

    void close() {
      syncing = new CountDownLatch(1);
      gate = new CountDownLatch(1);
    }

    void awaitSync() throws InterruptedException {
      assertThat(syncing.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void open() {
      gate.countDown();
    }

    @Override
    public void sync(String file) throws IOException {
      syncs.incrementAndGet();
      syncing.countDown();
      try {
        assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      disk.sync(file);
    }

    @Override
    public void write(String file, long offset, byte[] bytes) throws IOException {
      disk.write(file, offset, bytes);
    }

    @Override
    public byte[] read(String file, long offset, int length) throws IOException {
      return disk.read(file, offset, length);
    }

    @Override
    public void truncate(String file, long size) throws IOException {
      disk.truncate(file, size);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public void delete(String file) throws IOException {
      disk.delete(file);
    }

    @Override
    public SortedMap<String, Long> list() throws IOException {
      return disk.list();
    }
  }
}
