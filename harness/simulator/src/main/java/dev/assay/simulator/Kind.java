package dev.assay.simulator;

/** What can happen in a world. */
enum Kind {
  TASK,
  TIMER,
  DELIVERY,
  START,
  KILL,
  POWER_FAILURE,
  PAUSE,
  RESUME,
  HALT,
  CRASH,
  CUT,
  CLOCK,
  DISK_FAULT;

  /** The same on every machine, unlike an enum's own. */
  private final int hash = name().hashCode();

  int hash() {
    return hash;
  }
}
