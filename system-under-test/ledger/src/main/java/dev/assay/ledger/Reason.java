package dev.assay.ledger;

/**
 * Why a transaction was refused. The order of the rules is part of the contract, since all replicas
 * must give the same reason: the first that applies, in the order of the constants below, is the
 * answer.
 */
public enum Reason {
  /** Refused before ordering, never part of a block. */
  MALFORMED_NAME(1, "malformed-name"),
  /** An amount, of an opening or a transfer, that is zero or negative. */
  NON_POSITIVE_AMOUNT(2, "non-positive-amount"),
  /** A transfer from an account to itself. */
  SAME_ACCOUNT(3, "same-account"),
  /** The account to open is open already, whatever its balance. */
  ACCOUNT_EXISTS(4, "account-exists"),
  /** One of the two accounts of a transfer is not open. */
  UNKNOWN_ACCOUNT(5, "unknown-account"),
  /** The source holds less than the amount. */
  OVERDRAFT(6, "overdraft"),
  /** A balance would leave the range of a signed 64-bit number. */
  OVERFLOW(7, "overflow");

  private final int code;
  private final String text;

  Reason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The word used in block hashes, exports and client answers; never changes. */
  public String text() {
    return text;
  }

  /** The byte used in {@link BlockCodec}; never 0, never changes. */
  int code() {
    return code;
  }
}
