package dev.assay.checkers.statement;

import java.io.Serial;

/** The certificate does not prove what it claims; the message is a sentence without a full stop. */
public final class Refused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public Refused(String why) {
    super(why);
  }

  public static void unless(boolean condition, String why) {
    if (!condition) {
      throw new Refused(why);
    }
  }
}
