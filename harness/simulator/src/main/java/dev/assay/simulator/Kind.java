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
  CUT,
  CLOCK
}
