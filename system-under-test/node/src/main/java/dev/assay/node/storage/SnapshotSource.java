package dev.assay.node.storage;

import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.SnapshotHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A snapshot's content, verified piece by piece: what it hands out is good, and its end is only
 * reached when the whole was there. Holds 64 KiB. One thread uses it.
 *
 * <p>Damage throws a {@link StorageException} that names file and offset.
 */
public final class SnapshotSource extends InputStream {
  private final Disk disk;
  private final String file;
  private final long fileBytes;
  private final SnapshotHead head;
  private final CRC32C contentCrc = new CRC32C();
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private long pieces;
  private long contentBytes;
  private long position;
  private boolean ended;

  private SnapshotSource(Disk disk, String file, long fileBytes, SnapshotHead head, long position) {
    this.disk = disk;
    this.file = file;
    this.fileBytes = fileBytes;
    this.head = head;
    this.position = position;
  }

  static SnapshotSource open(Disk disk, String file) throws IOException {
    long fileBytes = disk.list().getOrDefault(file, -1L);
    if (fileBytes < SnapshotFormat.FIXED_HEADER_BYTES) {
      throw corrupt(file, 0, fileBytes < 0 ? "it is missing" : "the header is not whole");
    }
    byte[] fixed = disk.read(file, 0, SnapshotFormat.FIXED_HEADER_BYTES);
    try {
      int headerBytes = SnapshotFormat.headerBytes(fixed);
      FormatVersion.check(file, SnapshotFormat.headerVersion(fixed), SnapshotFormat.VERSION);
      if (headerBytes > fileBytes) {
        throw new MalformedBytesException("the header is not whole");
      }
      SnapshotHead head = SnapshotFormat.head(disk.read(file, 0, headerBytes));
      return new SnapshotSource(disk, file, fileBytes, head, headerBytes);
    } catch (MalformedBytesException e) {
      throw corrupt(file, 0, String.valueOf(e.getMessage()));
    }
  }

  /** What the content stands for. */
  public SnapshotHead head() {
    return head;
  }

  @Override
  public int read() throws IOException {
    return fill() ? Byte.toUnsignedInt(piece.get()) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(length, piece.remaining());
    piece.get(target, offset, taken);
    return taken;
  }

  /** Reads to the end and so verifies all; returns the number of bytes of the whole content. */
  long verify() throws IOException {
    while (fill()) {
      piece.position(piece.limit());
    }
    return contentBytes;
  }

  private boolean fill() throws IOException {
    while (!piece.hasRemaining() && !ended) {
      nextPiece();
    }
    return piece.hasRemaining();
  }

  private void nextPiece() throws IOException {
    ByteBuffer header = ByteBuffer.wrap(readBytes(position, SnapshotFormat.PIECE_HEADER_BYTES));
    int length = header.getInt();
    if (length == 0) {
      end();
      return;
    }
    if (length < 0 || length > SnapshotFormat.PIECE_BYTES_MAX) {
      throw corrupt(file, position, "a piece of " + length + " bytes");
    }
    byte[] bytes = readBytes(position + SnapshotFormat.PIECE_HEADER_BYTES, length);
    if (SnapshotFormat.pieceCrc(pieces, bytes, length) != header.getInt()) {
      throw corrupt(file, position, "piece %d is damaged".formatted(pieces));
    }
    contentCrc.update(bytes);
    contentBytes += length;
    pieces++;
    position += SnapshotFormat.PIECE_HEADER_BYTES + length;
    piece = ByteBuffer.wrap(bytes);
  }

  private void end() throws IOException {
    byte[] expected = SnapshotFormat.end(pieces, contentBytes, (int) contentCrc.getValue());
    if (!Arrays.equals(readBytes(position, SnapshotFormat.END_BYTES), expected)) {
      throw corrupt(file, position, "the end does not belong to the content before it");
    }
    position += SnapshotFormat.END_BYTES;
    if (position != fileBytes) {
      throw corrupt(file, position, "%d bytes after the end".formatted(fileBytes - position));
    }
    ended = true;
  }

  private byte[] readBytes(long offset, int length) throws IOException {
    if (length > fileBytes - offset) {
      throw corrupt(file, fileBytes, "it ends too early");
    }
    return disk.read(file, offset, length);
  }

  private static StorageException corrupt(String file, long offset, String cause) {
    return StorageException.corrupt(file, offset, cause);
  }
}
