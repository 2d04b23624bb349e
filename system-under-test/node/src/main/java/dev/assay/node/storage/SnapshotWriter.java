package dev.assay.node.storage;

import dev.assay.raft.log.SnapshotHead;
import java.io.IOException;
import java.util.zip.CRC32C;

/** Writes a snapshot into a file that counts for nothing until it is renamed. */
final class SnapshotWriter implements SnapshotSink {
  /** So much may be waiting in the kernel's cache: the last sync of a large snapshot is short. */
  private static final int UNSYNCED_BYTES_MAX = 4 << 20;

  private final Disk disk;
  private final String file;
  private final byte[] piece = new byte[SnapshotFormat.PIECE_BYTES_MAX];
  private final CRC32C contentCrc = new CRC32C();
  private int pieceBytes;
  private long pieces;
  private long contentBytes;
  private long fileBytes;
  private long syncedBytes;

  SnapshotWriter(Disk disk, String file, SnapshotHead head) throws IOException {
    this.disk = disk;
    this.file = file;
    put(SnapshotFormat.header(head));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    contentCrc.update(bytes, offset, length);
    contentBytes += length;
    int from = offset;
    int left = length;
    while (left > 0) {
      int taken = Math.min(left, piece.length - pieceBytes);
      System.arraycopy(bytes, from, piece, pieceBytes, taken);
      pieceBytes += taken;
      from += taken;
      left -= taken;
      if (pieceBytes == piece.length) {
        putPiece();
      }
    }
  }

  /** Writes the end; the file is whole then, but not durable. */
  void end() throws IOException {
    if (pieceBytes > 0) {
      putPiece();
    }
    put(SnapshotFormat.end(pieces, contentBytes, (int) contentCrc.getValue()));
  }

  private void putPiece() throws IOException {
    put(SnapshotFormat.piece(pieces, piece, pieceBytes));
    pieces++;
    pieceBytes = 0;
  }

  private void put(byte[] bytes) throws IOException {
    disk.write(file, fileBytes, bytes);
    fileBytes += bytes.length;
    if (fileBytes - syncedBytes >= UNSYNCED_BYTES_MAX) {
      disk.sync(file);
      syncedBytes = fileBytes;
    }
  }
}
