package dev.assay.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.assay.ledger.LedgerImage.Head;
import dev.assay.ledger.ids.IdImage;
import dev.assay.ledger.ids.IdTable;
import dev.assay.ledger.state.Versioned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Reads an image out of bytes that anyone may have written. No length is believed before the bytes
 * are there.
 */
final class ImageReader {
  private static final int PIECE_BYTES = 64 << 10;

  private final InputStream from;
  private final byte[] piece = new byte[PIECE_BYTES];

  /** What was read from the stream and not yet from here. */
  private final ByteBuffer rest = ByteBuffer.wrap(piece).limit(0);

  private final MessageDigest sha256 = Hash.sha256();

  /** How much of {@link #piece} the digest has seen. */
  private int digested;

  private long offset;

  ImageReader(InputStream from) {
    this.from = from;
  }

  /**
   * Reads a whole image into an empty world state.
   *
   * @throws MalformedBytesException when it is none, or not whole
   */
  Read read(WorldState state) throws IOException {
    int version = need("version", 1).get();
    if (version != LedgerImage.VERSION) {
      throw fault(
          "image version %d, this program reads %d: was it written by a newer one?"
              .formatted(version, LedgerImage.VERSION));
    }
    Head head = new Head(number("height"), hash(), number("time"), number("epoch"), number("last"));
    Hash stateRoot = hash();
    state(state, head.height());
    if (!state.root().equals(stateRoot)) {
      throw fault("state root %s, but the state has %s".formatted(stateRoot, state.root()));
    }
    IdTable ids = ids();
    digest();
    Hash expected = Hash.ofDigest(sha256.digest());
    if (!hash().equals(expected)) {
      throw fault("the digest is not that of the image");
    }
    if (more()) {
      throw fault("bytes after its end");
    }
    return new Read(head, ids);
  }

  /** What is in an image besides the world state. */
  record Read(Head head, IdTable ids) {}

  private void state(WorldState state, long height) throws IOException {
    int contracts = count("contracts", Limits.KEYS_MAX);
    String last = "";
    for (int i = 0; i < contracts; i++) {
      String contract = text("contract", Names.LENGTH_MAX);
      if (!Names.valid(contract) || contract.compareTo(last) <= 0) {
        throw fault("contract " + i + " has no valid name, or is out of order");
      }
      last = contract;
      entries(contract, state, height);
    }
  }

  private void entries(String contract, WorldState state, long height) throws IOException {
    int keys = count("keys", Limits.KEYS_MAX - state.keys());
    String last = "";
    for (int i = 0; i < keys; i++) {
      String key = text("key", Limits.KEY_CHARS_MAX);
      String value = text("value", Limits.VALUE_CHARS_MAX);
      Versioned content =
          new Versioned(value, number("block"), count("position", IdTable.POSITIONS));
      if (key.compareTo(last) <= 0 || content.block() < 1 || content.block() > height) {
        throw fault("key " + i + " of " + contract + " is out of order, or from a future block");
      }
      last = key;
      state.add(contract, key, content);
    }
  }

  private IdTable ids() throws IOException {
    long first = number("first transaction");
    long next = number("next transaction");
    if (first % IdTable.CHUNK != 0
        || next < first
        || next - first > IdTable.WINDOW + IdTable.CHUNK) {
      throw fault("transactions %d to %d are no window".formatted(first, next));
    }
    IdTable ids = new IdTable(first);
    for (long number = first; number < next; number++) {
      IdImage.read(need("transaction", IdImage.ENTRY_BYTES), ids);
    }
    return ids;
  }

  private long number(String field) throws IOException {
    long number = need(field, Long.BYTES).getLong();
    if (number < 0) {
      throw fault(field + " " + number + " is negative");
    }
    return number;
  }

  private int count(String field, int max) throws IOException {
    int count = need(field, Integer.BYTES).getInt();
    if (count < 0 || count > max) {
      throw fault(field + " " + count + ", allowed are 0 to " + max);
    }
    return count;
  }

  private Hash hash() throws IOException {
    ByteBuffer bytes = need("hash", Hash.BYTES);
    return new Hash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  private String text(String field, int charsMax) throws IOException {
    int length = Short.toUnsignedInt(need(field, Short.BYTES).getShort());
    if (length > charsMax) {
      throw fault(field + " of " + length + " characters, at most " + charsMax);
    }
    byte[] characters = new byte[length];
    need(field, length).get(characters);
    String text = new String(characters, ISO_8859_1);
    if (!Limits.printable(text)) {
      throw fault(field + " is not printable ASCII");
    }
    return text;
  }

  /** The next so many bytes, at most a piece. */
  private ByteBuffer need(String field, int bytes) throws IOException {
    while (rest.remaining() < bytes) {
      if (!more(bytes)) {
        throw fault("%s needs %d bytes, %d are left".formatted(field, bytes, rest.remaining()));
      }
    }
    offset += bytes;
    return rest;
  }

  private boolean more() throws IOException {
    return rest.hasRemaining() || more(1);
  }

  /** Reads some more of the stream; false at its end. */
  private boolean more(int bytes) throws IOException {
    if (rest.capacity() - rest.position() < bytes) {
      digest();
      rest.compact().flip();
      digested = 0;
    }
    int read = from.read(piece, rest.limit(), piece.length - rest.limit());
    if (read > 0) {
      rest.limit(rest.limit() + read);
    }
    return read > 0;
  }

  /** Digests what was taken out of the piece. */
  private void digest() {
    sha256.update(piece, digested, rest.position() - digested);
    digested = rest.position();
  }

  private MalformedBytesException fault(String cause) {
    return new MalformedBytesException("malformed image near byte %d: %s".formatted(offset, cause));
  }
}
