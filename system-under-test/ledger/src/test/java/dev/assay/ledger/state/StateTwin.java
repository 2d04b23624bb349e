package dev.assay.ledger.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The state root from its definition, with no thought for cost. */
final class StateTwin {
  private StateTwin() {}

  /** A path and the hash of what is there. */
  private record Cell(String pathBits, String hash) {}

  /** The root over values by "contract, line feed, key", in hexadecimal digits. */
  static String root(Map<String, Versioned> values, MessageDigest sha256) {
    List<Cell> cells = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          byte[] path = sha256.digest(name.getBytes(ISO_8859_1));
          ByteBuffer leaf = ByteBuffer.allocate(45 + value.value().length());
          leaf.put((byte) 0).put(path).putLong(value.block()).putInt(value.position());
          leaf.put(value.value().getBytes(ISO_8859_1));
          cells.add(new Cell(bits(path), HexFormat.of().formatHex(sha256.digest(leaf.array()))));
        });
    return HexFormat.of().formatHex(root(cells, sha256));
  }

  private static byte[] root(List<Cell> cells, MessageDigest sha256) {
    if (cells.isEmpty()) {
      return sha256.digest();
    }
    if (cells.size() == 1) {
      return HexFormat.of().parseHex(cells.getFirst().hash());
    }
    int bit = 0;
    while (sameAt(cells, bit)) {
      bit++;
    }
    int at = bit;
    byte[] left = root(cells.stream().filter(c -> c.pathBits().charAt(at) == '0').toList(), sha256);
    byte[] right =
        root(cells.stream().filter(c -> c.pathBits().charAt(at) == '1').toList(), sha256);
    ByteBuffer branch = ByteBuffer.allocate(66);
    return sha256.digest(branch.put((byte) 1).put((byte) bit).put(left).put(right).array());
  }

  private static boolean sameAt(List<Cell> cells, int bit) {
    return cells.stream().map(cell -> cell.pathBits().charAt(bit)).distinct().count() == 1;
  }

  private static String bits(byte[] path) {
    StringBuilder bits = new StringBuilder();
    for (byte b : path) {
      bits.append(Integer.toBinaryString(0x100 | (b & 0xff)).substring(1));
    }
    return bits.toString();
  }
}
