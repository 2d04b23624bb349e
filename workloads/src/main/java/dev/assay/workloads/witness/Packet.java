package dev.assay.workloads.witness;

import dev.assay.node.LedgerNode;
import java.nio.ByteBuffer;

/**
 * What can be told of a peer's message at a glance, without its entries: as {@link
 * dev.assay.raft.message.MessageCodec} and the envelope around it write it.
 */
final class Packet {
  static final int PRE_VOTE = 1;
  static final int PRE_VOTED = 2;
  static final int VOTE = 3;
  static final int VOTED = 4;
  static final int APPEND = 5;
  static final int ACCEPTED = 6;
  static final int REJECTED = 7;
  static final int INSTALL = 8;
  static final int INSTALLED = 9;
  static final int TIMEOUT_NOW = 10;
  static final int READ = 11;
  static final int READ_AT = 12;

  private static final byte ENVELOPE = (byte) 0xE2;
  private static final byte ORDERING = 1;
  private static final int ENVELOPE_KIND = 2;
  private static final int ENVELOPE_NAME = 3;
  private static final int HEAD_BYTES = 2;
  private static final int NUMBERS_OF_POSITION = 2;

  private final ByteBuffer bytes;
  private final int kind;
  private final long term;
  private final int body;

  private Packet(ByteBuffer bytes, int kind, long term, int body) {
    this.bytes = bytes;
    this.kind = kind;
    this.term = term;
    this.body = body;
  }

  /** Of no kind when it is no message of the default channel's ordering. */
  static Packet of(byte[] message, int start) {
    ByteBuffer bytes = ByteBuffer.wrap(message);
    if (message.length == start) {
      return new Packet(bytes, 0, 0, 0);
    }
    int at = start;
    if (bytes.get(at) == ENVELOPE) {
      if (bytes.get(at + ENVELOPE_KIND) != ORDERING || !isOfMain(bytes, at + ENVELOPE_NAME)) {
        return new Packet(bytes, 0, 0, 0);
      }
      at += ENVELOPE_NAME + 1 + bytes.get(at + ENVELOPE_NAME);
    }
    int kind = bytes.get(at + 1);
    at += HEAD_BYTES;
    at += 1 + bytes.get(at);
    at += 1 + bytes.get(at);
    return new Packet(bytes, kind, bytes.getLong(at), at + Long.BYTES);
  }

  private static boolean isOfMain(ByteBuffer bytes, int at) {
    boolean same = bytes.get(at) == LedgerNode.MAIN.length();
    for (int i = 0; same && i < LedgerNode.MAIN.length(); i++) {
      same = bytes.get(at + 1 + i) == LedgerNode.MAIN.charAt(i);
    }
    return same;
  }

  int kind() {
    return kind;
  }

  long term() {
    return term;
  }

  /** The k-th number of the body, from 0. */
  long number(int k) {
    return bytes.getLong(body + k * Long.BYTES);
  }

  /** The flag after so many numbers; false when the message is too old to have it. */
  boolean flag(int numbers) {
    int at = body + numbers * Long.BYTES;
    return at < bytes.limit() && bytes.get(at) == 1;
  }

  /** The position that a request to append ends with: the index alone. */
  long appendsUpTo() {
    return number(0) + bytes.getInt(body + 2 * NUMBERS_OF_POSITION * Long.BYTES);
  }

  /** The round of a request to install; its last number but the length of the piece. */
  long installRound() {
    int head = body + NUMBERS_OF_POSITION * Long.BYTES;
    ByteBuffer source = bytes.duplicate().position(head);
    skipMembership(source);
    return source.getLong(source.position() + 2 * Long.BYTES);
  }

  private static void skipMembership(ByteBuffer source) {
    source.get();
    for (int set = 0; set < 4; set++) {
      for (int left = source.get(); left > 0; left--) {
        skipText(source);
      }
    }
    for (int left = source.get(); left > 0; left--) {
      skipText(source);
      skipText(source);
    }
  }

  private static void skipText(ByteBuffer source) {
    int length = Byte.toUnsignedInt(source.get());
    source.position(source.position() + length);
  }
}
