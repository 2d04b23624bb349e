package dev.assay.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How often this disk makes an append durable, when three files are appended to at once as three
 * nodes do. With every client in each group commit, this times the number of clients is what no
 * closed loop can exceed.
 */
final class DiskLimit {
  private static final int FILES = 3;

  /** What one operation adds to a log, about. */
  private static final int OPERATION_BYTES = 96;

  private DiskLimit() {}

  /** Durable appends per second and file, each of one operation per client. */
  static double perSecond(Path folder, int clients, Duration time)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<Callable<Long>> writers = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      Path file = folder.resolve("appended-" + i);
      writers.add(() -> append(file, clients * OPERATION_BYTES, time));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(FILES)) {
      long slowest = Long.MAX_VALUE;
      for (Future<Long> count : threads.invokeAll(writers)) {
        slowest = Math.min(slowest, count.get());
      }
      return slowest * 1e9 / time.toNanos();
    } catch (ExecutionException e) {
      throw new IOException("appending in " + folder + " failed", e);
    }
  }

  private static long append(Path file, int bytes, Duration time) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(bytes);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long deadline = System.nanoTime() + time.toNanos();
      long count = 0;
      while (System.nanoTime() - deadline < 0) {
        var _ = channel.write(block.clear());
        channel.force(false);
        count++;
      }
      return count;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
