package dev.assay.simulator;

/** What a power failure leaves of writes that were not made durable. */
public enum Unsynced {
  /** Nothing: names and contents are as they were last made durable. */
  LOST,
  /** Of each file's writes the first few, the last of them perhaps torn at a byte; so for names. */
  PREFIX,
  /**
   * Each write for itself survives wholly, torn at a byte, or not at all, as when pages are written
   * back in any order; of name changes the first few, as a journal keeps them.
   */
  ANY
}
