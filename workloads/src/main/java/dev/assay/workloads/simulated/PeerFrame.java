package dev.assay.workloads.simulated;

import java.nio.ByteBuffer;

/**
 * What stands for the real transport's frame around a peer's message: one byte that says which
 * format version the sender's node speaks. No client's request begins with such a byte.
 */
final class PeerFrame {
  static final int HEAD_BYTES = 1;
  private static final int MARK = 0xF0;

  private PeerFrame() {}

  static byte[] around(int speaks, byte[] message) {
    byte[] frame = new byte[message.length + 1];
    frame[0] = (byte) (MARK | speaks);
    System.arraycopy(message, 0, frame, 1, message.length);
    return frame;
  }

  static boolean isOne(byte[] bytes) {
    return bytes.length > 0 && (bytes[0] & MARK) == MARK;
  }

  static int speaks(byte[] frame) {
    return frame[0] & ~MARK & 0xFF;
  }

  /** What is in the frame, without a copy. */
  static ByteBuffer message(byte[] frame) {
    return ByteBuffer.wrap(frame, 1, frame.length - 1);
  }
}
