package dev.assay.ledger;

/** The one rule for every name a client may choose: transaction ids, accounts, node names. */
public final class Names {
  /** The longest name, in characters; all of them are ASCII, so in bytes too. */
  public static final int LENGTH_MAX = 64;

  /** By character: every name of every transaction is looked at, more than once. */
  private static final boolean[] ALLOWED = allowed();

  private Names() {}

  /** Whether {@code name} matches {@code [A-Za-z0-9._-]{1,64}}. */
  public static boolean valid(String name) {
    if (name.isEmpty() || name.length() > LENGTH_MAX) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!allowed(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean allowed(char c) {
    return c < ALLOWED.length && ALLOWED[c];
  }

  private static boolean[] allowed() {
    boolean[] allowed = new boolean[128];
    for (char c = 0; c < allowed.length; c++) {
      allowed[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
    }
    return allowed;
  }

  /**
   * Returns {@code name} when it is valid.
   *
   * @throws IllegalArgumentException otherwise, naming {@code what}
   */
  static String require(String what, String name) {
    if (!valid(name)) {
      throw new IllegalArgumentException(
          what + " " + quoted(name) + " does not match [A-Za-z0-9._-]{1,64}");
    }
    return name;
  }

  /**
   * The name as it may appear in a message: hostile text must not fill a log or break its lines.
   */
  private static String quoted(String name) {
    StringBuilder safe = new StringBuilder("\"");
    for (int i = 0; i < Math.min(name.length(), LENGTH_MAX); i++) {
      safe.append(allowed(name.charAt(i)) ? name.charAt(i) : '?');
    }
    return safe.append(name.length() > LENGTH_MAX ? "…\"" : "\"").toString();
  }
}
