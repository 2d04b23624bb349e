package dev.assay.node.storage;

import java.io.IOException;
import java.util.SortedMap;

/** A disk that fails in one way from some moment on, or has only so much room. */
final class FaultyDisk implements Disk {
  /** What is wrong. */
  enum Fault {
    NONE,
    /** ENOSPC: what grows a file fails. */
    FULL,
    /** EIO at every write. */
    WRITE_ERROR,
    /** EIO at every sync, and only there. */
    SYNC_ERROR,
    /** EROFS: all that changes something. */
    READ_ONLY,
    /** EIO at every read. */
    READ_ERROR
  }

  private final Disk disk;
  private volatile Fault fault = Fault.NONE;
  private volatile long bytesMax = Long.MAX_VALUE;

  FaultyDisk(Disk disk) {
    this.disk = disk;
  }

  void become(Fault now) {
    fault = now;
  }

  /** Files may have so many bytes together. */
  void limit(long bytes) {
    bytesMax = bytes;
  }

  @Override
  public void write(String file, long offset, byte[] bytes) throws IOException {
    switch (fault) {
      case WRITE_ERROR -> throw new IOException("Input/output error");
      case READ_ONLY -> throw new IOException("Read-only file system");
      case FULL -> throw new IOException("No space left on device");
      case NONE, SYNC_ERROR, READ_ERROR -> {}
    }
    SortedMap<String, Long> sizes = disk.list();
    long growth = offset + bytes.length - sizes.getOrDefault(file, 0L);
    long used = sizes.values().stream().mapToLong(Long::longValue).sum();
    if (growth > 0 && used + growth > bytesMax) {
      throw new IOException("No space left on device");
    }
    disk.write(file, offset, bytes);
  }

  @Override
  public byte[] read(String file, long offset, int length) throws IOException {
    if (fault == Fault.READ_ERROR) {
      throw new IOException("Input/output error");
    }
    return disk.read(file, offset, length);
  }

  @Override
  public void truncate(String file, long size) throws IOException {
    checkChange();
    disk.truncate(file, size);
  }

  @Override
  public void sync(String file) throws IOException {
    if (fault == Fault.SYNC_ERROR) {
      throw new IOException("Input/output error");
    }
    checkChange();
    disk.sync(file);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    checkChange();
    disk.rename(from, to);
  }

  @Override
  public void delete(String file) throws IOException {
    checkChange();
    disk.delete(file);
  }

  @Override
  public SortedMap<String, Long> list() throws IOException {
    return disk.list();
  }

  private void checkChange() throws IOException {
    if (fault == Fault.READ_ONLY) {
      throw new IOException("Read-only file system");
    }
  }
}
