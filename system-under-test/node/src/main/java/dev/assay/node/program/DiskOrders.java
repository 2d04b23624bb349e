package dev.assay.node.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * What a verification wants a node's disk to fail at: the file {@code disk} in the control folder,
 * see {@link DiskOrder}. It holds from the moment at which the file is there until it is gone. How
 * often it struck is left there as {@code disk.struck}, a line with the order's number and a count,
 * which is written when it has doubled: at least so often. Any thread.
 */
final class DiskOrders {
  static final String ORDER = "disk";
  static final String STRUCK = "disk.struck";

  private static final long LOOK_NANOS = 5_000_000;

  private final Path file;
  private final Path struck;
  private final Random random;
  private DiskOrder order = DiskOrder.NONE;
  private long room;
  private long strikes;

  /**
   * @param random decides which of the operations fail, where only some of them are to
   */
  DiskOrders(Path control, Random random) {
    this.file = control.resolve(ORDER);
    this.struck = control.resolve(STRUCK);
    this.random = random;
  }

  /**
   * Lets an operation go on, or fail.
   *
   * @throws IOException that a disk could have given
   */
  void check(DiskOrder.Operation operation, String name) throws IOException {
    Optional<String> reason = failure(operation, name);
    if (reason.isPresent()) {
      throw new IOException(name + ": " + reason.get());
    }
  }

  private synchronized Optional<String> failure(DiskOrder.Operation operation, String name)
      throws IOException {
    Optional<String> reason = look().failure(operation, name, () -> random.nextInt(1000));
    if (reason.isPresent()) {
      strike();
    }
    return reason;
  }

  /** How many of these bytes find room, in a file that grows by all of them. */
  synchronized int fitting(int bytes) throws IOException {
    if (look().spareBytes().isEmpty()) {
      return bytes;
    }
    int fitting = (int) Math.min(bytes, room);
    room -= fitting;
    if (fitting < bytes) {
      strike();
    }
    return fitting;
  }

  /** How many bytes of a write that fails are written. */
  synchronized int torn(int bytes) {
    return bytes == 0 ? 0 : random.nextInt(bytes);
  }

  /** Returns when a sync may begin: at once, or when it was held up for long enough. */
  void holdUpSync() throws IOException {
    long began = System.nanoTime();
    boolean counted = false;
    while (isHeldUp(System.nanoTime() - began, counted)) {
      counted = true;
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private synchronized boolean isHeldUp(long nanos, boolean counted) throws IOException {
    DiskOrder now = look();
    if (now.slowMillis().isEmpty()) {
      return false;
    }
    if (!counted) {
      strike();
    }
    long millis = now.slowMillis().getAsLong();
    return millis == 0 || nanos < millis * 1_000_000;
  }

  /** Costs a look at a folder, next to a write: paid by nodes alone that have a control folder. */
  private DiskOrder look() throws IOException {
    if (!Files.exists(file)) {
      order = DiskOrder.NONE;
      return order;
    }
    try {
      DiskOrder now = DiskOrder.parse(Files.readAllLines(file));
      if (now.number() != order.number()) {
        strikes = strikesOf(now.number());
        // What was full when an earlier life ended still is.
        room = strikes > 0 ? 0 : now.spareBytes().orElse(0);
      }
      order = now;
    } catch (NoSuchFileException e) {
      order = DiskOrder.NONE;
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " is no order to a disk: " + e.getMessage(), e);
    }
    return order;
  }

  private long strikesOf(long number) throws IOException {
    if (!Files.exists(struck)) {
      return 0;
    }
    List<String> words = List.of(Files.readString(struck).strip().split(" ", 2));
    return words.getFirst().equals(Long.toString(number)) ? Long.parseLong(words.getLast()) : 0;
  }

  private void strike() throws IOException {
    strikes++;
    if (Long.bitCount(strikes) == 1) {
      Path next = struck.resolveSibling(STRUCK + ".next");
      Files.write(
          next, (order.number() + " " + strikes + "\n").getBytes(StandardCharsets.US_ASCII));
      Files.move(next, struck, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
