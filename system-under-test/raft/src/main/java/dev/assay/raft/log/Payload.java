package dev.assay.raft.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes that Raft orders and never looks into; equal by content. */
public final class Payload {
  public static final Payload EMPTY = new Payload(new byte[0]);
  private static final int SHOWN_BYTES_MAX = 16;

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the bytes. */
  public static Payload of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes.clone());
  }

  /** These very bytes, which the caller must not touch any more. */
  public static Payload owning(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes);
  }

  /** The text's UTF-8 bytes. */
  public static Payload ofText(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A copy of the next {@code size} bytes of the source; the caller has checked that they are
   * there.
   */
  public static Payload read(ByteBuffer source, int size) {
    byte[] bytes = new byte[size];
    source.get(bytes);
    return size == 0 ? EMPTY : new Payload(bytes);
  }

  /** Writes {@link #size} bytes. */
  public void write(ByteBuffer target) {
    target.put(bytes);
  }

  public int size() {
    return bytes.length;
  }

  /** The bytes, to be read without a copy; read-only. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** A copy that the caller owns. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The bytes read as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Printable ASCII as text, anything else in hexadecimal, cut after a few bytes. */
  @Override
  public String toString() {
    byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN_BYTES_MAX));
    boolean printable = true;
    for (byte b : shown) {
      printable &= b >= ' ' && b <= '~';
    }
    String text =
        printable ? new String(shown, StandardCharsets.US_ASCII) : HexFormat.of().formatHex(shown);
    return bytes.length > shown.length ? text + "...(" + bytes.length + " bytes)" : text;
  }
}
