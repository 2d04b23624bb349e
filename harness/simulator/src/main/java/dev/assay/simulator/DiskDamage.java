package dev.assay.simulator;

/** How a file of a simulated disk is damaged. */
public enum DiskDamage {
  /** A bit is flipped. */
  ROT,
  /** A piece of the file stands in the place of another. */
  MISPLACE,
  /** The end is cut off. */
  TRUNCATE
}
