package dev.assay.raft.invariant;

/** Checks that are always on: a false one is our mistake, and the node must stop. */
public final class Invariant {
  private Invariant() {}

  /**
   * Throws {@link InvariantBroken} with the formatted message unless the condition holds.
   *
   * @param format of {@link String#format}; says what, the values and the likely cause
   */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of the core.
  public static void check(boolean condition, String format, Object... values) {
    if (!condition) {
      throw broken(format, values);
    }
  }

  /** What to throw where a condition is known to be false. */
  @SuppressWarnings("AnnotateFormatMethod")
  public static InvariantBroken broken(String format, Object... values) {
    return new InvariantBroken(String.format(format, values));
  }
}
