package dev.assay.node.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as text between marked lines, RFC 7468. */
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final int LINE = 64;

  private Pem() {}

  static String write(String label, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes), label);
  }

  /**
   * All blocks of this label, in order.
   *
   * @throws IllegalArgumentException when what is between the lines is not base 64
   */
  static List<byte[]> read(String label, String text) {
    Matcher block =
        Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
            .matcher(text);
    List<byte[]> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(
          Base64.getMimeDecoder().decode(block.group(1).getBytes(StandardCharsets.US_ASCII)));
    }
    return blocks;
  }
}
