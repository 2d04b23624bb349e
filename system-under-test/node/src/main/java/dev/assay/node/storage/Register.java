package dev.assay.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A few bytes that a node must not forget, replaced as a whole: a file of version (4), CRC32C of
 * the rest (4), and the bytes, which gets its name when it is durable. One thread uses it.
 */
public final class Register {
  static final String FILE = "register";
  private static final String NEW_FILE = "register-new";
  private static final int HEADER_BYTES = 8;
  private static final int VERSION = 1;
  private static final long BYTES_MAX = 1 << 20;

  private final Disk disk;
  private final Failpoints failpoints;

  public Register(Disk disk) {
    this(disk, Failpoints.NONE);
  }

  public Register(Disk disk, Failpoints failpoints) {
    this.disk = disk;
    this.failpoints = failpoints;
  }

  /**
   * What was last written; empty at first.
   *
   * @throws StorageException when the disk fails or the file is damaged
   */
  public byte[] read() {
    try {
      long size = disk.list().getOrDefault(FILE, 0L);
      if (size == 0) {
        return new byte[0];
      }
      if (size < HEADER_BYTES || size > BYTES_MAX) {
        throw StorageException.corrupt(FILE, 0, "it has " + size + " bytes");
      }
      byte[] all = disk.read(FILE, 0, (int) size);
      ByteBuffer header = ByteBuffer.wrap(all);
      FormatVersion.check(FILE, header.getInt(), VERSION);
      byte[] bytes = Arrays.copyOfRange(all, HEADER_BYTES, all.length);
      if (header.getInt() != crcOf(bytes)) {
        throw StorageException.corrupt(FILE, HEADER_BYTES, "the checksum is wrong");
      }
      return bytes;
    } catch (IOException e) {
      throw StorageException.of("read the file " + FILE, e);
    }
  }

  /**
   * Replaces what is there; durable on return.
   *
   * @throws StorageException when the disk fails: the node must stop
   */
  public void write(byte[] bytes) {
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + bytes.length);
    file.putInt(VERSION).putInt(crcOf(bytes)).put(bytes);
    try {
      disk.write(NEW_FILE, 0, file.array());
      disk.truncate(NEW_FILE, file.capacity());
      failpoints.reached(Failpoint.REGISTER_BEFORE_SYNC);
      disk.sync(NEW_FILE);
      failpoints.reached(Failpoint.REGISTER_BEFORE_RENAME);
      disk.rename(NEW_FILE, FILE);
      failpoints.reached(Failpoint.REGISTER_AFTER_RENAME);
    } catch (IOException e) {
      throw StorageException.of("write the file " + FILE, e);
    }
  }

  private static int crcOf(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
