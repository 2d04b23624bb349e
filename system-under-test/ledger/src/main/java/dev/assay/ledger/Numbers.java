package dev.assay.ledger;

import java.util.OptionalLong;

/** Numbers in arguments and values: decimal, in their one shortest form, signed 64 bits. */
public final class Numbers {
  private static final int CHARS_MAX = 20;

  private Numbers() {}

  /** Empty when the text is not the one form of a number. */
  public static OptionalLong parse(String text) {
    if (text.isEmpty() || text.length() > CHARS_MAX || !canonical(text)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean canonical(String text) {
    int first = text.charAt(0) == '-' ? 1 : 0;
    for (int i = first; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > first && (text.charAt(first) != '0' || text.length() == 1);
  }
}
