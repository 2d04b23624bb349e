package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Writes the fields of an image, and last their digest. */
final class ImageWriter {
  private static final int PIECE_BYTES = 64 << 10;

  private final ImageSink sink;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
  private final MessageDigest sha256 = Hash.sha256();

  ImageWriter(ImageSink sink) {
    this.sink = sink;
  }

  /** Room for so many bytes, to be filled. */
  ByteBuffer room(int bytes) throws IOException {
    if (piece.remaining() < bytes) {
      flush();
    }
    return piece;
  }

  private void flush() throws IOException {
    sha256.update(piece.array(), 0, piece.position());
    sink.write(piece.array(), 0, piece.position());
    piece.clear();
  }

  void unsignedByte(int value) throws IOException {
    room(1).put((byte) value);
  }

  ImageWriter number(long value) throws IOException {
    room(Long.BYTES).putLong(value);
    return this;
  }

  ImageWriter count(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  ImageWriter hash(Hash hash) throws IOException {
    hash.writeTo(room(Hash.BYTES));
    return this;
  }

  /** Printable ASCII with its length (2). */
  ImageWriter text(String text) throws IOException {
    room(Short.BYTES + text.length())
        .putShort((short) text.length())
        .put(text.getBytes(ISO_8859_1));
    return this;
  }

  void end() throws IOException {
    flush();
    byte[] digest = sha256.digest();
    sink.write(digest, 0, digest.length);
  }
}
