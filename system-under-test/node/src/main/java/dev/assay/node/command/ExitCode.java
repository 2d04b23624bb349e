package dev.assay.node.command;

/** How the {@code ledger} command ends; scripts rely on it. */
final class ExitCode {
  static final int DONE = 0;

  /** The ledger's rules said no, or something did not hold. */
  static final int REFUSED = 1;

  /** It may have happened, or may yet; the same again with the same {@code --id} tells. */
  static final int UNKNOWN = 2;

  /** Certainly nothing happened: nobody could answer. */
  static final int UNAVAILABLE = 3;

  static final int BAD_ARGUMENTS = 254;

  /** Our own machinery broke. */
  static final int BROKEN = 255;

  private ExitCode() {}
}
