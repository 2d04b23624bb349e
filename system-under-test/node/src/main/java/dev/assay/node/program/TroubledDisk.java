package dev.assay.node.program;

import dev.assay.node.storage.Disk;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * A disk that fails where a verification wants it to: as full, read-only, broken or slow disks do.
 * What grows without being written ({@link #extend}) takes no room, as on a file system with holes.
 */
final class TroubledDisk implements Disk {
  private final Disk below;
  private final DiskOrders orders;

  TroubledDisk(Disk below, DiskOrders orders) {
    this.below = below;
    this.orders = orders;
  }

  /** What fails may have been written in part. */
  @Override
  public void write(String file, long offset, byte[] bytes) throws IOException {
    try {
      orders.check(DiskOrder.Operation.WRITE, file);
    } catch (IOException e) {
      part(file, offset, bytes, orders.torn(bytes.length));
      throw e;
    }
    int fitting = orders.fitting(bytes.length);
    if (fitting < bytes.length) {
      part(file, offset, bytes, fitting);
      throw new IOException(file + ": No space left on device");
    }
    below.write(file, offset, bytes);
  }

  private void part(String file, long offset, byte[] bytes, int length) throws IOException {
    if (length > 0) {
      below.write(file, offset, Arrays.copyOf(bytes, length));
    }
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    orders.check(DiskOrder.Operation.READ, file);
    return below.read(file, offset, length);
  }

  @Override
  public void extend(String file, long size) throws IOException {
    orders.check(DiskOrder.Operation.WRITE, file);
    below.extend(file, size);
  }

  @Override
  public void writeAgain(String file, long from, long to) throws IOException {
    orders.check(DiskOrder.Operation.WRITE, file);
    below.writeAgain(file, from, to);
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    orders.check(DiskOrder.Operation.WRITE, file);
    below.truncate(file, size);
  }

  @Override
  public void sync(String file) throws IOException {
    orders.holdUpSync();
    orders.check(DiskOrder.Operation.SYNC, file);
    below.sync(file);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    orders.check(DiskOrder.Operation.NAMES, from);
    below.rename(from, to);
  }

  @Override
  public void delete(String file) throws IOException {
    orders.check(DiskOrder.Operation.NAMES, file);
    below.delete(file);
  }

  @Override
  public SortedMap<String, Long> list() throws IOException {
    return below.list();
  }
}
