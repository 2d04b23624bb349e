package dev.assay.benchmark;

import dev.assay.ledger.Batch;
import dev.assay.ledger.Ledger;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.storage.ChannelFiles;
import dev.assay.node.storage.FileDisk;
import dev.assay.node.storage.LogLimits;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.SnapshotSave;
import dev.assay.node.storage.SnapshotSource;
import dev.assay.node.storage.ThreadedStorage;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures a node's storage alone, on the disk of a folder:
 *
 * <pre>
 * commit FOLDER                       group commit with 1 and 64 waiting writers, zeros ahead or not
 * fill FOLDER TRANSACTIONS PER_BLOCK  a chain of transfers and a snapshot of its end
 * restart FOLDER                      what a start of that folder takes of time
 * </pre>
 *
 * Run by {@code scripts/benchmark-storage}.
 */
public final class StorageBenchmark {
  private static final Duration MEASURED = Duration.ofSeconds(4);
  private static final int ENTRY_BYTES = 120;
  private static final int ACCOUNTS = 1_000;
  private static final Membership MEMBERS = Membership.ofVoters(List.of(new NodeId("n1")));

  private StorageBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    String mode = words.size() < 2 ? "" : words.getFirst();
    switch (mode) {
      case "commit" -> commit(Path.of(words.get(1)));
      case "fill" ->
          fill(
              Path.of(words.get(1)),
              Integer.parseInt(words.get(2)),
              Integer.parseInt(words.get(3)));
      case "restart" -> restart(Path.of(words.get(1)));
      default -> {
        System.err.println(
            "usage: commit FOLDER | fill FOLDER TRANSACTIONS PER_BLOCK | restart FOLDER");
        System.exit(254);
      }
    }
  }

  private static void commit(Path folder) throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      for (int writers : new int[] {1, 64}) {
        for (int ahead : new int[] {0, 1 << 20}) {
          LogLimits limits = new LogLimits(LogLimits.SEGMENT_BYTES_MAX, ahead);
          Path fresh = folder.resolve("round-%d-%d-%d".formatted(round, writers, ahead));
          try (FileDisk disk = FileDisk.open(fresh)) {
            commit(ChannelFiles.open(disk, limits), writers, ahead);
          }
        }
      }
    }
  }

  private static void commit(ChannelFiles files, int writers, int ahead)
      throws InterruptedException {
    Payload payload = Payload.of(new byte[ENTRY_BYTES]);
    long[] nanos = new long[2_000_000];
    AtomicLong acknowledged = new AtomicLong();
    Semaphore free = new Semaphore(writers);
    try (ThreadedStorage storage = new ThreadedStorage("benchmark", files, failed -> {})) {
      storage.recover();
      long begun = System.nanoTime();
      long index = 0;
      while (System.nanoTime() - begun < MEASURED.toNanos() && index < nanos.length) {
        free.acquire();
        index++;
        long asked = System.nanoTime();
        Entry entry = new Entry(index, 1, Entry.Kind.COMMAND, payload);
        storage.persist(
            new Persist(index, Optional.empty(), List.of(entry)),
            () -> {
              nanos[(int) acknowledged.getAndIncrement()] = System.nanoTime() - asked;
              free.release();
            });
      }
      free.acquire(writers);
      double seconds = (System.nanoTime() - begun) / 1e9;
      int count = (int) acknowledged.get();
      Arrays.sort(nanos, 0, count);
      System.out.printf(
          Locale.ROOT,
          "%2d writers, %4d KiB of zeros ahead: %7.0f entries/s, p50 %.2f ms, p99 %.2f ms%n",
          writers,
          ahead >> 10,
          count / seconds,
          nanos[count / 2] / 1e6,
          nanos[(int) (count * 0.99)] / 1e6);
    }
  }

  private static void fill(Path folder, int transactions, int perBlock) throws IOException {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    try (FileDisk disk = FileDisk.open(folder)) {
      ChannelFiles files = ChannelFiles.open(disk);
      files.recover();
      files
          .log()
          .append(
              List.of(new Persist(1, Optional.of(new HardState(1, Optional.empty())), List.of())));
      int sequence = 0;
      for (int done = 0; done < transactions; done += perBlock) {
        sequence++;
        Batch batch =
            new Batch(sequence, "n1", batch(done, Math.min(perBlock, transactions - done)));
        ledger.apply(1, sequence, batch).ifPresent(files.blocks()::append);
      }
      SnapshotHead head = new SnapshotHead(new LogPosition(sequence, 1), MEMBERS);
      files.log().restart(head.last());
      files.log().sync();
      long begun = System.nanoTime();
      var image = ledger.image();
      SnapshotSave save = files.save(head, sink -> image.writeTo(sink::write));
      boolean whole = false;
      while (!whole) {
        whole = save.step();
      }
      System.out.printf(
          Locale.ROOT,
          "%d transactions in %d blocks; snapshot stored in %.2f s%n",
          transactions,
          files.blocks().height(),
          (System.nanoTime() - begun) / 1e9);
    }
  }

  private static List<Transaction> batch(int first, int count) {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      transactions.add(
          i < ACCOUNTS
              ? TransferContract.open("open-" + i, "account-" + i, 1_000_000)
              : TransferContract.transfer(
                  "transfer-" + i, "account-" + i % ACCOUNTS, "account-" + (i + 7) % ACCOUNTS, 1));
    }
    return transactions;
  }

  private static void restart(Path folder) throws IOException {
    long begun = System.nanoTime();
    try (FileDisk disk = FileDisk.open(folder)) {
      ChannelFiles files = ChannelFiles.open(disk);
      Recovered recovered = files.recover();
      long storage = System.nanoTime() - begun;
      Ledger ledger = new Ledger(StandardContracts.DEFAULT);
      if (recovered.snapshot().isPresent()) {
        try (SnapshotSource source = files.openSnapshot(recovered.snapshot().get())) {
          ledger = Ledger.restore(StandardContracts.DEFAULT, Set.of(), source);
        }
      }
      files.blocks().startAt(ledger.height(), ledger.headHash());
      long all = System.nanoTime() - begun;
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "block %d: storage %.3f s, with the ledger's state %.3f s, heap %d MiB used of %d%n",
          files.blocks().height(),
          storage / 1e9,
          all / 1e9,
          (runtime.totalMemory() - runtime.freeMemory()) >> 20,
          runtime.maxMemory() >> 20);
    }
  }
}
