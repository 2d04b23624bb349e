package dev.assay.ledger;

/**
 * The versions of batches and blocks. A batch's version decides its block's, and the rules by which
 * it is executed, so that a log of any age makes the chain that it made when it was new.
 */
public final class FormatVersion {
  /** Opened accounts and transfers only: {@link VersionOne}. */
  public static final int ONE = 1;

  /** Contracts. */
  public static final int TWO = 2;

  /** The newest that this program reads and writes. */
  public static final int NEWEST = TWO;

  private FormatVersion() {}

  static int require(int version) {
    if (version < ONE || version > NEWEST) {
      throw new IllegalArgumentException(
          "format version %d: this program writes 1 to %d".formatted(version, NEWEST));
    }
    return version;
  }
}
