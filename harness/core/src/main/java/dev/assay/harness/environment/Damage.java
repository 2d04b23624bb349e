package dev.assay.harness.environment;

/** How a file is damaged, behind the back of who wrote it. */
public enum Damage {
  /** A bit is flipped in what was made durable before the last sync. */
  ROT,
  /** A part of it is replaced by another part of the file, as by a misdirected write. */
  MISPLACE,
  /** Its end is cut off. */
  TRUNCATE,
  /** What it says is changed by somebody who knows its format, so that every checksum is right. */
  ALTER
}
