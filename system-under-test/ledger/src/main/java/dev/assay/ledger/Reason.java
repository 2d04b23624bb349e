package dev.assay.ledger;

/**
 * Why a transaction or a query was refused: words that appear in block hashes, exports and clients'
 * answers, and so never change. All replicas must give the same reason: where several apply, it is
 * the first in the order of a contract's own checks.
 */
public final class Reason {
  /** A name that does not match {@link Names}. */
  public static final String MALFORMED_NAME = "malformed-name";

  /** An argument that is too long, or not printable ASCII, or not the number that is due. */
  public static final String MALFORMED_ARGUMENT = "malformed-argument";

  /**
   * More arguments than {@link Limits#ARGUMENTS_MAX}, or another number than the function takes.
   */
  public static final String WRONG_ARGUMENTS = "wrong-arguments";

  /** The transaction is larger than {@link Limits#TRANSACTION_BYTES_MAX}. */
  public static final String TOO_LARGE = "too-large";

  public static final String UNKNOWN_CONTRACT = "unknown-contract";
  public static final String UNKNOWN_FUNCTION = "unknown-function";

  /** The transaction touches more keys than {@link Limits#TRANSACTION_KEYS_MAX}. */
  public static final String TOO_MANY_KEYS = "too-many-keys";

  /** A value would be longer than {@link Limits#VALUE_CHARS_MAX}. */
  public static final String VALUE_TOO_LONG = "value-too-long";

  /** The channel holds {@link Limits#KEYS_MAX} keys already. */
  public static final String STATE_FULL = "state-full";

  /** The answer would be longer than {@link Limits#OUTPUT_CHARS_MAX}, or than its block allows. */
  public static final String OUTPUT_TOO_LONG = "output-too-long";

  /** An amount, of an opening or a transfer, that is zero or negative. */
  public static final String NON_POSITIVE_AMOUNT = "non-positive-amount";

  /** A transfer from an account to itself. */
  public static final String SAME_ACCOUNT = "same-account";

  /** The account to open is open already, whatever its balance. */
  public static final String ACCOUNT_EXISTS = "account-exists";

  /** One of the two accounts of a transfer is not open. */
  public static final String UNKNOWN_ACCOUNT = "unknown-account";

  /** The source holds less than the amount. */
  public static final String OVERDRAFT = "overdraft";

  /** A balance would leave the range of a signed 64-bit number. */
  public static final String OVERFLOW = "overflow";

  /** The register does not hold what was expected. */
  public static final String MISMATCH = "mismatch";

  /** A list holds {@link Limits#LIST_LENGTH_MAX} values already. */
  public static final String LIST_FULL = "list-full";

  /** A query may not append. */
  public static final String NOT_READ_ONLY = "not-read-only";

  public static final String CHANNEL_EXISTS = "channel-exists";

  /** There are {@link Limits#CHANNELS_MAX} channels already. */
  public static final String TOO_MANY_CHANNELS = "too-many-channels";

  private Reason() {}
}
